// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteusertexts.h"

#include "storage/sqlite/sqlitesetup.h"

namespace frontdesk {

SqliteUserTexts::Found SqliteUserTexts::find(UserFormat format)
{
    const std::lock_guard lock(m_mutex);
    const auto now = version();
    auto &kept = m_kept[size_t(format)];
    if (kept && kept->version == now)
        return { kept->text, now };
    kept.reset();
    return { std::nullopt, now };
}

void SqliteUserTexts::keep(UserFormat format, const QByteArray &text, qint64 version)
{
    if (text.size() > longest)
        return;
    const std::lock_guard lock(m_mutex);
    auto &kept = m_kept[size_t(format)];
    if (!kept || kept->version < version) // one that was begun earlier may end later
        kept = Kept { text, version };
}

std::optional<qint64> SqliteUserTexts::version()
{
    if (!m_connection) {
        auto opened = openSqliteReader(m_path);
        if (!opened)
            return std::nullopt;
        m_connection.emplace(std::move(*opened));
    }
    const auto version = m_connection->integer("PRAGMA data_version");
    return version ? std::optional(*version) : std::nullopt;
}

} // namespace frontdesk
