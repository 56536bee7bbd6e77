// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/task.h"
#include "tasks/taskparameter.h"
#include "tasks/taskplace.h"

#include <QJsonObject>
#include <QList>

namespace frontdesk {

class TaskKinds;

/// The keys of such a body beside "kind" and "params", for a form.
QList<TaskParameter> taskKeys();

/// Reads the body of `POST /tasks`: "kind", "params", "delay", "every" and
/// "timeout" (seconds), "max_attempts", "unique_key", "notify_url", "priority"; other
/// keys are ignored. Answers a draft that its kind has checked. Errors: Invalid, with
/// an entry for each field that is wrong, those of the params among them. @p place:
/// where the task stands, for one that another holds.
Result<TaskDraft> readTaskDraft(const QJsonObject &body, const TaskKinds &kinds,
                                const TaskPlace &place = {});

} // namespace frontdesk
