// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteusersearch.h"

#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqliteuserpages.h"
#include "storage/sqlite/sqliteuserrows.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace frontdesk {

namespace {

constexpr int stepsATurn = 256;

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

std::string uppered(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), upper);
    return result;
}

/// The lesser of the two cases of @p c that is greater than @p than.
std::optional<char> nextCase(char c, char than)
{
    for (const char candidate : { upper(c), lower(c) }) { // upper case is the lesser
        if (uchar(candidate) > uchar(than))
            return candidate;
    }
    return std::nullopt;
}

/// All users whose name, or whose e-mail, has the prefix, from the column's own
/// index. It is in order of bytes, so a prefix has a range in it for each way to
/// write its letters; the scan leaps from one to the next that is in use.
class PrefixScan
{
public:
    /// @p column, and the text that the query's order goes by.
    PrefixScan(SqliteConnection &connection, UserOrder column, const UserQuery &query)
        : m_connection(connection)
        , m_column(column)
        , m_query(query)
    {
        leapTo(uppered(query.prefix));
    }

    /// False: that was the last. A step may also find nobody yet.
    Result<bool> step(std::optional<UserPlace> &found)
    {
        found.reset();
        if (!m_rows)
            return false;
        auto row = m_rows->next();
        if (!row)
            return row;
        if (!*row) {
            m_rows.reset();
            return false;
        }
        if (beginsWith(m_rows->text(0), m_query.prefix))
            found = UserPlace { sortText(), m_rows->integer(1) };
        else
            leapTo(nextPrefix(m_rows->text(0), m_query.prefix));
        return true;
    }

private:
    void leapTo(std::optional<std::string> from)
    {
        m_rows.reset(); // before its statement runs again
        if (!from)
            return;
        m_from = std::move(*from); // the query borrows it
        m_rows.reset(new SqliteQuery(rows()));
    }

    /// A row without a third column is read from the index alone.
    SqliteQuery rows()
    {
        if (m_column == UserOrder::Name)
            return m_query.order == UserOrder::Email
                    ? m_connection.query(
                            "SELECT name, id, email FROM users WHERE name >= ?1 ORDER BY name",
                            m_from)
                    : m_connection.query(
                            "SELECT name, id FROM users WHERE name >= ?1 ORDER BY name", m_from);
        return m_query.order == UserOrder::Name
                ? m_connection.query(
                        "SELECT email, id, name FROM users WHERE email >= ?1 ORDER BY email",
                        m_from)
                : m_connection.query("SELECT email, id FROM users WHERE email >= ?1 ORDER BY email",
                                     m_from);
    }

    std::string sortText() const
    {
        if (m_query.order == UserOrder::Id)
            return {};
        return std::string(m_rows->text(m_query.order == m_column ? 0 : 2));
    }

    SqliteConnection &m_connection;
    const UserOrder m_column;
    const UserQuery &m_query;
    std::string m_from;
    std::unique_ptr<SqliteQuery> m_rows;
};

/// All that match, put in order at the end.
class Gathering
{
public:
    Gathering(SqliteConnection &connection, const UserQuery &query)
        : m_connection(connection)
        , m_query(query)
        , m_scans { PrefixScan { connection, UserOrder::Name, query },
                    PrefixScan { connection, UserOrder::Email, query } }
    { }

    /// True: all have been found.
    Result<bool> advance(int steps)
    {
        while (m_scan < m_scans.size()) {
            if (steps-- == 0)
                return false;
            std::optional<UserPlace> place;
            auto more = m_scans[m_scan].step(place);
            if (!more)
                return more;
            if (place)
                m_places.push_back(std::move(*place));
            if (!*more)
                ++m_scan;
        }
        return true;
    }

    Result<UserPage> page(qint64 offset)
    {
        UserPage page;
        if (m_query.counted) {
            putInOrder(m_places.size());
            page.total = qint64(m_places.size());
        }
        if (m_query.after)
            std::erase_if(m_places, [this](const UserPlace &place) {
                return !isBefore(*m_query.after, place);
            });
        putInOrder(2 * (size_t(offset) + size_t(m_query.limit) + 1)); // by name and by e-mail
        for (auto at = size_t(offset); at < m_places.size(); ++at) {
            if (page.users.size() > m_query.limit)
                break;
            auto user = findUser(m_connection, m_places[at].id);
            if (!user)
                return failure(user.error());
            page.users.append(std::move(*user));
        }
        return page;
    }

private:
    bool isBefore(const UserPlace &one, const UserPlace &other) const
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
        const auto end = m_places.begin() + qint64(std::min(count, m_places.size()));
        std::partial_sort(
                m_places.begin(), end, m_places.end(),
                [this](const auto &one, const auto &other) { return isBefore(one, other); });
        const auto same
                = [](const UserPlace &one, const UserPlace &other) { return one.id == other.id; };
        m_places.erase(std::unique(m_places.begin(), end, same), m_places.end());
    }

    SqliteConnection &m_connection;
    const UserQuery &m_query;
    std::array<PrefixScan, 2> m_scans;
    size_t m_scan = 0;
    std::vector<UserPlace> m_places;
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

bool beginsWith(std::string_view text, std::string_view prefix)
{
    return text.size() >= prefix.size()
            && std::equal(prefix.begin(), prefix.end(), text.begin(),
                          [](char one, char other) { return lower(one) == lower(other); });
}

std::optional<std::string> nextPrefix(std::string_view text, std::string_view prefix)
{
    size_t same = 0;
    while (same < text.size() && same < prefix.size() && lower(text[same]) == lower(prefix[same]))
        ++same;
    if (same == text.size()) // it is shorter: whatever goes on from it is greater
        return std::string(text) + uppered(prefix.substr(same));
    for (size_t at = same + 1; at-- > 0;) {
        if (const auto next = nextCase(prefix[at], text[at]))
            return std::string(text.substr(0, at)) + *next + uppered(prefix.substr(at + 1));
    }
    return std::nullopt;
}

} // namespace frontdesk
