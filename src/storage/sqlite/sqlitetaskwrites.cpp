// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitetaskwrites.h"

#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqlitetaskfamilies.h"
#include "storage/sqlite/sqlitetaskrows.h"
#include "storage/sqlite/sqlitetogether.h"
#include "storage/tasktransitions.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace frontdesk {

namespace {

auto conflict(const char *code, const QString &detail)
{
    return failure(ErrorKind::Conflict, QString::fromLatin1(code), detail);
}

Result<Task> existingTask(SqliteConnection &connection, qint64 id)
{
    auto task = loadTask(connection, id);
    if (!task)
        return failure(task.error());
    if (!*task)
        return failure(ErrorKind::NotFound, QStringLiteral("task_not_found"),
                       QStringLiteral("Task not found"));
    return std::move(**task);
}

} // namespace

Result<TaskInsertion> insertTask(SqliteConnection &connection, const TaskDraft &draft,
                                 const QByteArray &worker, qint64 nowMs)
{
    auto holder = holderOf(connection, draft.kind, draft.uniqueKey);
    if (!holder)
        return failure(holder.error());
    if (*holder)
        return TaskInsertion { std::move(**holder), true, {} };

    TaskInsertion insertion { acceptedTask(draft, nowMs), false, {} };
    Task &task = insertion.task;
    if (!worker.isEmpty())
        beginAttempt(task, worker, nowMs);
    const auto insert = [&]() -> Result<TaskInsertion> {
        if (const auto added = addTask(connection, task); !added)
            return failure(added.error());
        if (task.attempt > 0) {
            if (const auto noted = addAttempt(connection, task); !noted)
                return failure(noted.error());
        }
        if (const auto added = addDescendants(connection, draft, task, insertion.descendants);
            !added)
            return failure(added.error());
        return std::move(insertion);
    };
    return together(connection, insert);
}

Result<QList<Task>> claimTasks(SqliteConnection &connection, const std::vector<qint64> &ids,
                               const QByteArray &worker, qint64 nowMs)
{
    return together(connection, [&]() -> Result<QList<Task>> {
        QList<Task> claimed;
        for (const qint64 id : ids) {
            auto task = loadTask(connection, id);
            if (!task)
                return failure(task.error());
            if (!*task || !beginAttempt(**task, worker, nowMs))
                continue;
            if (const auto saved = saveTask(connection, **task); !saved)
                return failure(saved.error());
            if (const auto noted = addAttempt(connection, **task); !noted)
                return failure(noted.error());
            claimed.append(std::move(**task));
        }
        return claimed;
    });
}

Result<QList<Task>> finishTasks(SqliteConnection &connection,
                                const std::vector<TaskOutcome> &outcomes, const QByteArray &worker,
                                qint64 nowMs)
{
    return together(connection, [&]() -> Result<QList<Task>> {
        QList<Task> changed;
        for (const TaskOutcome &outcome : outcomes) {
            auto task = loadTask(connection, outcome.id);
            if (!task)
                return failure(task.error());
            const bool cancelled = *task && (*task)->state == TaskState::Cancelling;
            if (!*task || !endAttempt(**task, outcome, worker))
                continue;
            if (const auto saved
                = saveEnd(connection, **task, cancelled, nowMs, outcome.error, changed);
                !saved)
                return failure(saved.error());
        }
        return changed;
    });
}

Result<QList<Task>> saveTaskProgress(SqliteConnection &connection,
                                     const std::vector<TaskProgressReport> &reports,
                                     const QByteArray &worker)
{
    return together(connection, [&]() -> Result<QList<Task>> {
        QList<Task> changed;
        for (const TaskProgressReport &report : reports) {
            auto task = loadTask(connection, report.id);
            if (!task)
                return failure(task.error());
            if (!*task || !takeProgress(**task, report, worker))
                continue;
            if (const auto saved = saveTask(connection, **task); !saved)
                return failure(saved.error());
            changed.append(std::move(**task));
        }
        return changed;
    });
}

Result<QList<Task>> cancelTask(SqliteConnection &connection, qint64 id, qint64 nowMs)
{
    return together(connection, [&]() -> Result<QList<Task>> {
        auto task = existingTask(connection, id);
        if (!task)
            return failure(task.error());
        if (isFinal(task->state) && task->everyMs) {
            auto live = liveOccurrence(connection, *task);
            if (!live)
                return failure(live.error());
            if (*live)
                task = std::move(**live);
        }
        if (!cancel(*task, nowMs))
            return conflict("task_ended", QStringLiteral("The task has ended already."));
        if (const auto saved = saveTask(connection, *task); !saved)
            return failure(saved.error());
        auto attempts = attemptsOf(connection, task->id);
        if (!attempts)
            return failure(attempts.error());
        task->attempts = std::move(*attempts);
        QList<Task> changed { *task };
        if (const auto told = notify(connection, *task, nowMs, changed); !told)
            return failure(told.error());
        if (const auto rest = cancelDescendants(connection, task->id, nowMs, changed); !rest)
            return failure(rest.error());
        return changed;
    });
}

Result<QList<Task>> cancelTaskChildren(SqliteConnection &connection, qint64 parent, qint64 nowMs)
{
    return together(connection, [&]() -> Result<QList<Task>> {
        QList<Task> changed;
        if (const auto rest = cancelDescendants(connection, parent, nowMs, changed); !rest)
            return failure(rest.error());
        return changed;
    });
}

Result<QList<Task>> restartTask(SqliteConnection &connection, qint64 id, qint64 nowMs)
{
    return together(connection, [&]() -> Result<QList<Task>> {
        auto task = existingTask(connection, id);
        if (!task)
            return failure(task.error());
        if (task->state == TaskState::Completed)
            return conflict("task_completed", QStringLiteral("The task has completed."));
        if (!isFinal(task->state))
            return conflict("task_not_ended", QStringLiteral("The task has not ended yet."));
        if (task->parent)
            return conflict(
                    "task_has_parent",
                    QStringLiteral("The task belongs to task %1: retry that.").arg(*task->parent));
        const auto holder = holderOf(connection, task->kind, task->uniqueKey);
        if (!holder)
            return failure(holder.error());
        if (*holder)
            return conflict("unique_key_taken",
                            QStringLiteral("Task %1 has the same unique_key and has not ended.")
                                    .arg((*holder)->id));
        restart(*task, nowMs);
        if (const auto saved = saveTask(connection, *task); !saved)
            return failure(saved.error());
        auto attempts = attemptsOf(connection, task->id);
        if (!attempts)
            return failure(attempts.error());
        task->attempts = std::move(*attempts);
        QList<Task> changed { *task };
        if (const auto held = holdDescendants(connection, task->id, changed); !held)
            return failure(held.error());
        return changed;
    });
}

Result<QList<Task>> releaseTasks(SqliteConnection &connection,
                                 const std::vector<TaskRelease> &children, qint64 nowMs)
{
    return together(connection, [&]() -> Result<QList<Task>> {
        QList<Task> changed;
        for (const TaskRelease &child : children) {
            auto task = loadTask(connection, child.id);
            if (!task)
                return failure(task.error());
            if (!*task || !release(**task, child.input, nowMs))
                continue;
            if (const auto saved = saveTask(connection, **task); !saved)
                return failure(saved.error());
            changed.append(std::move(**task));
        }
        return changed;
    });
}

// The oldest that have ended, but for those with a descendant that goes on.
#define PRUNABLE                                                                                   \
    "SELECT id FROM tasks AS old WHERE parent IS NULL AND ended_at < ?1"                           \
    " AND NOT EXISTS (WITH RECURSIVE below (id, ended) AS ("                                       \
    "SELECT id, ended_at FROM tasks WHERE parent = old.id UNION ALL"                               \
    " SELECT child.id, child.ended_at FROM tasks AS child JOIN below ON child.parent = below.id)"  \
    " SELECT 1 FROM below WHERE ended IS NULL) ORDER BY ended_at LIMIT ?2"

Result<int> pruneTasks(SqliteConnection &connection, const TaskSurplus &surplus)
{
    const auto prune = [&connection](qint64 endedBeforeMs, qint64 count) -> Result<int> {
        if (const auto done = connection.execute("DELETE FROM tasks WHERE id IN (" PRUNABLE ")",
                                                 endedBeforeMs, count);
            !done)
            return failure(done.error());
        return connection.changes(); // those that went along are not counted
    };
    auto old = prune(surplus.endedBeforeMs, surplus.atMost);
    if (!old)
        return old;
    const qint64 rest = std::min<qint64>(surplus.count, surplus.atMost) - *old;
    if (rest <= 0)
        return old;
    const auto more = prune(std::numeric_limits<qint64>::max(), rest);
    if (!more)
        return failure(more.error());
    return *old + *more;
}

} // namespace frontdesk
