// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitetaskfamilies.h"

#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqlitetaskreads.h"
#include "storage/sqlite/sqlitetaskrows.h"
#include "storage/tasktransitions.h"

namespace frontdesk {

namespace {

Result<std::optional<Task>> firstOf(SqliteQuery &&rows)
{
    const auto row = rows.next();
    if (!row)
        return failure(row.error());
    return *row ? std::optional(readTask(rows)) : std::nullopt;
}

Result<void> addChild(SqliteConnection &connection, Task &child, const Task &parent, int position)
{
    child.parent = parent.id;
    child.position = position;
    child.state = TaskState::Scheduled;
    child.held = true;
    return addTask(connection, child);
}

/// The children of one repetition for the next.
Result<void> copyDescendants(SqliteConnection &connection, qint64 from, const Task &parent,
                             QList<Task> &changed)
{
    const auto children = childrenOf(connection, from);
    if (!children)
        return failure(children.error());
    for (const Task &child : *children) {
        Task copy;
        copy.kind = child.kind;
        copy.params = child.params;
        copy.maxAttempts = child.maxAttempts;
        copy.priority = child.priority;
        copy.timeoutMs = child.timeoutMs;
        copy.delayMs = child.delayMs;
        copy.secrets = child.secrets;
        copy.createdAtMs = copy.dueAtMs = parent.createdAtMs;
        if (auto added = addChild(connection, copy, parent, child.position); !added)
            return added;
        changed.append(copy);
        if (auto copied = copyDescendants(connection, child.id, copy, changed); !copied)
            return copied;
    }
    return {};
}

/// Of a task that has completed, and of its family, which won't be run again.
Result<void> forgetSecrets(SqliteConnection &connection, qint64 task)
{
    return connection.execute("WITH RECURSIVE family (id) AS (SELECT ?1 UNION ALL"
                              " SELECT tasks.id FROM tasks JOIN family ON tasks.parent = family.id)"
                              " UPDATE tasks SET secrets = NULL"
                              " WHERE secrets IS NOT NULL AND id IN (SELECT id FROM family)",
                              task);
}

Result<void> addNextOccurrence(SqliteConnection &connection, const Task &ended, qint64 nowMs,
                               QList<Task> &changed)
{
    auto next = nextOccurrence(ended, nowMs);
    if (!next)
        return {};
    // One that was run again later: the series has gone on without it.
    const auto live = liveOccurrence(connection, ended);
    if (!live || *live)
        return live ? Result<void>() : failure(live.error());
    const auto holder = holderOf(connection, next->kind, next->uniqueKey);
    if (!holder || *holder)
        return holder ? Result<void>() : failure(holder.error());
    if (auto added = addTask(connection, *next); !added)
        return added;
    changed.append(*next);
    return copyDescendants(connection, ended.id, *next, changed);
}

} // namespace

Result<void> addDescendants(SqliteConnection &connection, const TaskDraft &draft,
                            const Task &parent, QList<Task> &changed)
{
    int position = 0;
    for (const TaskDraft &each : draft.children) {
        Task child = acceptedTask(each, parent.createdAtMs);
        if (auto added = addChild(connection, child, parent, position++); !added)
            return added;
        changed.append(child);
        if (auto added = addDescendants(connection, each, child, changed); !added)
            return added;
    }
    return {};
}

Result<void> cancelDescendants(SqliteConnection &connection, qint64 parent, qint64 nowMs,
                               QList<Task> &changed)
{
    const auto children = childrenOf(connection, parent);
    if (!children)
        return failure(children.error());
    for (Task child : *children) {
        if (cancel(child, nowMs)) { // its own children may go on after it has ended
            if (auto saved = saveTask(connection, child); !saved)
                return saved;
            changed.append(child);
        }
        if (auto rest = cancelDescendants(connection, child.id, nowMs, changed); !rest)
            return rest;
    }
    return {};
}

Result<void> holdDescendants(SqliteConnection &connection, qint64 parent, QList<Task> &changed)
{
    const auto children = childrenOf(connection, parent);
    if (!children)
        return failure(children.error());
    for (Task child : *children) {
        if (!holdAgain(child))
            continue; // it completed, or goes on
        if (auto saved = saveTask(connection, child); !saved)
            return saved;
        changed.append(child);
        if (auto rest = holdDescendants(connection, child.id, changed); !rest)
            return rest;
    }
    return {};
}

Result<void> settle(SqliteConnection &connection, const Task &ended, bool cancelled, qint64 nowMs,
                    QList<Task> &changed)
{
    if (!cancelled) {
        if (auto added = addNextOccurrence(connection, ended, nowMs, changed); !added)
            return added;
    }
    if (auto told = notify(connection, ended, nowMs, changed); !told)
        return told;
    const auto children = childrenOf(connection, ended.id);
    if (!children)
        return failure(children.error());
    if (!children->isEmpty()) {
        if (auto rest = cancelDescendants(connection, ended.id, nowMs, changed); !rest)
            return rest;
    }
    const bool isWhole = ended.state == TaskState::Completed && !ended.parent;
    if (isWhole && (!ended.secrets.isEmpty() || !children->isEmpty()))
        return forgetSecrets(connection, ended.id);
    return {};
}

Result<void> notify(SqliteConnection &connection, Task task, qint64 nowMs, QList<Task> &changed)
{
    if (!isFinal(task.state) || task.notifyUrl.isEmpty())
        return {};
    auto attempts = attemptsOf(connection, task.id);
    if (!attempts)
        return failure(attempts.error());
    task.attempts = std::move(*attempts);
    Task notification = notificationOf(task, nowMs);
    if (auto added = addTask(connection, notification); !added)
        return added;
    changed.append(std::move(notification));
    return {};
}

Result<void> saveEnd(SqliteConnection &connection, const Task &task, bool cancelled, qint64 nowMs,
                     const QString &note, QList<Task> &changed)
{
    if (auto saved = saveTask(connection, task); !saved)
        return saved;
    if (auto noted = endAttempts(connection, task.id, nowMs, note); !noted)
        return noted;
    changed.append(task);
    if (task.state == TaskState::Retrying)
        return holdDescendants(connection, task.id, changed);
    return isFinal(task.state) ? settle(connection, task, cancelled, nowMs, changed)
                               : Result<void>();
}

Result<std::optional<Task>> liveOccurrence(SqliteConnection &connection, const Task &task)
{
    const qint64 series = task.series.value_or(task.id);
    return firstOf(connection.query("SELECT " TASK_COLUMNS " FROM tasks"
                                    " WHERE (series = ?1 OR id = ?1) AND ended_at IS NULL LIMIT 1",
                                    series));
}

Result<std::optional<Task>> holderOf(SqliteConnection &connection, const std::string &kind,
                                     const QString &uniqueKey)
{
    if (uniqueKey.isEmpty())
        return std::optional<Task>();
    const QByteArray key = uniqueKey.toUtf8();
    return firstOf(connection.query("SELECT " TASK_COLUMNS " FROM tasks"
                                    " WHERE kind = ?1 AND unique_key = ?2 AND state IN"
                                    " ('scheduled', 'queued', 'running', 'retrying', 'cancelling')",
                                    kind, key));
}

} // namespace frontdesk
