// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tasktransitions.h"

#include "base/clock.h"
#include "base/jsonwriter.h"

#include <algorithm>
#include <string>

namespace frontdesk {

namespace {

/// A task that took this many workers with it is not tried again (SPEC §5).
constexpr int maxRescues = 3;

/// With their back-off they take more than an hour: enough for a receiver that is
/// being replaced.
constexpr int notificationAttempts = 15;

bool follow(Task &task, TaskEvent event, qint64 nowMs)
{
    const auto next = stateAfter(task.state, event);
    if (!next)
        return false;
    task.state = *next;
    if (isFinal(*next)) {
        task.endedAtMs = nowMs;
        task.held = false;
    } else {
        task.endedAtMs.reset();
    }
    return true;
}

/// As before the attempt.
void undoAttempt(Task &task)
{
    --task.attempt;
    task.startedAtMs.reset();
    task.progress = {};
}

bool isRunBy(const Task &task, int attempt, const QByteArray &worker)
{
    return task.attempt == attempt && task.worker == worker && !worker.isEmpty();
}

void becomeDue(Task &task, qint64 nowMs)
{
    task.dueAtMs = nowMs + task.delayMs;
    if (task.delayMs > 0)
        task.state = TaskState::Scheduled;
}

void forgetOutcome(Task &task)
{
    task.rescued = 0;
    task.progress = {};
    task.startedAtMs.reset();
    task.result.clear();
    task.error.clear();
    task.maxAttempts = std::max(task.maxAttempts, task.attempt + 1);
}

} // namespace

Task acceptedTask(const TaskDraft &draft, qint64 nowMs)
{
    Task task;
    task.kind = draft.kind;
    task.params = draft.params;
    task.secrets = draft.secrets;
    task.maxAttempts = std::max(draft.maxAttempts, 1);
    task.priority = draft.priority;
    task.timeoutMs = draft.timeoutMs;
    task.everyMs = draft.everyMs;
    task.uniqueKey = draft.uniqueKey;
    task.notifyUrl = draft.notifyUrl;
    task.delayMs = draft.delayMs;
    task.createdAtMs = nowMs;
    becomeDue(task, nowMs);
    task.slotAtMs = task.dueAtMs;
    return task;
}

bool beginAttempt(Task &task, const QByteArray &worker, qint64 nowMs)
{
    if (task.held || !follow(task, TaskEvent::Claim, nowMs))
        return false;
    ++task.attempt;
    task.worker = worker;
    task.startedAtMs = nowMs;
    task.progress = {};
    task.error.clear();
    return true;
}

bool endAttempt(Task &task, const TaskOutcome &outcome, const QByteArray &worker)
{
    if (!isRunBy(task, outcome.attempt, worker) || !follow(task, outcome.event, outcome.endedAtMs))
        return false;
    task.worker.clear();
    task.result = outcome.result;
    task.error = outcome.error;
    if (outcome.progress)
        task.progress = *outcome.progress;
    if (task.state == TaskState::Retrying)
        task.dueAtMs = outcome.retryAtMs;
    return true;
}

bool takeProgress(Task &task, const TaskProgressReport &report, const QByteArray &worker)
{
    if (!isRunBy(task, report.attempt, worker))
        return false;
    task.progress = report.progress;
    return true;
}

bool putBack(Task &task, qint64 nowMs)
{
    if (!follow(task, TaskEvent::PutBack, nowMs))
        return false;
    task.worker.clear();
    if (!isFinal(task.state))
        undoAttempt(task);
    return true;
}

bool rescue(Task &task, qint64 nowMs)
{
    const bool tooOften = task.rescued + 1 >= maxRescues;
    if (!follow(task, tooOften ? TaskEvent::GiveUp : TaskEvent::Rescue, nowMs))
        return false;
    task.worker.clear();
    ++task.rescued;
    if (task.state == TaskState::Failed)
        task.error = QStringLiteral("Given up: its worker died three times.");
    if (!isFinal(task.state))
        undoAttempt(task);
    return true;
}

bool cancel(Task &task, qint64 nowMs)
{
    return follow(task, TaskEvent::Cancel, nowMs);
}

bool restart(Task &task, qint64 nowMs)
{
    if (!follow(task, TaskEvent::Restart, nowMs))
        return false;
    forgetOutcome(task);
    task.dueAtMs = nowMs;
    return true;
}

bool holdAgain(Task &task)
{
    if (!follow(task, TaskEvent::Restart, 0))
        return false;
    forgetOutcome(task);
    task.state = TaskState::Scheduled;
    task.held = true;
    return true;
}

bool release(Task &task, const QByteArray &input, qint64 nowMs)
{
    if (!task.held || !follow(task, TaskEvent::Release, nowMs))
        return false;
    task.held = false;
    task.input = input;
    becomeDue(task, nowMs);
    return true;
}

std::optional<Task> nextOccurrence(const Task &ended, qint64 nowMs)
{
    if (!ended.everyMs || !isFinal(ended.state) || ended.state == TaskState::Cancelled)
        return std::nullopt;
    Task next;
    next.kind = ended.kind;
    next.params = ended.params;
    next.secrets = ended.secrets;
    next.state = TaskState::Scheduled;
    next.maxAttempts = ended.maxAttempts;
    next.priority = ended.priority;
    next.timeoutMs = ended.timeoutMs;
    next.everyMs = ended.everyMs;
    next.series = ended.series.value_or(ended.id);
    next.uniqueKey = ended.uniqueKey;
    next.notifyUrl = ended.notifyUrl;
    next.createdAtMs = nowMs;
    const qint64 every = *ended.everyMs;
    const qint64 missed = std::max<qint64>(nowMs - ended.slotAtMs, 0) / every;
    next.slotAtMs = std::min(ended.slotAtMs + (missed + 1) * every, nowMs + every);
    next.dueAtMs = next.slotAtMs;
    return next;
}

Task notificationOf(const Task &ended, qint64 nowMs)
{
    const auto event = "task." + std::string(toString(ended.state));
    Task task;
    task.kind = "webhook";
    task.params = JsonWriter()
                          .beginObject()
                          .key("task")
                          .value(ended.id)
                          .key("event")
                          .value(event)
                          .key("url")
                          .value(ended.notifyUrl)
                          .endObject()
                          .bytes();
    JsonWriter body(ended.result.size() + 1024);
    body.beginObject()
            .key("type")
            .value(event)
            .key("timestamp")
            .plain(IsoUtc(ended.endedAtMs.value_or(nowMs)));
    writeJson(body.key("data"), ended);
    task.input = body.endObject().bytes();
    task.maxAttempts = notificationAttempts;
    task.createdAtMs = task.dueAtMs = task.slotAtMs = nowMs;
    return task;
}

} // namespace frontdesk
