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
        json.value(isoUtc(*wallMs));
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

void writeJson(JsonWriter &json, const Task &task)
{
    json.beginObject();
    json.key("id").value(task.id).key("kind").value(task.kind);
    json.key("params").raw(view(task.params)).key("state").value(toString(task.state));
    json.key("progress").beginObject();
    json.key("done").value(task.progress.done).key("total").value(task.progress.total);
    json.key("text").value(task.progress.text).endObject();
    json.key("attempt").value(task.attempt).key("max_attempts").value(task.maxAttempts);
    json.key("rescued").value(task.rescued).key("parent");
    if (task.parent)
        json.value(*task.parent);
    else
        json.null();
    json.key("priority").value(task.priority);
    writeTime(json, "created_at", task.createdAtMs);
    writeTime(json, "due_at", task.dueAtMs);
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
