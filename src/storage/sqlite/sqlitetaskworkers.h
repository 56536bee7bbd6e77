// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/taskstore.h"

#include <chrono>
#include <optional>

namespace frontdesk {

class SqliteConnection;

/// Workers that come, live, leave and die, and what becomes of the tasks they ran;
/// in the writer's transaction. Contracts as in TaskStore.

Result<QList<Task>> reclaimTasks(SqliteConnection &connection, const QByteArray &worker,
                                 std::optional<std::chrono::milliseconds> deadAfter, qint64 nowMs);
Result<TaskBeat> beatTasks(SqliteConnection &connection, const QByteArray &worker,
                           std::chrono::milliseconds deadAfter, qint64 nowMs);
Result<int> putTasksBack(SqliteConnection &connection, const QByteArray &worker, qint64 nowMs);

} // namespace frontdesk
