// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/user.h"
#include "storage/importedusers.h"

#include <vector>

namespace frontdesk {

class SqliteConnection;

/// The statements behind UserStore's calls for imports. Those that write run in
/// the writer's transaction and leave nothing behind when they fail.

Result<ImportedUsers> importUsers(SqliteConnection &connection,
                                  const std::vector<UserDraft> &drafts, qint64 nowMs);
/// Writes nothing.
Result<ImportedUsers> foreseeImport(SqliteConnection &connection,
                                    const std::vector<UserDraft> &drafts);
/// How many it removed.
Result<qint64> removeImported(SqliteConnection &connection, qint64 firstId, qint64 lastId);

} // namespace frontdesk
