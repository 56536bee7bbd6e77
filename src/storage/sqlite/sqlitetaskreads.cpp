// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitetaskreads.h"

#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqlitetaskrows.h"

#include <algorithm>
#include <limits>

namespace frontdesk {

namespace {
constexpr qint64 latelyMs = 60'000;
// A cancelled task may never have begun.
#define BEGUN_LATELY "ended_at > ?1 AND started_at IS NOT NULL"
} // namespace

Result<Task> findTask(SqliteConnection &connection, qint64 id)
{
    auto task = loadTask(connection, id);
    if (!task)
        return failure(task.error());
    if (!*task)
        return failure(ErrorKind::NotFound, QStringLiteral("task_not_found"),
                       QStringLiteral("Task not found"));
    auto attempts = attemptsOf(connection, id);
    if (!attempts)
        return failure(attempts.error());
    (*task)->attempts = std::move(*attempts);
    return std::move(**task);
}

Result<QList<Task>> listTasks(SqliteConnection &connection, const TaskQuery &query)
{
    const qint64 before = query.before > 0 ? query.before : std::numeric_limits<qint64>::max();
    if (query.parent) { // there are 1,000 at most
        const auto state = query.state ? std::optional(toString(*query.state)) : std::nullopt;
        return readTasks(connection.query("SELECT " TASK_COLUMNS
                                          " FROM tasks WHERE parent = ?3 AND id < ?1"
                                          " AND (?4 IS NULL OR state = ?4)"
                                          " AND (?5 = '' OR kind = ?5) ORDER BY id DESC LIMIT ?2",
                                          before, query.limit, query.parent, state, query.kind));
    }
    if (query.state && !query.kind.empty())
        return readTasks(connection.query("SELECT " TASK_COLUMNS
                                          " FROM tasks WHERE state = ?3 AND kind = ?4 AND id < ?1"
                                          " ORDER BY id DESC LIMIT ?2",
                                          before, query.limit, toString(*query.state), query.kind));
    if (query.state)
        return readTasks(connection.query("SELECT " TASK_COLUMNS
                                          " FROM tasks WHERE state = ?3 AND id < ?1"
                                          " ORDER BY id DESC LIMIT ?2",
                                          before, query.limit, toString(*query.state)));
    if (!query.kind.empty())
        return readTasks(connection.query("SELECT " TASK_COLUMNS
                                          " FROM tasks WHERE kind = ?3 AND id < ?1"
                                          " ORDER BY id DESC LIMIT ?2",
                                          before, query.limit, query.kind));
    return readTasks(connection.query("SELECT " TASK_COLUMNS
                                      " FROM tasks WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
                                      before, query.limit));
}

Result<QList<Task>> childrenOf(SqliteConnection &connection, qint64 parent)
{
    return readTasks(connection.query(
            "SELECT " TASK_COLUMNS " FROM tasks WHERE parent = ?1 ORDER BY position", parent));
}

Result<TaskStats> countTasks(SqliteConnection &connection, qint64 nowMs)
{
    TaskStats stats;
    SqliteQuery rows = connection.query(
            "SELECT kind, state, count(*), sum(rescued), count(*) FILTER (WHERE ended_at > ?1),"
            " count(*) FILTER (WHERE " BEGUN_LATELY "),"
            " sum(max(started_at - due_at, 0)) FILTER (WHERE " BEGUN_LATELY "),"
            " max(max(started_at - due_at, 0)) FILTER (WHERE " BEGUN_LATELY "),"
            " sum(max(ended_at - started_at, 0)) FILTER (WHERE " BEGUN_LATELY "),"
            " max(max(ended_at - started_at, 0)) FILTER (WHERE " BEGUN_LATELY "),"
            " min(due_at) FILTER (WHERE state = 'queued')"
            " FROM tasks GROUP BY kind, state ORDER BY kind, state",
            nowMs - latelyMs);
    const auto add = [](TaskStats::Duration &duration, qint64 totalMs, qint64 mostMs) {
        duration.totalMs += totalMs;
        duration.mostMs = std::max(duration.mostMs, mostMs);
    };
    for (;;) {
        const auto row = rows.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return stats;
        stats.counts.append({ std::string(rows.text(0)),
                              taskStateFromString(rows.text(1)).value_or(TaskState::Failed),
                              rows.integer(2), rows.integer(3), rows.integer(4) });
        stats.attemptsLately += rows.integer(5);
        add(stats.waited, rows.integer(6), rows.integer(7));
        add(stats.ran, rows.integer(8), rows.integer(9));
        if (const auto dueAtMs = rows.optionalInteger(10))
            stats.oldestDueMs
                    = std::max({ stats.oldestDueMs.value_or(0), nowMs - *dueAtMs, qint64(0) });
    }
}

Result<qint64> countEndedTasks(SqliteConnection &connection)
{
    return connection.integer(
            "SELECT count(*) FROM tasks WHERE ended_at IS NOT NULL AND parent IS NULL");
}

} // namespace frontdesk
