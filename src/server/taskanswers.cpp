// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/taskanswers.h"

#include "tasks/taskengine.h"

#include <string>

namespace frontdesk {

Reply taskReply(const Task &task, int status)
{
    return Reply::json(toJson(task), status)
            .header("Location", "/tasks/" + std::to_string(task.id));
}

Reply acceptedReply(const Task &task)
{
    return taskReply(task, 202).header("Retry-After", "1");
}

Error taskNotFound()
{
    return {
        ErrorKind::NotFound, QStringLiteral("task_not_found"), QStringLiteral("Task not found"), {}
    };
}

Async<Reply> submittedReply(TaskEngine &engine, Request request, Result<TaskInsertion> submitted)
{
    if (!submitted)
        co_return Reply::problem(submitted.error());
    const auto wait = request.preferredWait();
    if (!wait)
        co_return submitted->existing ? taskReply(submitted->task, 200)
                                      : acceptedReply(submitted->task);
    const auto task = co_await engine.waitFor(submitted->task.id, *wait);
    if (!task)
        co_return Reply::problem(task.error());
    auto reply = isFinal(task->state) ? taskReply(*task, 200) : acceptedReply(*task);
    co_return std::move(reply).header("Preference-Applied",
                                      "wait=" + std::to_string(wait->count()));
}

} // namespace frontdesk
