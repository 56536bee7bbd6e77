// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/userencoder.h"
#include "storage/userquery.h"

#include <array>
#include <optional>
#include <unordered_map>

namespace frontdesk {

class SqliteConnection;

/// Written pages of users that were read on one connection, kept until anybody writes to the
/// database, whichever program it is: many ask for the same ones again and again. Those
/// that were asked for once stay out, however many they are. For the connection's thread.
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
    /// @p page was read on the connection after renew(). It is kept where it was read lately,
    /// too.
    void keep(const UserQuery &query, UserFormat format, const WrittenUserPage &page);

private:
    struct Hash
    {
        size_t operator()(const UserQuery &query) const;
    };

    bool wasReadLately(const UserQuery &query, UserFormat format);
    void forget();

    std::array<std::unordered_map<UserQuery, WrittenUserPage, Hash>, userFormatCount> m_pages;
    qsizetype m_bytes = 0;
    std::array<size_t, 1024> m_readLately {}; ///< hashes; another takes the place of one
    std::optional<qint64> m_version; ///< the database's, on the connection; none: can't be told
};

} // namespace frontdesk
