// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <string>
#include <string_view>

namespace frontdesk {

class JsonWriter;

enum class TaskState : quint8 {
    Scheduled, ///< due later
    Queued, ///< due, waits for its turn
    Running,
    Retrying, ///< an attempt failed, another is due
    Cancelling, ///< asked to stop, has not stopped yet
    Completed,
    Failed,
    Cancelled,
};

/// "scheduled", "queued", …: the name in JSON and in the database.
std::string_view toString(TaskState state);
std::optional<TaskState> taskStateFromString(std::string_view name);
/// Completed, Failed or Cancelled: it will not change again by itself.
bool isFinal(TaskState state);

/// How far a task says it has come; total 0: it can't tell.
struct TaskProgress
{
    qint64 done = 0;
    qint64 total = 0;
    QString text;

    bool operator==(const TaskProgress &) const = default;
};

/// One try at a task by one worker. Times are wall clock milliseconds, UTC.
struct TaskAttempt
{
    int attempt = 0; ///< 1 and up
    QByteArray worker; ///< the program run that made it
    qint64 startedAtMs = 0;
    std::optional<qint64> endedAtMs;
    QString error; ///< empty: none

    bool operator==(const TaskAttempt &) const = default;
};

/// A background task as it is stored. Times are wall clock milliseconds, UTC.
struct Task
{
    qint64 id = 0; ///< 1 and up, never used twice
    std::string kind; ///< "sleep"
    QByteArray params = "{}"; ///< a JSON object
    TaskState state = TaskState::Queued;
    TaskProgress progress;
    int attempt = 0; ///< 0: not begun yet
    int maxAttempts = 1;
    int rescued = 0; ///< how often it was taken over from a worker that died
    std::optional<qint64> parent;
    int priority = 0; ///< higher goes first
    qint64 createdAtMs = 0;
    qint64 dueAtMs = 0; ///< not to begin before
    std::optional<qint64> startedAtMs;
    std::optional<qint64> endedAtMs;
    QByteArray result; ///< JSON; empty: none
    QString error; ///< empty: none
    QList<TaskAttempt> attempts; ///< filled where one task is read, empty in lists

    bool operator==(const Task &) const = default;
};

/// What a client asks for, checked by the kind it names.
struct TaskDraft
{
    std::string kind;
    QByteArray params = "{}"; ///< a JSON object
    int maxAttempts = 1;
    int priority = 0;
    qint64 delayMs = 0; ///< due that long after it was accepted
};

/// The object of SPEC §4.
void writeJson(JsonWriter &json, const Task &task);
QByteArray toJson(const Task &task);

} // namespace frontdesk
