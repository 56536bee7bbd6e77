// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "server/reply.h"
#include "server/request.h"
#include "storage/taskstore.h"

namespace frontdesk {

class TaskEngine;

/// The task with its `Location`.
Reply taskReply(const Task &task, int status);
/// 202: look again in a second.
Reply acceptedReply(const Task &task);
Error taskNotFound();

/// What a request that made a task is answered: 202, 200 where a unique key was taken;
/// and as `Prefer: wait=N` has it, once the task has ended. @p engine outlives it.
Async<Reply> submittedReply(TaskEngine &engine, Request request, Result<TaskInsertion> submitted);

} // namespace frontdesk
