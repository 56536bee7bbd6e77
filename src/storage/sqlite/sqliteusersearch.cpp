// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteusersearch.h"

#include "storage/sqlite/sqliteprefixscan.h"
#include "storage/sqlite/sqliteuserpages.h"
#include "storage/sqlite/sqliteuserrows.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace frontdesk {

namespace {

constexpr int stepsATurn = 256;

/// All that match, put in order at the end.
class Gathering
{
public:
    Gathering(SqliteConnection &connection, const UserQuery &query)
        : m_connection(connection)
        , m_query(query)
        , m_scans { SqlitePrefixScan { connection, UserOrder::Name, query },
                    SqlitePrefixScan { connection, UserOrder::Email, query } }
    {
        m_met.reserve(stepsATurn);
    }

    /// True: all have been found.
    Result<bool> advance(int steps)
    {
        for (SqlitePrefixScan &scan : m_scans) {
            auto ended = scan.advance(steps, m_met);
            if (!ended || !*ended)
                return ended;
        }
        return true;
    }

    Result<UserPage> page(qint64 offset)
    {
        UserPage page;
        if (m_query.counted) {
            putInOrder(m_met.size());
            page.total = qint64(m_met.size());
        }
        if (m_query.after)
            std::erase_if(m_met, [this](const MetUser &user) {
                return !isBefore({ m_query.after->text, m_query.after->id }, user);
            });
        putInOrder(2 * (size_t(offset) + size_t(m_query.limit) + 1)); // by name and by e-mail
        std::vector<qint64> ids;
        for (auto at = size_t(offset); at < m_met.size() && qint64(ids.size()) <= m_query.limit;
             ++at)
            ids.push_back(m_met[at].id);
        auto users = findUsers(m_connection, ids);
        if (!users)
            return failure(users.error());
        page.users = std::move(*users);
        return page;
    }

private:
    bool isBefore(const MetUser &one, const MetUser &other) const
    {
        const auto &least = m_query.descending ? other : one;
        const auto &most = m_query.descending ? one : other;
        if (m_query.order == UserOrder::Id) // the texts are empty
            return least.id < most.id;
        return std::tie(least.text, least.id) < std::tie(most.text, most.id);
    }

    /// Keeps the first @p count, and of those each user once.
    void putInOrder(size_t count)
    {
        const auto end = m_met.begin() + qint64(std::min(count, m_met.size()));
        const auto before
                = [this](const auto &one, const auto &other) { return isBefore(one, other); };
        if (!std::is_sorted(m_met.begin(), m_met.end(), before)) // a sorted file was imported
            std::partial_sort(m_met.begin(), end, m_met.end(), before);
        const auto same
                = [](const MetUser &one, const MetUser &other) { return one.id == other.id; };
        m_met.erase(std::unique(m_met.begin(), end, same), m_met.end());
    }

    SqliteConnection &m_connection;
    const UserQuery &m_query;
    std::array<SqlitePrefixScan, 2> m_scans;
    std::vector<MetUser> m_met;
};

/// A few that match are soon gathered and put in order; of many, the first are
/// soon met on a walk in the order itself. Nobody knows beforehand, so both are
/// tried by turns, and whichever is done first has the page.
class Search
{
public:
    Search(SqliteConnection &connection, const UserQuery &query, qint64 offset)
        : m_connection(connection)
        , m_query(query)
        , m_offset(offset)
        , m_gathering(connection, query)
    { }

    /// A turn for each; none: neither is done.
    Result<std::optional<UserPage>> turn()
    {
        const auto gathered = m_gathering.advance(m_query.counted ? std::numeric_limits<int>::max()
                                                                  : stepsATurn);
        if (!gathered)
            return failure(gathered.error());
        if (*gathered)
            return m_gathering.page(m_offset);
        if (!m_walk)
            m_walk.emplace(m_connection, m_query, m_offset);
        const auto walked = m_walk->advance(stepsATurn);
        if (!walked)
            return failure(walked.error());
        if (*walked)
            return UserPage { m_walk->take(), false, std::nullopt };
        return std::nullopt;
    }

private:
    SqliteConnection &m_connection;
    const UserQuery &m_query;
    const qint64 m_offset;
    Gathering m_gathering;
    std::optional<SqliteUserWalk> m_walk;
};

} // namespace

Result<UserPage> searchUsers(SqliteConnection &connection, const UserQuery &query, qint64 offset)
{
    Search search(connection, query, offset);
    for (;;) {
        auto page = search.turn();
        if (!page)
            return failure(page.error());
        if (*page)
            return std::move(**page);
    }
}

Result<std::optional<UserPage>> searchUsersBriefly(SqliteConnection &connection,
                                                   const UserQuery &query)
{
    if (query.counted) // it can't be done without meeting all of them
        return std::nullopt;
    return Search(connection, query, 0).turn();
}

} // namespace frontdesk
