// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/userencoder.h"
#include "storage/userquery.h"

#include <array>
#include <map>
#include <optional>

namespace frontdesk {

class SqliteConnection;

/// Written pages of users that were read on one connection, kept until anybody writes to the
/// database, whichever program it is: many ask for the same ones again and again. For
/// the connection's thread.
class SqliteKeptPages
{
public:
    /// All of them together take no more than about that.
    static constexpr qsizetype mostBytes = 4 << 20;

    /// Forgets all that isn't true of the snapshot that @p connection is at.
    void renew(SqliteConnection &connection);
    /// The page, as it is in the snapshot of the last renew(); null: it isn't known. It is
    /// there until the next call.
    const WrittenUserPage *find(const UserQuery &query, UserFormat format) const;
    /// @p page was read on the connection after renew().
    void keep(const UserQuery &query, UserFormat format, const WrittenUserPage &page);

private:
    void forget();

    std::array<std::map<UserQuery, WrittenUserPage>, userFormatCount> m_pages;
    qsizetype m_bytes = 0;
    std::optional<qint64> m_version; ///< the database's, on the connection; none: can't be told
};

} // namespace frontdesk
