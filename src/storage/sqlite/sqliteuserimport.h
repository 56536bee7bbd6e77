// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/user.h"
#include "storage/importedusers.h"

#include <functional>
#include <span>
#include <vector>

namespace frontdesk {

class SqliteConnection;

/// The statements behind UserStore's calls for imports. Those that write run in
/// the writer's transaction and leave nothing behind when they fail.

/// Stops where @p goOn, which is asked at every hundredth draft or so and told how
/// many have been worked off, says no.
Result<ImportedUsers> importUsers(SqliteConnection &connection, std::span<const UserDraft> drafts,
                                  qint64 nowMs, const std::function<bool(size_t done)> &goOn);
/// Writes nothing.
Result<ImportedUsers> foreseeImport(SqliteConnection &connection,
                                    const std::vector<UserDraft> &drafts);
/// How many it removed.
Result<qint64> removeImported(SqliteConnection &connection, qint64 firstId, qint64 lastId);

} // namespace frontdesk
