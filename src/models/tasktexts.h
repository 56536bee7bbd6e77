// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QString>

namespace frontdesk {

/// "sleep #3".
QString taskName(const QString &kind, qint64 id);
QString taskName(const Task &task);

/// "running", in the language of the user.
QString taskStateText(TaskState state);

/// How far it has come, of 100; -1: it can't tell, or has ended.
int taskPercent(const Task &task);

/// How far it has come, in a line, or what became of it.
QString taskProgressText(const Task &task);

/// What its last attempt took; empty: it hasn't ended, or never began.
QString taskDurationText(const Task &task);

} // namespace frontdesk
