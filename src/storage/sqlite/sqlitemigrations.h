// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace frontdesk {

class SqliteConnection;

/// The version of the schema that this program writes: the number of its last
/// migration.
int sqliteSchemaVersion();

/// Is it a database of Frontdesk, or still nothing, and not newer than this
/// program? Errors: UnsupportedType "too_new" or "foreign", and those of
/// sqliteError().
Result<void> checkSqliteOrigin(SqliteConnection &connection);

/// Looks at a file that is there already, through a connection that can't write:
/// is it a database of Frontdesk that this program understands? A small file is
/// checked throughout, of a large one the schema and the way into each table;
/// damage deeper in shows when it is met.
///
/// Errors: UnsupportedType "too_new" or "foreign", and those of sqliteError().
Result<void> checkSqliteFile(SqliteConnection &connection);

/// Applies the migrations that the file has not seen, each in a transaction of
/// its own. Errors: those of sqliteError().
Result<void> migrateSqlite(SqliteConnection &connection);

} // namespace frontdesk
