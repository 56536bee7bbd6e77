// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitewatch.h"

#include "storage/sqlite/sqliteconnection.h"

#include <sqlite3.h>

namespace frontdesk {

namespace {

constexpr int steps = 10'000; // of SQLite's machine: a millisecond or so

} // namespace

SqliteWatch::SqliteWatch(SqliteConnection &connection, std::function<bool()> goOn)
    : m_connection(connection)
    , m_goOn(std::move(goOn))
{
    sqlite3_progress_handler(
            m_connection.handle(), steps,
            [](void *self) { return static_cast<const SqliteWatch *>(self)->m_goOn() ? 0 : 1; },
            this);
}

SqliteWatch::~SqliteWatch()
{
    sqlite3_progress_handler(m_connection.handle(), 0, nullptr, nullptr);
}

} // namespace frontdesk
