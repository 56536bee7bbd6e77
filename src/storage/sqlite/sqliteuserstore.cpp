// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteuserstore.h"

#include "base/clock.h"
#include "base/textsource.h"
#include "storage/sqlite/sqliteanswers.h"
#include "storage/sqlite/sqlitereader.h"
#include "storage/sqlite/sqlitescans.h"
#include "storage/sqlite/sqliteuserimport.h"
#include "storage/sqlite/sqliteuserpages.h"
#include "storage/sqlite/sqliteuserrows.h"
#include "storage/sqlite/sqliteuserstream.h"
#include "storage/sqlite/sqlitewriter.h"

#include <chrono>
#include <optional>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;
using What = UserChange::What;

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

/// The longer, the fewer times a page of an index is written; but others wait for it,
/// or at least for its progress.
constexpr auto longestImport = 250ms, longestAlone = 2000ms;

/// The whole table needs no counting: it has @p all users.
template <typename Page>
Result<Page> counted(Result<Page> page, const UserQuery &query, qint64 all)
{
    if (page && query.counted && query.prefix.empty())
        page->total = all;
    return page;
}

WrittenUserPage write(const UserPage &page, const UserQuery &query, UserFormat format)
{
    WrittenUserPage text { written(page.users, format), std::nullopt, page.total };
    if (page.more)
        text.next = UserPlace::of(page.users.last(), query.order);
    return text;
}

UserChange creationOf(const QList<User> &users)
{
    return { What::Created, { users.constData(), size_t(users.size()) } };
}

} // namespace

SqliteUserStore::SqliteUserStore(Parts parts, const QString &path, Found found)
    : m_parts(parts)
    , m_texts(std::make_shared<SqliteUserTexts>(path))
    , m_lastInterruptedNote(found.lastImportNote)
    , m_count(found.users)
{ }

Async<Result<User>> SqliteUserStore::create(UserDraft draft)
{
    return m_parts.writer.write<User>(
            [draft = std::move(draft), nowMs = m_parts.clock.wallMs()](
                    SqliteConnection &connection) { return insertUser(connection, draft, nowMs); },
            [this](const User &user) {
                changed(1, { What::Created, { &user, 1 } });
            });
}

Async<Result<QList<User>>> SqliteUserStore::createAll(std::vector<UserDraft> drafts)
{
    return m_parts.writer.write<QList<User>>(
            [drafts = std::move(drafts),
             nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
                return insertUsers(connection, drafts, nowMs);
            },
            [this](const QList<User> &users) { changed(users.size(), creationOf(users)); });
}

Async<Result<StoredAnswer>> SqliteUserStore::createOnce(UserDraft draft, Once<User> once)
{
    const auto created = std::make_shared<std::optional<User>>(); // the answer is a text
    return m_parts.writer.write<StoredAnswer>(
            [draft = std::move(draft), once = std::move(once), nowMs = m_parts.clock.wallMs(),
             created](SqliteConnection &connection) {
                return answeredOnce(connection, once, nowMs, [&](SqliteConnection &inner) {
                    auto user = insertUser(inner, draft, nowMs);
                    if (user)
                        *created = *user;
                    return user;
                });
            },
            [this, created](const StoredAnswer &answer) {
                if (!answer.replayed)
                    changed(1, { What::Created, { &**created, 1 } });
            });
}

Async<Result<StoredAnswer>> SqliteUserStore::createAllOnce(std::vector<UserDraft> drafts,
                                                           Once<QList<User>> once)
{
    const auto created = std::make_shared<QList<User>>();
    return m_parts.writer.write<StoredAnswer>(
            [drafts = std::move(drafts), once = std::move(once), nowMs = m_parts.clock.wallMs(),
             created](SqliteConnection &connection) {
                return answeredOnce(connection, once, nowMs, [&](SqliteConnection &inner) {
                    auto users = insertUsers(inner, drafts, nowMs);
                    if (users)
                        *created = *users;
                    return users;
                });
            },
            [this, created](const StoredAnswer &answer) {
                if (!answer.replayed)
                    changed(created->size(), creationOf(*created));
            });
}

Async<Result<ImportedUsers>> SqliteUserStore::import(std::span<const UserDraft> drafts,
                                                     size_t atLeast, QByteArray journal)
{
    return m_parts.writer.write<ImportedUsers>(
            [drafts, atLeast, journal = std::move(journal), nowMs = m_parts.clock.wallMs(),
             &writer = m_parts.writer](SqliteConnection &connection) {
                const auto began = std::chrono::steady_clock::now();
                const auto goOn = [&](size_t done) {
                    const auto elapsed = std::chrono::steady_clock::now() - began;
                    return done < atLeast || elapsed < longestImport
                            || (elapsed < longestAlone && !writer.othersWait());
                };
                return importUsers(connection, drafts, { nowMs, journal, goOn });
            },
            [this](const ImportedUsers &imported) {
                if (imported.created > 0)
                    changed(imported.created,
                            { What::Imported,
                              {},
                              imported.created,
                              imported.firstId,
                              imported.lastId });
            },
            SqliteWriter::Pace::Bulk);
}

Async<Result<ImportedUsers>> SqliteUserStore::foresee(std::vector<UserDraft> drafts)
{
    return m_parts.scans.run([drafts = std::move(drafts)](SqliteConnection &connection) {
        return foreseeImport(connection, drafts);
    });
}

Async<Result<qint64>> SqliteUserStore::keepImport(QByteArray journal)
{
    return m_parts.writer.write<qint64>(
            [journal = std::move(journal)](SqliteConnection &connection) {
                return forgetImportNotes(connection, journal);
            },
            [](qint64) {});
}

Async<Result<bool>> SqliteUserStore::undoImport(QByteArray journal)
{
    return undo({ std::move(journal), std::nullopt });
}

Async<Result<bool>> SqliteUserStore::undoInterruptedImport()
{
    if (m_lastInterruptedNote == 0)
        return Result<bool>(false);
    return undo({ {}, m_lastInterruptedNote });
}

Async<Result<bool>> SqliteUserStore::undo(const ImportNotes &notes)
{
    auto undone = m_parts.writer.write<UndoneImport>(
            [notes](SqliteConnection &connection) { return undoImportNote(connection, notes); },
            [this](const UndoneImport &users) {
                if (users.removed > 0)
                    changed(-users.removed,
                            { What::ImportUndone, {}, users.removed, users.firstId, users.lastId });
            },
            SqliteWriter::Pace::Bulk);
    const auto users = co_await undone;
    if (!users)
        co_return failure(users.error());
    co_return users->found;
}

Async<Result<User>> SqliteUserStore::update(qint64 id, UserPatch patch, Precondition precondition)
{
    const qint64 nowMs = m_parts.clock.wallMs();
    return m_parts.writer.write<User>(
            [id, patch = std::move(patch), precondition = std::move(precondition),
             nowMs](SqliteConnection &connection) {
                return updateUser(connection, id, patch, precondition, nowMs);
            },
            [this, nowMs](const User &user) {
                if (user.updatedAtMs == nowMs) // else it was like this before
                    changed(0, { What::Updated, { &user, 1 } });
            });
}

Async<Result<User>> SqliteUserStore::remove(qint64 id, Precondition precondition)
{
    return m_parts.writer.write<User>(
            [id, precondition = std::move(precondition)](SqliteConnection &connection) {
                return removeUser(connection, id, precondition);
            },
            [this](const User &user) {
                changed(-1, { What::Deleted, { &user, 1 } });
            });
}

Async<Result<QList<User>>> SqliteUserStore::removeAll(QList<User> users)
{
    return m_parts.writer.write<QList<User>>(
            [users = std::move(users)](SqliteConnection &connection) {
                return removeUsers(connection, users);
            },
            [this](const QList<User> &removed) {
                if (!removed.isEmpty())
                    changed(-removed.size(),
                            { What::Deleted, { removed.constData(), size_t(removed.size()) } });
            });
}

Async<Result<UserPage>> SqliteUserStore::list(UserQuery query)
{
    // A statement of its own: g++ 12 destroys a lambda in a co_await expression twice.
    auto page = m_parts.scans.run(
            [query](SqliteConnection &connection) { return listUsers(connection, query); });
    const qint64 all = count(); // now: whoever waits may outlive this
    co_return counted(co_await page, query, all);
}

Async<Result<WrittenUserPage>> SqliteUserStore::list(UserQuery query, UserFormat format)
{
    using Answer = Result<WrittenUserPage>;
    if (query.limit > shortPage)
        return listInPool(std::move(query), format);
    const auto reader = m_parts.readers.latest();
    if (!reader)
        return Answer(failure(reader.error()));
    SqliteConnection &connection = (*reader)->connection();
    SqliteKeptPages &kept = (*reader)->keptPages();
    if (const WrittenUserPage *page = kept.find(query, format))
        return counted(Answer(*page), query, count());
    const auto found = listUsersBriefly(connection, query);
    if (!found)
        return Answer(failure(found.error()));
    if (!*found)
        return listInPool(std::move(query), format);
    auto page = write(**found, query, format);
    kept.keep(query, format, page);
    return counted(Answer(std::move(page)), query, count());
}

Async<Result<WrittenUserPage>> SqliteUserStore::listInPool(UserQuery query, UserFormat format)
{
    auto page = m_parts.scans.run([query, format](SqliteConnection &connection) {
        return listUsers(connection, query).map([&](const UserPage &found) {
            return write(found, query, format);
        });
    });
    const qint64 all = count();
    co_return counted(co_await page, query, all);
}

Async<Result<User>> SqliteUserStore::find(qint64 id)
{
    const auto reader = m_parts.readers.latest();
    if (!reader)
        return Result<User>(failure(reader.error()));
    return findUser((*reader)->connection(), id);
}

Async<Result<User>> SqliteUserStore::read(qint64 id)
{
    return m_parts.scans.run(
            [id](SqliteConnection &connection) { return findUser(connection, id); });
}

Async<Result<UserPage>> SqliteUserStore::page(qint64 offset, UserQuery query)
{
    query.after.reset();
    auto work = [marks = m_marks, offset, query](SqliteConnection &connection) {
        if (query.order == UserOrder::Id && !query.descending && query.prefix.empty())
            return pageOf(marks->page(connection, offset, query.limit + 1), query);
        return listUsers(connection, query, offset);
    };
    auto page = m_parts.scans.run(std::move(work));
    const qint64 all = count(); // now: whoever waits may outlive this
    co_return counted(co_await page, query, all);
}

Async<Result<UserTable>> SqliteUserStore::all(UserFormat format)
{
    auto found = m_texts->find(format);
    if (found.text)
        return Result<UserTable>(tableOf(std::move(*found.text)));
    return readAll(format, found.version);
}

Async<Result<UserTable>> SqliteUserStore::readAll(UserFormat format, std::optional<qint64> version)
{
    auto stream = std::make_unique<SqliteUserStream>(m_parts.scans, format);
    const bool isSmall = count() * usualRowBytes <= SqliteUserTexts::longest;
    const qsizetype bytes = isSmall ? SqliteUserTexts::longest : firstPieceBytes;
    const auto texts = m_texts; // whoever waits may outlive this
    if (auto prepared = co_await stream->prepare(bytes); !prepared)
        co_return failure(prepared.error());
    if (!stream->isWhole())
        co_return UserTable { {}, std::move(stream) };
    QByteArray text = stream->takePrepared();
    if (version)
        texts->keep(format, text, *version);
    co_return tableOf(std::move(text));
}

void SqliteUserStore::changed(qint64 added, const UserChange &change)
{
    if (added < 0)
        m_marks->forget();
    m_count.fetch_add(added, std::memory_order_relaxed);
    m_revision.fetch_add(1, std::memory_order_relaxed);
    m_watch(change);
}

} // namespace frontdesk
