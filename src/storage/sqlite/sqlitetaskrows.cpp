// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitetaskrows.h"

#include "storage/sqlite/sqliteconnection.h"

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

} // namespace

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
    task.worker = bytes(row.text(18));
    task.position = int(row.integer(19));
    task.held = row.integer(20) != 0;
    task.input = bytes(row.text(21));
    task.timeoutMs = row.optionalInteger(22);
    task.everyMs = row.optionalInteger(23);
    task.series = row.optionalInteger(24);
    task.slotAtMs = row.integer(25);
    task.uniqueKey = string(row.text(26));
    task.notifyUrl = string(row.text(27));
    task.delayMs = row.integer(28);
    task.secrets = bytes(row.text(29));
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

Result<std::optional<Task>> loadTask(SqliteConnection &connection, qint64 id)
{
    SqliteQuery row = connection.query("SELECT " TASK_COLUMNS " FROM tasks WHERE id = ?1", id);
    const auto found = row.next();
    if (!found)
        return failure(found.error());
    return *found ? std::optional(readTask(row)) : std::nullopt;
}

Result<void> addTask(SqliteConnection &connection, Task &task)
{
    const QByteArray uniqueKey = task.uniqueKey.toUtf8(), notifyUrl = task.notifyUrl.toUtf8();
    auto added = connection.execute(
            "INSERT INTO tasks (kind, params, state, attempt, max_attempts, parent, priority,"
            " created_at, due_at, started_at, worker, position, held, timeout, every, series,"
            " slot_at, unique_key, notify_url, delay, secrets, input)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
            " ?18, ?19, ?20, ?21, ?22)",
            task.kind, task.params, toString(task.state), task.attempt, task.maxAttempts,
            task.parent, task.priority, task.createdAtMs, task.dueAtMs, task.startedAtMs,
            orNull(task.worker), task.position, task.held, task.timeoutMs, task.everyMs,
            task.series, task.slotAtMs, orNull(uniqueKey), orNull(notifyUrl), task.delayMs,
            orNull(task.secrets), orNull(task.input));
    if (added)
        task.id = connection.lastInsertId();
    return added;
}

Result<void> saveTask(SqliteConnection &connection, const Task &task)
{
    const QByteArray text = task.progress.text.toUtf8(), error = task.error.toUtf8();
    return connection.execute(
            "UPDATE tasks SET state = ?2, progress_done = ?3, progress_total = ?4,"
            " progress_text = ?5, attempt = ?6, max_attempts = ?7, rescued = ?8, due_at = ?9,"
            " started_at = ?10, ended_at = ?11, result = ?12, error = ?13, worker = ?14,"
            " held = ?15, input = ?16 WHERE id = ?1",
            task.id, toString(task.state), task.progress.done, task.progress.total, text,
            task.attempt, task.maxAttempts, task.rescued, task.dueAtMs, task.startedAtMs,
            task.endedAtMs, orNull(task.result), orNull(error), orNull(task.worker), task.held,
            orNull(task.input));
}

Result<void> addAttempt(SqliteConnection &connection, const Task &task)
{
    return connection.execute("INSERT INTO task_attempts (task, attempt, worker, started_at)"
                              " VALUES (?1, ?2, ?3, ?4)",
                              task.id, task.attempt, task.worker, task.startedAtMs);
}

Result<void> endAttempts(SqliteConnection &connection, qint64 task, qint64 endedAtMs,
                         const QString &error)
{
    const QByteArray text = error.toUtf8();
    return connection.execute("UPDATE task_attempts SET ended_at = ?2, error = ?3"
                              " WHERE task = ?1 AND ended_at IS NULL",
                              task, endedAtMs, orNull(text));
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

} // namespace frontdesk
