// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/task.h"
#include "storage/sqlite/sqlitequery.h"

#include <QList>

#include <optional>

// A macro, since statements are literals (see Sql).
#define TASK_COLUMNS                                                                               \
    "id, kind, params, state, progress_done, progress_total, progress_text, attempt,"              \
    " max_attempts, rescued, parent, priority, created_at, due_at, started_at, ended_at, result,"  \
    " error, worker, position, held, input, timeout, every, series, slot_at, unique_key,"          \
    " notify_url, delay, secrets"

namespace frontdesk {

class SqliteConnection;

/// Tasks and attempts as rows. What a change of state makes of them is said in
/// tasktransitions.h.

/// Reads what a query of TASK_COLUMNS found.
Task readTask(const SqliteQuery &row);
Result<QList<Task>> readTasks(SqliteQuery &&rows);

/// None: there is no such task. Without its attempts.
Result<std::optional<Task>> loadTask(SqliteConnection &connection, qint64 id);
/// Gives @p task its id.
Result<void> addTask(SqliteConnection &connection, Task &task);
/// Stores what a transition may have changed.
Result<void> saveTask(SqliteConnection &connection, const Task &task);

/// Notes that @p task has just begun an attempt.
Result<void> addAttempt(SqliteConnection &connection, const Task &task);
/// Notes how its present attempt ended.
Result<void> endAttempts(SqliteConnection &connection, qint64 task, qint64 endedAtMs,
                         const QString &error);
/// Oldest first.
Result<QList<TaskAttempt>> attemptsOf(SqliteConnection &connection, qint64 task);

} // namespace frontdesk
