// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteuserpages.h"

#include "storage/sqlite/sqliteuserrows.h"
#include "storage/sqlite/sqliteusersearch.h"

#include <limits>

namespace frontdesk {

namespace {

#define COLUMNS "SELECT id, name, email, version, created_at, updated_at FROM users "

/// The place that comes before all users.
UserPlace start(const UserQuery &query)
{
    if (!query.descending)
        return {};
    return { "\xff", std::numeric_limits<qint64>::max() }; // no UTF-8 begins with that byte
}

SqliteQuery rowsBehind(SqliteConnection &connection, const UserQuery &query, const UserPlace &place)
{
    switch (query.order) {
    case UserOrder::Name:
        return query.descending
                ? connection.query(COLUMNS "WHERE name < ?1 ORDER BY name DESC, id DESC",
                                   place.text)
                : connection.query(COLUMNS "WHERE name > ?1 ORDER BY name, id", place.text);
    case UserOrder::Email: // unique: there are no equal ones
        return query.descending
                ? connection.query(COLUMNS "WHERE email < ?1 ORDER BY email DESC", place.text)
                : connection.query(COLUMNS "WHERE email > ?1 ORDER BY email", place.text);
    case UserOrder::Id:
        break;
    }
    return query.descending ? connection.query(COLUMNS "WHERE id < ?1 ORDER BY id DESC", place.id)
                            : connection.query(COLUMNS "WHERE id > ?1 ORDER BY id", place.id);
}

/// In a statement of its own, since SQLite seeks to (name, id) in one by the name
/// alone and reads on from there.
SqliteQuery rowsOfSameName(SqliteConnection &connection, const UserQuery &query,
                           const UserPlace &place)
{
    return query.descending ? connection.query(
                   COLUMNS "WHERE name = ?1 AND id < ?2 ORDER BY id DESC", place.text, place.id)
                            : connection.query(COLUMNS "WHERE name = ?1 AND id > ?2 ORDER BY id",
                                               place.text, place.id);
}

#undef COLUMNS

} // namespace

Result<UserPage> listUsers(SqliteConnection &connection, const UserQuery &query)
{
    UserPage page;
    if (query.prefix.empty()) {
        SqliteUserWalk walk(connection, query);
        if (const auto read = walk.advance(std::numeric_limits<int>::max()); !read)
            return failure(read.error());
        page.users = walk.take();
    } else {
        auto found = searchUsers(connection, query);
        if (!found)
            return found;
        page = std::move(*found);
    }
    page.more = page.users.size() > query.limit;
    if (page.more)
        page.users.removeLast();
    return page;
}

SqliteUserWalk::SqliteUserWalk(SqliteConnection &connection, const UserQuery &query)
    : m_connection(connection)
    , m_query(query)
    , m_from(query.after.value_or(start(query)))
{
    begin(query.order == UserOrder::Name && query.after);
}

Result<bool> SqliteUserWalk::advance(int rows)
{
    while (m_users.size() <= m_query.limit) {
        if (rows-- == 0)
            return false;
        const auto row = m_rows->next();
        if (!row)
            return failure(row.error());
        if (!*row && !m_amongEqual)
            return true;
        if (!*row)
            begin(false);
        else if (m_query.prefix.empty() || beginsWith(m_rows->text(1), m_query.prefix)
                 || beginsWith(m_rows->text(2), m_query.prefix))
            m_users.append(readUser(*m_rows));
    }
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
