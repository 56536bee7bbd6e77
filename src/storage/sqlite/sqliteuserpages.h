// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/sqlite/sqliteconnection.h"
#include "storage/userquery.h"

#include <memory>
#include <optional>
#include <vector>

namespace frontdesk {

/// UserStore::list() and page() on a connection of the caller's. UserPage::total is
/// set for a prefix only.
Result<UserPage> listUsers(SqliteConnection &connection, const UserQuery &query, qint64 offset = 0);

/// A page this short takes no longer than some point reads.
constexpr int shortPage = 100;

/// The same from the first on, for a short page, unless that would take more than a
/// fifth of a millisecond or so: then none.
Result<std::optional<UserPage>> listUsersBriefly(SqliteConnection &connection,
                                                 const UserQuery &query);

/// The page of users that were read for @p query, one more than it takes if there are.
Result<UserPage> pageOf(Result<QList<User>> users, const UserQuery &query);

/// The users behind UserQuery::after, read row by row in the query's order; those
/// that have the prefix are kept, until there is one more than the page takes.
class SqliteUserWalk
{
public:
    /// Both outlive it. One walk in an order at a time on a connection. Of the users
    /// that have the prefix, it passes the first @p offset.
    SqliteUserWalk(SqliteConnection &connection, const UserQuery &query, qint64 offset);

    /// Reads @p rows more at most; true: the page is there.
    Result<bool> advance(int rows);
    QList<User> take() { return std::move(m_users); }

private:
    void begin(bool amongEqual);

    SqliteConnection &m_connection;
    const UserQuery &m_query;
    UserPlace m_from;
    qint64 m_toPass;
    bool m_amongEqual = false; // in order of name: those with the very name of m_from come first
    std::unique_ptr<SqliteQuery> m_rows;
    std::vector<qint64> m_found; // ids, where there is a prefix
    QList<User> m_users;
};

} // namespace frontdesk
