// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitekeptpages.h"

#include "storage/sqlite/sqliteconnection.h"

namespace frontdesk {

namespace {

qsizetype bytesOf(const UserQuery &query, const UserPage &page)
{
    size_t bytes = sizeof query + sizeof page + query.prefix.size();
    if (query.after)
        bytes += query.after->text.size();
    for (const User &user : page.users)
        bytes += sizeof user + user.name.size() + user.email.size();
    return qsizetype(bytes);
}

} // namespace

std::optional<UserPage> SqliteKeptPages::find(SqliteConnection &connection, const UserQuery &query)
{
    const auto version = connection.integer("PRAGMA data_version");
    const auto now = version ? std::optional(*version) : std::nullopt;
    if (!now || now != m_version) {
        forget();
        m_version = now;
        return std::nullopt;
    }
    const auto found = m_pages.find(query);
    return found == m_pages.end() ? std::nullopt : std::optional(found->second);
}

void SqliteKeptPages::keep(const UserQuery &query, const UserPage &page)
{
    if (!m_version)
        return;
    m_bytes += bytesOf(query, page);
    if (m_bytes > mostBytes) { // which of them are asked for again nobody knows
        forget();
        return;
    }
    m_pages.insert_or_assign(query, page);
}

void SqliteKeptPages::forget()
{
    m_pages.clear();
    m_bytes = 0;
}

} // namespace frontdesk
