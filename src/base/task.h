// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// What may happen to a task, and who may cause it.
enum class TaskEvent : quint8 {
    Release, ///< its parent lets a child go that it held
    Claim, ///< a worker begins an attempt
    Complete, ///< the worker: the work is done
    Fail, ///< the worker: the last attempt failed
    Retry, ///< the worker: an attempt failed, and another is to follow
    Stop, ///< the worker: the work has stopped as it was asked to
    PutBack, ///< the worker stops gracefully
    Rescue, ///< the next start, or another worker: its worker died
    GiveUp, ///< the same, once too often
    Cancel, ///< a client, or the parent
    Restart, ///< a client wants it run again
};

/// "scheduled", "queued", …: the name in JSON and in the database.
std::string_view toString(TaskState state);
std::optional<TaskState> taskStateFromString(std::string_view name);
/// Completed, Failed or Cancelled: it will not change again by itself.
bool isFinal(TaskState state);

/// The state that follows when @p event happens in @p state; none: it can't. All
/// that is ever stored as a state comes from here.
std::optional<TaskState> stateAfter(TaskState state, TaskEvent event);

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
    QByteArray params = "{}"; ///< a JSON object, its secrets masked
    QByteArray secrets; ///< a JSON object to lay over the params; never shown; empty: none
    TaskState state = TaskState::Queued;
    TaskProgress progress;
    int attempt = 0; ///< 0: not begun yet
    int maxAttempts = 1;
    int rescued = 0; ///< how often it was taken over from a worker that died
    QByteArray worker; ///< who runs it; empty: nobody does
    std::optional<qint64> parent;
    int position = 0; ///< among its parent's children, from 0
    bool held = false; ///< Scheduled, and its parent hasn't let it go yet
    QByteArray input; ///< JSON: "$previous" in the params, or a webhook's body; empty: none
    int priority = 0; ///< higher goes first
    std::optional<qint64> timeoutMs; ///< of each attempt
    std::optional<qint64> everyMs; ///< it repeats
    std::optional<qint64> series; ///< the first of its repetitions; none: itself
    qint64 slotAtMs = 0; ///< when a repeated one was due by its timetable
    QString uniqueKey; ///< empty: none
    QString notifyUrl; ///< empty: none
    qint64 delayMs = 0; ///< from its acceptance or release until it is due
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
    QByteArray secrets; ///< see Task
    int maxAttempts = 0; ///< 0: what its kind says
    int priority = 0;
    qint64 delayMs = 0; ///< due that long after it was accepted
    std::optional<qint64> timeoutMs; ///< of each attempt
    std::optional<qint64> everyMs; ///< repeated that often, a second and up
    QString uniqueKey; ///< at most one of its kind and key that has not ended; empty: any number
    QString notifyUrl; ///< told of its end; empty: nobody is
    std::vector<TaskDraft> children; ///< filled by the check of its kind
};

/// The object of SPEC §4.
void writeJson(JsonWriter &json, const Task &task);
QByteArray toJson(const Task &task);

} // namespace frontdesk
