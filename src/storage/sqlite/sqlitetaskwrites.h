// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/taskstore.h"

namespace frontdesk {

class SqliteConnection;

/// What SqliteTaskStore writes, in the writer's transaction; each leaves nothing
/// behind when it fails. Contracts as in TaskStore.

Result<TaskInsertion> insertTask(SqliteConnection &connection, const TaskDraft &draft,
                                 const QByteArray &worker, qint64 nowMs);
Result<QList<Task>> claimTasks(SqliteConnection &connection, const std::vector<qint64> &ids,
                               const QByteArray &worker, qint64 nowMs);
Result<QList<Task>> finishTasks(SqliteConnection &connection,
                                const std::vector<TaskOutcome> &outcomes, const QByteArray &worker,
                                qint64 nowMs);
Result<QList<Task>> saveTaskProgress(SqliteConnection &connection,
                                     const std::vector<TaskProgressReport> &reports,
                                     const QByteArray &worker);
Result<QList<Task>> cancelTask(SqliteConnection &connection, qint64 id, qint64 nowMs);
Result<QList<Task>> cancelTaskChildren(SqliteConnection &connection, qint64 parent, qint64 nowMs);
Result<QList<Task>> restartTask(SqliteConnection &connection, qint64 id, qint64 nowMs);
Result<QList<Task>> releaseTasks(SqliteConnection &connection,
                                 const std::vector<TaskRelease> &children, qint64 nowMs);
Result<int> pruneTasks(SqliteConnection &connection, const TaskSurplus &surplus);

} // namespace frontdesk
