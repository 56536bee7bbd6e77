// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitetaskworkers.h"

#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqlitetaskfamilies.h"
#include "storage/sqlite/sqlitetaskrows.h"
#include "storage/sqlite/sqlitetogether.h"
#include "storage/tasktransitions.h"

namespace frontdesk {

namespace {

// Of a task that is in somebody's hands.
#define WORKER_IS_DEAD "coalesce(worker, '') NOT IN (SELECT name FROM task_workers)"

/// Notes that @p worker lives and strikes off the dead; answers how many.
Result<int> callTheRoll(SqliteConnection &connection, const QByteArray &worker,
                        std::optional<std::chrono::milliseconds> deadAfter, qint64 nowMs)
{
    if (const auto noted = connection.execute("INSERT INTO task_workers (name, beat_at)"
                                              " VALUES (?1, ?2) ON CONFLICT (name)"
                                              " DO UPDATE SET beat_at = excluded.beat_at",
                                              worker, nowMs);
        !noted)
        return failure(noted.error());
    const auto struck = deadAfter
            ? connection.execute("DELETE FROM task_workers WHERE beat_at <= ?1",
                                 nowMs - deadAfter->count())
            : connection.execute("DELETE FROM task_workers WHERE name <> ?1", worker);
    if (!struck)
        return failure(struck.error());
    return connection.changes();
}

/// Puts back what the dead ran and answers how many that were; the others, which
/// that ended, are appended to @p changed. A hundred thousand sleeping tasks take two
/// statements; only what does more than that goes through tasktransitions.h one by
/// one.
Result<int> rescueTasks(SqliteConnection &connection, qint64 nowMs, QList<Task> &changed)
{
    for (;;) { // again, since a parent that is given up cancels its children
        auto special = readTasks(connection.query(
                "SELECT " TASK_COLUMNS " FROM tasks WHERE (state = 'cancelling'"
                " OR (state = 'running' AND rescued >= 2)) AND " WORKER_IS_DEAD " ORDER BY id"));
        if (!special)
            return failure(special.error());
        if (special->isEmpty())
            break;
        for (Task &task : *special) {
            const bool cancelled = task.state == TaskState::Cancelling;
            rescue(task, nowMs);
            if (const auto saved = saveEnd(connection, task, cancelled, nowMs, rescueNote, changed);
                !saved)
                return failure(saved.error());
        }
    }
    const QByteArray note = rescueNote.toUtf8();
    if (const auto noted = connection.execute(
                "UPDATE task_attempts SET ended_at = ?1, error = ?2 WHERE ended_at IS NULL AND task"
                " IN (SELECT id FROM tasks WHERE state = 'running' AND " WORKER_IS_DEAD ")",
                nowMs, note);
        !noted)
        return failure(noted.error());
    if (const auto rescued = connection.execute(
                "UPDATE tasks SET state = 'queued', attempt = attempt - 1, rescued = rescued + 1,"
                " worker = NULL, started_at = NULL, progress_done = 0, progress_total = 0,"
                " progress_text = '' WHERE state = 'running' AND " WORKER_IS_DEAD);
        !rescued)
        return failure(rescued.error());
    return connection.changes();
}

} // namespace

Result<QList<Task>> reclaimTasks(SqliteConnection &connection, const QByteArray &worker,
                                 std::optional<std::chrono::milliseconds> deadAfter, qint64 nowMs)
{
    return together(connection, [&]() -> Result<QList<Task>> {
        if (const auto called = callTheRoll(connection, worker, deadAfter, nowMs); !called)
            return failure(called.error());
        QList<Task> changed;
        if (const auto rescued = rescueTasks(connection, nowMs, changed); !rescued)
            return failure(rescued.error());
        return readTasks(connection.query("SELECT " TASK_COLUMNS
                                          " FROM tasks WHERE state IN ('scheduled', 'queued',"
                                          " 'running', 'retrying', 'cancelling') ORDER BY id"));
    });
}

Result<TaskBeat> beatTasks(SqliteConnection &connection, const QByteArray &worker,
                           std::chrono::milliseconds deadAfter, qint64 nowMs)
{
    return together(connection, [&]() -> Result<TaskBeat> {
        const auto struck = callTheRoll(connection, worker, deadAfter, nowMs);
        if (!struck)
            return failure(struck.error());
        TaskBeat beat;
        const auto rescued = rescueTasks(connection, nowMs, beat.changed);
        if (!rescued)
            return failure(rescued.error());
        if (*struck == 0 && *rescued == 0 && beat.changed.isEmpty())
            return beat;
        auto waiting = readTasks(
                connection.query("SELECT " TASK_COLUMNS " FROM tasks WHERE NOT held"
                                 " AND state IN ('scheduled', 'queued', 'retrying') ORDER BY id"));
        if (!waiting)
            return failure(waiting.error());
        beat.waiting = std::move(*waiting);
        return beat;
    });
}

Result<int> putTasksBack(SqliteConnection &connection, const QByteArray &worker, qint64 nowMs)
{
    return together(connection, [&]() -> Result<int> {
        auto cancelling = readTasks(
                connection.query("SELECT " TASK_COLUMNS " FROM tasks"
                                 " WHERE state = 'cancelling' AND worker = ?1 ORDER BY id",
                                 worker));
        if (!cancelling)
            return failure(cancelling.error());
        QList<Task> changed;
        for (Task &task : *cancelling) {
            putBack(task, nowMs);
            if (const auto saved = saveEnd(connection, task, true, nowMs, putBackNote, changed);
                !saved)
                return failure(saved.error());
        }
        const QByteArray note = putBackNote.toUtf8();
        if (const auto noted = connection.execute(
                    "UPDATE task_attempts SET ended_at = ?2, error = ?3 WHERE ended_at IS NULL"
                    " AND task IN (SELECT id FROM tasks WHERE state = 'running' AND worker = ?1)",
                    worker, nowMs, note);
            !noted)
            return failure(noted.error());
        if (const auto put = connection.execute(
                    "UPDATE tasks SET state = 'queued', attempt = attempt - 1, worker = NULL,"
                    " started_at = NULL, progress_done = 0, progress_total = 0, progress_text = ''"
                    " WHERE state = 'running' AND worker = ?1",
                    worker);
            !put)
            return failure(put.error());
        const int count = connection.changes() + int(cancelling->size());
        if (const auto left
            = connection.execute("UPDATE task_workers SET beat_at = 0 WHERE name = ?1", worker);
            !left)
            return failure(left.error());
        return count;
    });
}

} // namespace frontdesk
