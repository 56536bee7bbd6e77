// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteprefixscan.h"

#include "storage/sqlite/sqliteconnection.h"

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

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

/// The least text that is greater than all that begin with @p text. No byte of UTF-8
/// is the greatest there is.
std::string behindAll(std::string text)
{
    text.back() = char(uchar(text.back()) + 1);
    return text;
}

#define RANGE(visited, column)                                                                     \
    "SELECT 1 FROM users WHERE " column " >= ?1 AND " column " < ?2 AND visit(?3, " visited        \
    ") ORDER BY " column

} // namespace

/// Of one column: the first text from a place on, and the rows of a range with the text
/// that is sorted by. All of it is in the column's index.
struct SqlitePrefixScan::Statements
{
    Sql first, ids, withNames, withEmails;
};

namespace {

constexpr SqlitePrefixScan::Statements byName {
    "SELECT name FROM users WHERE name >= ?1 ORDER BY name LIMIT 1", RANGE("id", "name"),
    RANGE("id, name", "name"), RANGE("id, email", "name")
};
constexpr SqlitePrefixScan::Statements byEmail {
    "SELECT email FROM users WHERE email >= ?1 ORDER BY email LIMIT 1", RANGE("id", "email"),
    RANGE("id, name", "email"), RANGE("id, email", "email")
};

} // namespace

SqlitePrefixScan::SqlitePrefixScan(SqliteConnection &connection, UserOrder column,
                                   const UserQuery &query)
    : m_connection(connection)
    , m_sql(column == UserOrder::Name ? byName : byEmail)
    , m_query(query)
    , m_from(uppered(query.prefix))
{ }

Result<bool> SqlitePrefixScan::advance(int &steps, std::vector<MetUser> &found)
{
    m_steps = &steps;
    m_found = &found;
    while (m_rows || m_from) {
        if (steps == 0)
            return false;
        if (m_rows) {
            auto hasStopped = m_rows->next();
            if (!hasStopped)
                return hasStopped;
            if (!*hasStopped)
                m_rows.reset();
        } else {
            --steps;
            if (const auto sought = seek(); !sought)
                return failure(sought.error());
        }
    }
    return true;
}

bool SqlitePrefixScan::visit(const SqliteValues &values)
{
    const bool isById = m_query.order == UserOrder::Id;
    m_found->push_back({ isById ? std::string_view() : kept(values.text(1)), values.integer(0) });
    return --*m_steps == 0;
}

std::string_view SqlitePrefixScan::kept(std::string_view text)
{
    auto *const bytes = static_cast<char *>(m_texts.allocate(text.size(), 1));
    std::copy(text.begin(), text.end(), bytes);
    return { bytes, text.size() };
}

Result<void> SqlitePrefixScan::seek()
{
    const std::string from = std::exchange(m_from, std::nullopt).value();
    SqliteQuery first = m_connection.query(m_sql.first, from);
    const auto row = first.next();
    if (!row)
        return failure(row.error());
    if (!*row)
        return {};
    const auto text = first.text(0);
    if (!beginsWith(text, m_query.prefix)) {
        m_from = nextPrefix(text, m_query.prefix);
        return {};
    }
    m_written = text.substr(0, m_query.prefix.size()); // the query borrows both
    m_behind = behindAll(m_written);
    m_rows.reset(new SqliteQuery(rows()));
    m_from = nextPrefix(m_behind, m_query.prefix);
    return {};
}

SqliteQuery SqlitePrefixScan::rows()
{
    SqliteVisitor &visitor = *this;
    switch (m_query.order) {
    case UserOrder::Name:
        return m_connection.query(m_sql.withNames, m_written, m_behind, visitor);
    case UserOrder::Email:
        return m_connection.query(m_sql.withEmails, m_written, m_behind, visitor);
    case UserOrder::Id:
        break;
    }
    return m_connection.query(m_sql.ids, m_written, m_behind, visitor);
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
