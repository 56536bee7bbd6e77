// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sqlite/sqliteconnection.h"

namespace frontdesk {

/// Opens @p path for the writer: write-ahead log, an fsync at every commit. Waits
/// up to 10 s for other programs' locks. Errors: as SqliteConnection::open(); Io
/// "unreadable" where the file system can't do what durability needs.
Result<SqliteConnection> openSqliteWriter(const QString &path);

/// Opens @p path for reading only.
Result<SqliteConnection> openSqliteReader(const QString &path);

} // namespace frontdesk
