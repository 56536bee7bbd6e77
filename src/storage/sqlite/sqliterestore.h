// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/backup.h"

namespace frontdesk {

/// Puts a copy of @p backup in the place of the SQLite file @p database, once the
/// copy has proved to be a sound database of Frontdesk, and keeps what was there
/// as `frontdesk.db.before-restore-20261122T090000Z`. A crash at any moment leaves
/// the old database or the new one in its place. @p backup is read, no more.
/// Blocks; the caller holds the folder's lock.
///
/// Errors, each with a sentence for the person who gave the order: Malformed
/// "corrupt", UnsupportedType "foreign" or "too_new", Busy, Io "restore_failed",
/// Cancelled; the database is then as it was.
Result<RestoreReport> restoreSqlite(const QString &database, const QString &backup,
                                    const WorkWatch &watch);

} // namespace frontdesk
