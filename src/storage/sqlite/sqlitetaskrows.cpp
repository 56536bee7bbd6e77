// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitetaskrows.h"

#include "storage/sqlite/sqliteconnection.h"

#include <limits>

// A macro, since statements are literals (see Sql).
#define TASK_COLUMNS                                                                               \
    "id, kind, params, state, progress_done, progress_total, progress_text, attempt,"              \
    " max_attempts, rescued, parent, priority, created_at, due_at, started_at, ended_at, result,"  \
    " error"

namespace frontdesk {

namespace {

QByteArray bytes(std::string_view text)
{
    return { text.data(), qsizetype(text.size()) };
}

QString string(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

std::optional<std::string_view> orNull(const QByteArray &utf8)
{
    if (utf8.isEmpty())
        return std::nullopt;
    return std::string_view(utf8.constData(), size_t(utf8.size()));
}

Task readTask(const SqliteQuery &row)
{
    Task task;
    task.id = row.integer(0);
    task.kind = row.text(1);
    task.params = bytes(row.text(2));
    task.state = taskStateFromString(row.text(3)).value_or(TaskState::Failed);
    task.progress = { row.integer(4), row.integer(5), string(row.text(6)) };
    task.attempt = int(row.integer(7));
    task.maxAttempts = int(row.integer(8));
    task.rescued = int(row.integer(9));
    task.parent = row.optionalInteger(10);
    task.priority = int(row.integer(11));
    task.createdAtMs = row.integer(12);
    task.dueAtMs = row.integer(13);
    task.startedAtMs = row.optionalInteger(14);
    task.endedAtMs = row.optionalInteger(15);
    task.result = bytes(row.text(16));
    task.error = string(row.text(17));
    return task;
}

Result<QList<Task>> readTasks(SqliteQuery &&rows)
{
    QList<Task> tasks;
    for (;;) {
        const auto row = rows.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return tasks;
        tasks.append(readTask(rows));
    }
}

/// Appends what an UPDATE … RETURNING says, which is one task or none.
Result<bool> appendChanged(QList<Task> &tasks, SqliteQuery &&update)
{
    const auto changed = update.next();
    if (changed && *changed)
        tasks.append(readTask(update));
    return changed;
}

Result<QList<TaskAttempt>> attemptsOf(SqliteConnection &connection, qint64 task)
{
    QList<TaskAttempt> attempts;
    SqliteQuery rows = connection.query("SELECT attempt, worker, started_at, ended_at, error"
                                        " FROM task_attempts WHERE task = ?1 ORDER BY id",
                                        task);
    for (;;) {
        const auto row = rows.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return attempts;
        attempts.append({ int(rows.integer(0)), bytes(rows.text(1)), rows.integer(2),
                          rows.optionalInteger(3), string(rows.text(4)) });
    }
}

} // namespace

Result<Task> insertTask(SqliteConnection &connection, const TaskDraft &draft, qint64 nowMs)
{
    Task task;
    task.kind = draft.kind;
    task.params = draft.params;
    task.state = draft.delayMs > 0 ? TaskState::Scheduled : TaskState::Queued;
    task.maxAttempts = draft.maxAttempts;
    task.priority = draft.priority;
    task.createdAtMs = nowMs;
    task.dueAtMs = nowMs + draft.delayMs;
    const auto inserted = connection.execute(
            "INSERT INTO tasks (kind, params, state, max_attempts, priority, created_at, due_at)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            task.kind, task.params, toString(task.state), task.maxAttempts, task.priority,
            task.createdAtMs, task.dueAtMs);
    if (!inserted)
        return failure(inserted.error());
    task.id = connection.lastInsertId();
    return task;
}

Result<QList<Task>> claimTasks(SqliteConnection &connection, const std::vector<qint64> &ids,
                               const QByteArray &worker, qint64 nowMs)
{
    QList<Task> claimed;
    SqliteSavepoint together(connection);
    if (const auto begun = together.begin(); !begun)
        return failure(begun.error());
    for (const qint64 id : ids) {
        const auto changed = appendChanged(
                claimed,
                connection.query("UPDATE tasks SET state = 'running', attempt = attempt + 1,"
                                 " worker = ?2, started_at = ?3"
                                 " WHERE id = ?1 AND state IN ('scheduled', 'queued', 'retrying')"
                                 " RETURNING " TASK_COLUMNS,
                                 id, worker, nowMs));
        if (!changed)
            return failure(changed.error());
        if (!*changed)
            continue;
        const auto noted
                = connection.execute("INSERT INTO task_attempts (task, attempt, worker, started_at)"
                                     " VALUES (?1, ?2, ?3, ?4)",
                                     id, claimed.last().attempt, worker, nowMs);
        if (!noted)
            return failure(noted.error());
    }
    if (const auto kept = together.keep(); !kept)
        return failure(kept.error());
    return claimed;
}

Result<QList<Task>> finishTasks(SqliteConnection &connection,
                                const std::vector<TaskOutcome> &outcomes, const QByteArray &worker)
{
    QList<Task> finished;
    SqliteSavepoint together(connection);
    if (const auto begun = together.begin(); !begun)
        return failure(begun.error());
    for (const TaskOutcome &outcome : outcomes) {
        const QByteArray error = outcome.error.toUtf8();
        const auto changed = appendChanged(
                finished,
                connection.query(
                        "UPDATE tasks SET state = ?4, result = ?5, error = ?6, ended_at = ?7,"
                        " worker = NULL"
                        " WHERE id = ?1 AND attempt = ?2 AND worker = ?3"
                        " AND state IN ('running', 'cancelling') RETURNING " TASK_COLUMNS,
                        outcome.id, outcome.attempt, worker, toString(outcome.state),
                        orNull(outcome.result), orNull(error), outcome.endedAtMs));
        if (!changed)
            return failure(changed.error());
        if (!*changed)
            continue;
        const auto noted = connection.execute("UPDATE task_attempts SET ended_at = ?2, error = ?3"
                                              " WHERE task = ?1 AND ended_at IS NULL",
                                              outcome.id, outcome.endedAtMs, orNull(error));
        if (!noted)
            return failure(noted.error());
    }
    if (const auto kept = together.keep(); !kept)
        return failure(kept.error());
    return finished;
}

Result<QList<Task>> reclaimTasks(SqliteConnection &connection, const QByteArray &worker,
                                 qint64 nowMs)
{
    SqliteSavepoint together(connection);
    if (const auto begun = together.begin(); !begun)
        return failure(begun.error());
    const auto noted = connection.execute(
            "UPDATE task_attempts SET ended_at = ?2, error = 'Its worker died.'"
            " WHERE ended_at IS NULL AND task IN (SELECT id FROM tasks"
            " WHERE state IN ('running', 'cancelling') AND worker IS NOT ?1)",
            worker, nowMs);
    if (!noted)
        return failure(noted.error());
    const auto poisonous = connection.execute(
            "UPDATE tasks SET state = 'failed', rescued = rescued + 1, worker = NULL,"
            " ended_at = ?2, error = 'Given up: its worker died three times.'"
            " WHERE state = 'running' AND worker IS NOT ?1 AND rescued >= 2",
            worker, nowMs);
    if (!poisonous)
        return failure(poisonous.error());
    const auto cancelled = connection.execute(
            "UPDATE tasks SET state = 'cancelled', worker = NULL, ended_at = ?2"
            " WHERE state = 'cancelling' AND worker IS NOT ?1",
            worker, nowMs);
    if (!cancelled)
        return failure(cancelled.error());
    const auto rescued = connection.execute(
            "UPDATE tasks SET state = 'queued', attempt = attempt - 1, rescued = rescued + 1,"
            " worker = NULL, started_at = NULL WHERE state = 'running' AND worker IS NOT ?1",
            worker);
    if (!rescued)
        return failure(rescued.error());
    auto open = readTasks(connection.query(
            "SELECT " TASK_COLUMNS " FROM tasks WHERE state IN ('scheduled', 'queued', 'running',"
            " 'retrying', 'cancelling') ORDER BY id"));
    if (!open)
        return open;
    if (const auto kept = together.keep(); !kept)
        return failure(kept.error());
    return open;
}

Result<int> putTasksBack(SqliteConnection &connection, const QByteArray &worker, qint64 nowMs)
{
    SqliteSavepoint together(connection);
    if (const auto begun = together.begin(); !begun)
        return failure(begun.error());
    const auto noted = connection.execute(
            "UPDATE task_attempts SET ended_at = ?2, error = 'Put back: the server stopped.'"
            " WHERE ended_at IS NULL AND task IN"
            " (SELECT id FROM tasks WHERE state = 'running' AND worker = ?1)",
            worker, nowMs);
    if (!noted)
        return failure(noted.error());
    const auto put = connection.execute("UPDATE tasks SET state = 'queued', attempt = attempt - 1,"
                                        " worker = NULL, started_at = NULL"
                                        " WHERE state = 'running' AND worker = ?1",
                                        worker);
    if (!put)
        return failure(put.error());
    const int count = connection.changes();
    if (const auto kept = together.keep(); !kept)
        return failure(kept.error());
    return count;
}

Result<Task> findTask(SqliteConnection &connection, qint64 id)
{
    SqliteQuery row = connection.query("SELECT " TASK_COLUMNS " FROM tasks WHERE id = ?1", id);
    const auto found = row.next();
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(ErrorKind::NotFound, QStringLiteral("task_not_found"),
                       QStringLiteral("Task not found"));
    Task task = readTask(row);
    auto attempts = attemptsOf(connection, id);
    if (!attempts)
        return failure(attempts.error());
    task.attempts = std::move(*attempts);
    return task;
}

Result<QList<Task>> listTasks(SqliteConnection &connection, const TaskQuery &query)
{
    const qint64 before = query.before > 0 ? query.before : std::numeric_limits<qint64>::max();
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

} // namespace frontdesk
