// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteuserstore.h"

#include "base/clock.h"
#include "base/textsource.h"
#include "storage/sqlite/sqlitereader.h"
#include "storage/sqlite/sqlitescans.h"
#include "storage/sqlite/sqliteuserstream.h"
#include "storage/sqlite/sqlitewriter.h"

#include <sqlite3.h>

namespace frontdesk {

namespace {

constexpr qsizetype firstPieceBytes = 64 << 10;
constexpr qint64 usualRowBytes = 64;
constexpr qsizetype longestText = 128 << 10;

/// What a client doesn't take at once waits in memory: let that not be too much.
UserTable tableOf(QByteArray text)
{
    if (text.size() <= longestText)
        return { std::move(text), nullptr };
    return { {}, std::make_unique<TextSource>(std::move(text)) };
}

tl::unexpected<Error> emailTaken()
{
    const QString sentence = QStringLiteral("Another user has this e-mail address.");
    return failure({ ErrorKind::Conflict,
                     QStringLiteral("email_taken"),
                     sentence,
                     { { QStringLiteral("email"), QStringLiteral("taken"), sentence } } });
}

User readUser(const SqliteQuery &row)
{
    return { row.integer(0), std::string(row.text(1)), std::string(row.text(2)), row.integer(3),
             row.integer(4) };
}

Result<User> insertUser(SqliteConnection &connection, const UserDraft &draft, qint64 nowMs)
{
    SqliteQuery insert
            = connection.query("INSERT INTO users (name, email, created_at) VALUES (?1, ?2, ?3)",
                               draft.name, draft.email, nowMs);
    if (const auto inserted = insert.run(); !inserted)
        return insert.code() == SQLITE_CONSTRAINT_UNIQUE ? emailTaken() : failure(inserted.error());
    return User { connection.lastInsertId(), draft.name, draft.email, 1, nowMs };
}

Result<User> findUser(SqliteConnection &connection, qint64 id)
{
    SqliteQuery user = connection.query(
            "SELECT id, name, email, version, created_at FROM users WHERE id = ?1", id);
    const auto found = user.next();
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(ErrorKind::NotFound, QStringLiteral("user_not_found"),
                       QStringLiteral("User not found"));
    return readUser(user);
}

Result<QList<User>> pageOfUsers(SqliteConnection &connection, qint64 offset, int limit)
{
    QList<User> users;
    SqliteQuery rows = connection.query("SELECT id, name, email, version, created_at FROM users"
                                        " ORDER BY id LIMIT ?1 OFFSET ?2",
                                        limit, offset);
    for (;;) {
        const auto row = rows.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return users;
        users.append(readUser(rows));
    }
}

} // namespace

SqliteUserStore::SqliteUserStore(Parts parts, const QString &path, qint64 count)
    : m_parts(parts)
    , m_texts(path)
    , m_count(count)
{ }

Async<Result<User>> SqliteUserStore::create(UserDraft draft)
{
    return m_parts.writer.write<User>(
            [draft = std::move(draft), nowMs = m_parts.clock.wallMs()](
                    SqliteConnection &connection) { return insertUser(connection, draft, nowMs); },
            [this](const User &) {
                m_count.fetch_add(1, std::memory_order_relaxed);
                m_revision.fetch_add(1, std::memory_order_relaxed);
            });
}

Async<Result<User>> SqliteUserStore::find(qint64 id)
{
    const auto connection = m_parts.readers.latest();
    if (!connection)
        return Result<User>(failure(connection.error()));
    return findUser(**connection, id);
}

Async<Result<QList<User>>> SqliteUserStore::page(qint64 offset, int limit)
{
    return m_parts.scans.run([offset, limit](SqliteConnection &connection) {
        return pageOfUsers(connection, offset, limit);
    });
}

Async<Result<UserTable>> SqliteUserStore::all(UserFormat format)
{
    auto found = m_texts.find(format);
    if (found.text)
        return Result<UserTable>(tableOf(std::move(*found.text)));
    return read(format, found.version);
}

Async<Result<UserTable>> SqliteUserStore::read(UserFormat format, std::optional<qint64> version)
{
    auto stream = std::make_unique<SqliteUserStream>(m_parts.scans, format);
    const bool isSmall = count() * usualRowBytes <= SqliteUserTexts::longest;
    const qsizetype bytes = isSmall ? SqliteUserTexts::longest : firstPieceBytes;
    if (auto prepared = co_await stream->prepare(bytes); !prepared)
        co_return failure(prepared.error());
    if (!stream->isWhole())
        co_return UserTable { {}, std::move(stream) };
    QByteArray text = stream->takePrepared();
    if (version)
        m_texts.keep(format, text, *version);
    co_return tableOf(std::move(text));
}

} // namespace frontdesk
