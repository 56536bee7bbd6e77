// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitekeptpages.h"

#include "storage/sqlite/sqliteconnection.h"

#include <functional>
#include <string_view>
#include <utility>

namespace frontdesk {

namespace {

qsizetype bytesOf(const UserQuery &query, const WrittenUserPage &page)
{
    size_t bytes = sizeof query + sizeof page + query.prefix.size();
    for (const auto &place : { query.after, page.next }) {
        if (place)
            bytes += place->text.size();
    }
    return qsizetype(bytes) + page.text.size();
}

} // namespace

void SqliteKeptPages::renew(SqliteConnection &connection)
{
    const auto version = connection.integer("PRAGMA data_version");
    const auto now = version ? std::optional(*version) : std::nullopt;
    if (now && now == m_version)
        return;
    forget();
    m_version = now;
}

const WrittenUserPage *SqliteKeptPages::find(const UserQuery &query, UserFormat format) const
{
    const auto &pages = m_pages[size_t(format)];
    const auto found = pages.find(query);
    return found == pages.end() ? nullptr : &found->second;
}

void SqliteKeptPages::keep(const UserQuery &query, UserFormat format, const WrittenUserPage &page)
{
    if (!m_version || !wasReadLately(query, format))
        return;
    m_bytes += bytesOf(query, page);
    if (m_bytes > mostBytes) { // which of them are asked for again nobody knows
        forget();
        return;
    }
    m_pages[size_t(format)].insert_or_assign(query, page);
}

bool SqliteKeptPages::wasReadLately(const UserQuery &query, UserFormat format)
{
    const size_t hash = Hash()(query) + size_t(format) + 1; // 0 is nobody's
    return std::exchange(m_readLately[hash % m_readLately.size()], hash) == hash;
}

void SqliteKeptPages::forget()
{
    for (auto &pages : m_pages)
        pages.clear();
    m_bytes = 0;
}

size_t SqliteKeptPages::Hash::operator()(const UserQuery &query) const
{
    size_t hash = std::hash<std::string_view>()(query.prefix);
    const auto mix = [&hash](size_t part) { hash = (hash ^ part) * 0x9e3779b97f4a7c15u; };
    mix(size_t(query.limit));
    mix(size_t(query.order) << 2 | size_t(query.descending) << 1 | size_t(query.counted));
    if (query.after) {
        mix(size_t(query.after->id));
        mix(std::hash<std::string_view>()(query.after->text));
    }
    return hash ^ (hash >> 32); // the product's upper half is the better one
}

} // namespace frontdesk
