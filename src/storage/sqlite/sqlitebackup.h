// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/backup.h"

namespace frontdesk {

/// Writes what the SQLite file @p database holds at one moment to @p order.file,
/// which is there afterwards wholly and durably or not at all. Reads on a
/// connection of its own: others read and write meanwhile. Blocks; any thread.
///
/// Errors, each with a sentence for the person who gave the order: Conflict
/// "file_exists", Invalid "not_a_place", NotFound "no_database", Io
/// "backup_failed", Malformed "corrupt", UnsupportedType as Database::openSqlite(),
/// Cancelled.
Result<BackupReport> backUpSqlite(const QString &database, const BackupOrder &order,
                                  const WorkWatch &watch);

} // namespace frontdesk
