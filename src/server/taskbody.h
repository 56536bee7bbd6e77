// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/task.h"

#include <QJsonObject>

namespace frontdesk {

/// Reads the body of `POST /tasks`: "kind", "params", "delay" (seconds),
/// "priority", "max_attempts". Errors: Invalid, one entry for each field that is wrong. What the
/// params hold is the kind's to check.
Result<TaskDraft> taskDraftFromJson(const QJsonObject &body);

} // namespace frontdesk
