// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/task.h"

#include "base/clock.h"
#include "base/jsonwriter.h"

#include <array>

namespace frontdesk {

namespace {

constexpr std::array<std::string_view, 8> stateNames = {
    "scheduled", "queued", "running", "retrying", "cancelling", "completed", "failed", "cancelled",
};

std::string_view view(const QByteArray &bytes)
{
    return { bytes.constData(), size_t(bytes.size()) };
}

void writeTime(JsonWriter &json, std::string_view key, std::optional<qint64> wallMs)
{
    json.key(key);
    if (wallMs)
        json.plain(IsoUtc(*wallMs));
    else
        json.null();
}

void writeSeconds(JsonWriter &json, std::string_view key, std::optional<qint64> ms)
{
    json.key(key);
    if (ms)
        json.value(double(*ms) / 1000);
    else
        json.null();
}

void writeId(JsonWriter &json, std::string_view key, std::optional<qint64> id)
{
    json.key(key);
    if (id)
        json.value(*id);
    else
        json.null();
}

void writeText(JsonWriter &json, std::string_view key, const QString &text)
{
    json.key(key);
    if (text.isEmpty())
        json.null();
    else
        json.value(text);
}

void writeAttempt(JsonWriter &json, const TaskAttempt &attempt)
{
    json.beginObject();
    json.key("attempt").value(attempt.attempt).key("worker").value(attempt.worker);
    writeTime(json, "started_at", attempt.startedAtMs);
    writeTime(json, "ended_at", attempt.endedAtMs);
    writeText(json, "error", attempt.error);
    json.endObject();
}

} // namespace

std::string_view toString(TaskState state)
{
    return stateNames[size_t(state)];
}

std::optional<TaskState> taskStateFromString(std::string_view name)
{
    for (size_t i = 0; i < stateNames.size(); ++i) {
        if (stateNames[i] == name)
            return TaskState(i);
    }
    return std::nullopt;
}

bool isFinal(TaskState state)
{
    return state >= TaskState::Completed;
}

std::optional<TaskState> stateAfter(TaskState state, TaskEvent event)
{
    using enum TaskState;
    const bool waits = state == Scheduled || state == Queued || state == Retrying;
    const bool works = state == Running || state == Cancelling;
    const auto next = [](bool possible, TaskState to) {
        return possible ? std::optional(to) : std::nullopt;
    };
    switch (event) {
    case TaskEvent::Release:
        return next(state == Scheduled, Queued);
    case TaskEvent::Claim:
        return next(waits, Running);
    case TaskEvent::Complete: // done is done, though somebody wanted it stopped
        return next(works, Completed);
    case TaskEvent::Fail:
        return next(works, Failed);
    case TaskEvent::Retry: // what is to stop is not tried again
        return next(works, state == Cancelling ? Cancelled : Retrying);
    case TaskEvent::Stop:
        return next(state == Cancelling, Cancelled);
    case TaskEvent::PutBack:
    case TaskEvent::Rescue:
        return next(works, state == Cancelling ? Cancelled : Queued);
    case TaskEvent::GiveUp:
        return next(works, state == Cancelling ? Cancelled : Failed);
    case TaskEvent::Cancel:
        return next(waits || works, works ? Cancelling : Cancelled);
    case TaskEvent::Restart:
        return next(state == Failed || state == Cancelled, Queued);
    }
    return std::nullopt;
}

void writeJson(JsonWriter &json, const Task &task)
{
    json.beginObject();
    json.key("id").value(task.id).key("kind").value(task.kind);
    json.key("params").raw(view(task.params)).key("state").value(toString(task.state));
    json.key("progress").beginObject();
    json.key("done").value(task.progress.done).key("total").value(task.progress.total);
    json.key("text").value(task.progress.text).endObject();
    json.key("attempt").value(task.attempt).key("max_attempts").value(task.maxAttempts);
    json.key("rescued").value(task.rescued);
    writeId(json, "parent", task.parent);
    json.key("priority").value(task.priority);
    writeSeconds(json, "timeout", task.timeoutMs);
    writeSeconds(json, "every", task.everyMs);
    writeId(json, "series",
            task.everyMs ? std::optional(task.series.value_or(task.id)) : std::nullopt);
    writeText(json, "unique_key", task.uniqueKey);
    writeText(json, "notify_url", task.notifyUrl);
    writeTime(json, "created_at", task.createdAtMs);
    writeTime(json, "due_at", task.held ? std::nullopt : std::optional(task.dueAtMs));
    writeTime(json, "started_at", task.startedAtMs);
    writeTime(json, "ended_at", task.endedAtMs);
    json.key("result");
    if (task.result.isEmpty())
        json.null();
    else
        json.raw(view(task.result));
    writeText(json, "error", task.error);
    json.key("attempts").beginArray();
    for (const TaskAttempt &attempt : task.attempts)
        writeAttempt(json, attempt);
    json.endArray().endObject();
}

QByteArray toJson(const Task &task)
{
    JsonWriter json(512);
    writeJson(json, task);
    return json.bytes();
}

} // namespace frontdesk
