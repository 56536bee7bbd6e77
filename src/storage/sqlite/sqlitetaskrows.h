// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/taskstore.h"

#include <QList>

namespace frontdesk {

class SqliteConnection;

/// The statements behind SqliteTaskStore, on a connection of the caller's. Those
/// that write run in the writer's transaction and leave nothing behind when they
/// fail. Contracts as in TaskStore.

Result<Task> insertTask(SqliteConnection &connection, const TaskDraft &draft, qint64 nowMs);
Result<QList<Task>> claimTasks(SqliteConnection &connection, const std::vector<qint64> &ids,
                               const QByteArray &worker, qint64 nowMs);
Result<QList<Task>> finishTasks(SqliteConnection &connection,
                                const std::vector<TaskOutcome> &outcomes, const QByteArray &worker);
Result<QList<Task>> reclaimTasks(SqliteConnection &connection, const QByteArray &worker,
                                 qint64 nowMs);
Result<int> putTasksBack(SqliteConnection &connection, const QByteArray &worker, qint64 nowMs);
Result<Task> findTask(SqliteConnection &connection, qint64 id);
Result<QList<Task>> listTasks(SqliteConnection &connection, const TaskQuery &query);

} // namespace frontdesk
