// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/taskstore.h"

namespace frontdesk {

class SqliteConnection;

/// What SqliteTaskStore reads, on a connection of the caller's. Contracts as in
/// TaskStore.

Result<Task> findTask(SqliteConnection &connection, qint64 id);
Result<QList<Task>> listTasks(SqliteConnection &connection, const TaskQuery &query);
Result<QList<Task>> childrenOf(SqliteConnection &connection, qint64 parent);
Result<TaskStats> countTasks(SqliteConnection &connection, qint64 nowMs);
Result<qint64> countEndedTasks(SqliteConnection &connection);

} // namespace frontdesk
