// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitekeptpages.h"

#include "storage/sqlite/sqliteconnection.h"

namespace frontdesk {

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
    if (m_users > mostUsers) // which of them are asked for again nobody knows
        forget();
    m_pages.insert_or_assign(query, page);
    m_users += page.users.size() + 1; // an empty one takes room, too
}

void SqliteKeptPages::forget()
{
    m_pages.clear();
    m_users = 0;
}

} // namespace frontdesk
