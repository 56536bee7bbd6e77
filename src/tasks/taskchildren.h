// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/task.h"
#include "tasks/taskparameter.h"
#include "tasks/taskplace.h"

#include <QJsonValue>

#include <vector>

namespace frontdesk {

class TaskKind;
class TaskKinds;

/// What a form asks for.
TaskParameter taskChildrenParameter(const char *help);

/// The `tasks` of a task of @p kind, which has children: drafts as `POST /tasks`
/// takes them, but for keys that make no sense in a child. @p parent is where that
/// task stands itself, with the priority its children have unless they say
/// otherwise. 1,000 tasks at most with all that they hold, eight levels.
///
/// Errors: Invalid, an entry for each field that is wrong
/// ("params.tasks[3].params.seconds"); "too_wide" and "too_deep".
Result<std::vector<TaskDraft>> readTaskChildren(const QJsonValue &tasks, const TaskKind &kind,
                                                const TaskPlace &parent, const TaskKinds &kinds);

} // namespace frontdesk
