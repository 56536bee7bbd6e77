// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace frontdesk {

class SqliteConnection;

/// Looks in on what a connection does, every few milliseconds, from its own
/// thread; @p goOn ends it (Cancelled) by saying false.
class SqliteWatch
{
public:
    SqliteWatch(SqliteConnection &connection, std::function<bool()> goOn);
    SqliteWatch(const SqliteWatch &) = delete;
    SqliteWatch &operator=(const SqliteWatch &) = delete;
    ~SqliteWatch();

private:
    SqliteConnection &m_connection;
    const std::function<bool()> m_goOn;
};

} // namespace frontdesk
