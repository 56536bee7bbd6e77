// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/writelock.h"

#include <sqlite3.h>

namespace frontdesk {

WriteLock::WriteLock(const QString &database)
{
    sqlite3 *connection = nullptr;
    const int opened = sqlite3_open_v2(database.toUtf8().constData(), &connection,
                                       SQLITE_OPEN_READWRITE, nullptr);
    m_connection.reset(connection);
    if (opened != SQLITE_OK)
        return;
    sqlite3_busy_timeout(connection, 10'000);
    m_held = sqlite3_exec(connection, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK;
}

void WriteLock::Close::operator()(sqlite3 *connection) const
{
    sqlite3_close(connection);
}

} // namespace frontdesk
