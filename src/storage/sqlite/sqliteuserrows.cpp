// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteuserrows.h"

#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqlitevisitor.h"

#include <sqlite3.h>

#include <algorithm>

namespace frontdesk {

namespace {

FieldError taken(const QString &field)
{
    return { field, QStringLiteral("taken"),
             QStringLiteral("Another user has this e-mail address.") };
}

Error emailTaken()
{
    const FieldError field = taken(QStringLiteral("email"));
    return { ErrorKind::Conflict, QStringLiteral("email_taken"), field.detail, { field } };
}

Error emailsTaken(QList<FieldError> fields, size_t drafts)
{
    return { ErrorKind::Conflict, QStringLiteral("email_taken"),
             QStringLiteral("%1 of %2 users have an e-mail address that another user has; none "
                            "was stored.")
                     .arg(fields.size())
                     .arg(drafts),
             std::move(fields) };
}

/// What a statement that stores an e-mail failed with.
Error storingFailed(const SqliteQuery &statement, const Error &error)
{
    return statement.code() == SQLITE_CONSTRAINT_UNIQUE ? emailTaken() : error;
}

tl::unexpected<Error> notFound()
{
    return failure(ErrorKind::NotFound, QStringLiteral("user_not_found"),
                   QStringLiteral("User not found"));
}

/// A user to be read, and its place among all of them.
struct Wanted
{
    qint64 id;
    qsizetype place;
};

/// To read on to a row so near costs less than to seek it.
constexpr qint64 nearby = 6;

/// @p row: a SqliteQuery at one, or SqliteValues; the columns of `users` as they are.
template <typename Row>
User userOf(const Row &row)
{
    const qint64 createdAtMs = row.integer(4);
    return { row.integer(0),
             std::string(row.text(1)),
             std::string(row.text(2)),
             row.integer(3),
             createdAtMs,
             row.optionalInteger(5).value_or(createdAtMs) };
}

/// Takes those who are wanted from the rows behind the first of them.
class Finder final : public SqliteVisitor
{
public:
    /// @p wanted: by ascending id.
    Finder(std::span<const Wanted> wanted, QList<User> &users)
        : m_wanted(wanted)
        , m_users(users)
    { }

    bool isDone() const { return m_wanted.empty(); }
    qint64 next() const { return m_wanted.front().id; }
    /// One who is wanted isn't there.
    bool hasMissed() const { return m_hasMissed; }

    bool visit(const SqliteValues &values) override
    {
        const qint64 id = values.integer(0);
        m_hasMissed = id > next();
        if (id == next()) {
            m_users[m_wanted.front().place] = userOf(values);
            m_wanted = m_wanted.subspan(1);
        }
        return m_hasMissed || isDone() || next() > id + nearby;
    }

private:
    std::span<const Wanted> m_wanted;
    QList<User> &m_users;
    bool m_hasMissed = false;
};

/// The user, if there is one and it is at a version that may be changed.
Result<User> userToChange(SqliteConnection &connection, qint64 id, const Precondition &precondition)
{
    auto user = findUser(connection, id);
    if (user && !precondition.allows(user->version))
        return failure(
                ErrorKind::PreconditionFailed, QStringLiteral("precondition_failed"),
                QStringLiteral("The user is at version %1 now, and the request is not for that.")
                        .arg(user->version));
    return user;
}

} // namespace

Result<User> insertUser(SqliteConnection &connection, const UserDraft &draft, qint64 nowMs)
{
    SqliteQuery insert
            = connection.query("INSERT INTO users (name, email, created_at) VALUES (?1, ?2, ?3)",
                               draft.name, draft.email, nowMs);
    if (const auto inserted = insert.run(); !inserted)
        return failure(storingFailed(insert, inserted.error()));
    return User { connection.lastInsertId(), draft.name, draft.email, 1, nowMs, nowMs };
}

Result<QList<User>> insertUsers(SqliteConnection &connection, const std::vector<UserDraft> &drafts,
                                qint64 nowMs)
{
    SqliteSavepoint all(connection);
    if (const auto begun = all.begin(); !begun)
        return failure(begun.error());
    QList<User> users;
    users.reserve(qsizetype(drafts.size()));
    QList<FieldError> clashes;
    for (size_t i = 0; i < drafts.size(); ++i) {
        auto user = insertUser(connection, drafts[i], nowMs);
        if (user)
            users.append(std::move(*user));
        else if (user.error().kind == ErrorKind::Conflict) // go on: who else can't be stored?
            clashes.append(taken(QStringLiteral("%1.email").arg(i)));
        else
            return failure(user.error());
    }
    if (!clashes.isEmpty())
        return failure(emailsTaken(std::move(clashes), drafts.size()));
    if (const auto kept = all.keep(); !kept)
        return failure(kept.error());
    return users;
}

Result<User> updateUser(SqliteConnection &connection, qint64 id, const UserPatch &patch,
                        const Precondition &precondition, qint64 nowMs)
{
    auto before = userToChange(connection, id, precondition);
    if (!before)
        return before;
    User user = *before;
    user.name = patch.name.value_or(user.name);
    user.email = patch.email.value_or(user.email);
    if (user == *before)
        return user;
    ++user.version;
    user.updatedAtMs = nowMs;
    SqliteQuery update = connection.query(
            "UPDATE users SET name = ?2, email = ?3, version = ?4, updated_at = ?5 WHERE id = ?1",
            id, user.name, user.email, user.version, nowMs);
    if (const auto updated = update.run(); !updated)
        return failure(storingFailed(update, updated.error()));
    return user;
}

Result<User> removeUser(SqliteConnection &connection, qint64 id, const Precondition &precondition)
{
    auto user = userToChange(connection, id, precondition);
    if (!user)
        return user;
    if (const auto removed = connection.execute("DELETE FROM users WHERE id = ?1", id); !removed)
        return failure(removed.error());
    return user;
}

Result<QList<User>> removeUsers(SqliteConnection &connection, const QList<User> &users)
{
    SqliteSavepoint all(connection);
    if (const auto begun = all.begin(); !begun)
        return failure(begun.error());
    QList<User> gone;
    for (const User &user : users) {
        const auto removed = connection.execute("DELETE FROM users WHERE id = ?1 AND version = ?2",
                                                user.id, user.version);
        if (!removed)
            return failure(removed.error());
        if (connection.changes() > 0)
            gone.append(user);
    }
    if (const auto kept = all.keep(); !kept)
        return failure(kept.error());
    return gone;
}

Result<User> findUser(SqliteConnection &connection, qint64 id)
{
    SqliteQuery user = connection.query(
            "SELECT id, name, email, version, created_at, updated_at FROM users WHERE id = ?1", id);
    const auto found = user.next();
    if (!found)
        return failure(found.error());
    if (!*found)
        return notFound();
    return readUser(user);
}

Result<QList<User>> findUsers(SqliteConnection &connection, std::span<const qint64> ids)
{
    std::vector<Wanted> wanted;
    wanted.reserve(ids.size());
    for (size_t i = 0; i < ids.size(); ++i)
        wanted.push_back({ ids[i], qsizetype(i) });
    std::sort(wanted.begin(), wanted.end(),
              [](const Wanted &one, const Wanted &other) { return one.id < other.id; });
    QList<User> users(qsizetype(ids.size()));
    Finder finder(wanted, users);
    while (!finder.isDone()) {
        SqliteQuery rows = connection.query(
                "SELECT 1 FROM users WHERE id >= ?1 AND visit(?2, id, name, email,"
                " version, created_at, updated_at) ORDER BY id",
                finder.next(), finder);
        const auto hasStopped = rows.next();
        if (!hasStopped)
            return failure(hasStopped.error());
        if (!*hasStopped || finder.hasMissed())
            return notFound();
    }
    return users;
}

User readUser(const SqliteQuery &row)
{
    return userOf(row);
}

} // namespace frontdesk
