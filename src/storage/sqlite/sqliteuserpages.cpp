// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteuserpages.h"

#include "storage/sqlite/sqliteprefixscan.h"
#include "storage/sqlite/sqliteuserrows.h"
#include "storage/sqlite/sqliteusersearch.h"

#include <limits>

namespace frontdesk {

namespace {

/// All ways to walk, for some columns. "Same" ones are in statements of their own,
/// since SQLite seeks to (name, id) in one by the name alone and reads on from there.
struct Statements
{
    Sql id, idBackwards;
    Sql name, nameBackwards;
    Sql sameName, sameNameBackwards;
    Sql email, emailBackwards; // unique: there are no same ones
};

#define SELECT_USERS(columns) "SELECT " columns " FROM users "
#define STATEMENTS(columns)                                                                        \
    {                                                                                              \
        SELECT_USERS(columns)                                                                      \
        "WHERE id > ?1 ORDER BY id", SELECT_USERS(columns) "WHERE id < ?1 ORDER BY id DESC",       \
                SELECT_USERS(columns) "WHERE name > ?1 ORDER BY name, id",                         \
                SELECT_USERS(columns) "WHERE name < ?1 ORDER BY name DESC, id DESC",               \
                SELECT_USERS(columns) "WHERE name = ?1 AND id > ?2 ORDER BY id",                   \
                SELECT_USERS(columns) "WHERE name = ?1 AND id < ?2 ORDER BY id DESC",              \
                SELECT_USERS(columns) "WHERE email > ?1 ORDER BY email",                           \
                SELECT_USERS(columns) "WHERE email < ?1 ORDER BY email DESC"                       \
    }

constexpr Statements wholeRows = STATEMENTS("id, name, email, version, created_at, updated_at");
/// What a filter reads is in the indexes, the rest of a row is somewhere else.
constexpr Statements filtered = STATEMENTS("id, name, email");

/// The place that comes before all users.
UserPlace start(const UserQuery &query)
{
    if (!query.descending)
        return {};
    return { "\xff", std::numeric_limits<qint64>::max() }; // no UTF-8 begins with that byte
}

SqliteQuery rowsBehind(SqliteConnection &connection, const UserQuery &query, const UserPlace &place)
{
    const Statements &all = query.prefix.empty() ? wholeRows : filtered;
    switch (query.order) {
    case UserOrder::Name:
        return connection.query(query.descending ? all.nameBackwards : all.name, place.text);
    case UserOrder::Email:
        return connection.query(query.descending ? all.emailBackwards : all.email, place.text);
    case UserOrder::Id:
        break;
    }
    return connection.query(query.descending ? all.idBackwards : all.id, place.id);
}

SqliteQuery rowsOfSameName(SqliteConnection &connection, const UserQuery &query,
                           const UserPlace &place)
{
    const Statements &all = query.prefix.empty() ? wholeRows : filtered;
    return connection.query(query.descending ? all.sameNameBackwards : all.sameName, place.text,
                            place.id);
}

SqliteQuery idsAt(SqliteConnection &connection, const UserQuery &query, qint64 offset)
{
    const qint64 limit = query.limit + 1;
    switch (query.order) {
    case UserOrder::Name:
        return query.descending
                ? connection.query("SELECT id FROM users ORDER BY name DESC, id DESC"
                                   " LIMIT ?1 OFFSET ?2",
                                   limit, offset)
                : connection.query("SELECT id FROM users ORDER BY name, id LIMIT ?1 OFFSET ?2",
                                   limit, offset);
    case UserOrder::Email:
        return query.descending
                ? connection.query("SELECT id FROM users ORDER BY email DESC LIMIT ?1 OFFSET ?2",
                                   limit, offset)
                : connection.query("SELECT id FROM users ORDER BY email LIMIT ?1 OFFSET ?2", limit,
                                   offset);
    case UserOrder::Id:
        break;
    }
    return query.descending
            ? connection.query("SELECT id FROM users ORDER BY id DESC LIMIT ?1 OFFSET ?2", limit,
                               offset)
            : connection.query("SELECT id FROM users ORDER BY id LIMIT ?1 OFFSET ?2", limit,
                               offset);
}

/// Of the users in the query's order, its limit and one more from @p offset on. What
/// is passed is read from an index alone.
Result<QList<User>> usersAt(SqliteConnection &connection, const UserQuery &query, qint64 offset)
{
    std::vector<qint64> ids;
    SqliteQuery rows = idsAt(connection, query, offset);
    for (;;) {
        const auto row = rows.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return findUsers(connection, ids);
        ids.push_back(rows.integer(0));
    }
}

/// One more than the page takes says that there are more.
UserPage cut(UserPage page, const UserQuery &query)
{
    page.more = page.users.size() > query.limit;
    if (page.more)
        page.users.removeLast();
    return page;
}

} // namespace

Result<UserPage> listUsers(SqliteConnection &connection, const UserQuery &query, qint64 offset)
{
    if (!query.prefix.empty()) {
        auto found = searchUsers(connection, query, offset);
        return found ? cut(std::move(*found), query) : found;
    }
    if (offset > 0)
        return pageOf(usersAt(connection, query, offset), query);
    SqliteUserWalk walk(connection, query, 0);
    if (const auto read = walk.advance(std::numeric_limits<int>::max()); !read)
        return failure(read.error());
    return pageOf(walk.take(), query);
}

Result<std::optional<UserPage>> listUsersBriefly(SqliteConnection &connection,
                                                 const UserQuery &query)
{
    if (query.prefix.empty())
        return listUsers(connection, query);
    auto found = searchUsersBriefly(connection, query);
    if (found && *found)
        *found = cut(std::move(**found), query);
    return found;
}

Result<UserPage> pageOf(Result<QList<User>> users, const UserQuery &query)
{
    if (!users)
        return failure(users.error());
    return cut(UserPage { std::move(*users), false, std::nullopt }, query);
}

SqliteUserWalk::SqliteUserWalk(SqliteConnection &connection, const UserQuery &query, qint64 offset)
    : m_connection(connection)
    , m_query(query)
    , m_from(query.after.value_or(start(query)))
    , m_toPass(offset)
{
    begin(query.order == UserOrder::Name && query.after);
}

Result<bool> SqliteUserWalk::advance(int rows)
{
    while (m_users.size() <= m_query.limit && qint64(m_found.size()) <= m_query.limit) {
        if (rows-- == 0)
            return false;
        const auto row = m_rows->next();
        if (!row)
            return failure(row.error());
        if (!*row && !m_amongEqual)
            break;
        if (!*row)
            begin(false);
        else if (m_query.prefix.empty())
            m_users.append(readUser(*m_rows));
        else if (beginsWith(m_rows->text(1), m_query.prefix)
                 || beginsWith(m_rows->text(2), m_query.prefix)) {
            if (m_toPass-- <= 0)
                m_found.push_back(m_rows->integer(0));
        }
    }
    if (m_query.prefix.empty())
        return true;
    auto users = findUsers(m_connection, m_found);
    if (!users)
        return failure(users.error());
    m_users = std::move(*users);
    return true;
}

void SqliteUserWalk::begin(bool amongEqual)
{
    m_amongEqual = amongEqual;
    m_rows.reset(); // before its statement runs again
    m_rows.reset(amongEqual ? new SqliteQuery(rowsOfSameName(m_connection, m_query, m_from))
                            : new SqliteQuery(rowsBehind(m_connection, m_query, m_from)));
}

} // namespace frontdesk
