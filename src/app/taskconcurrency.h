// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "tasks/taskoptions.h"

#include <QString>

namespace frontdesk {

/// Reads `--task-concurrency`: parts between commas, "16" for all kinds that have
/// a limit together (1 to 10,000) and "http_request=4" for one kind (0: no limit).
/// Errors: Invalid, a sentence that begins with @p source.
Result<void> readTaskConcurrency(const QString &text, const QString &source, TaskOptions &options);

} // namespace frontdesk
