// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "storage/taskstore.h"

#include <optional>

namespace frontdesk {

/// What an event makes of a task, for whoever stores it: the one place that
/// turns stateAfter() into values. Each answers false, with the task as it was,
/// where its state or the fence forbids it. Pure.

/// A task that was accepted just now, without an id.
Task acceptedTask(const TaskDraft &draft, qint64 nowMs);

bool beginAttempt(Task &task, const QByteArray &worker, qint64 nowMs);
bool endAttempt(Task &task, const TaskOutcome &outcome, const QByteArray &worker);
bool takeProgress(Task &task, const TaskProgressReport &report, const QByteArray &worker);
/// Its worker stopped and gives it back.
bool putBack(Task &task, qint64 nowMs);
/// Its worker died; at the third time the task fails.
bool rescue(Task &task, qint64 nowMs);
bool cancel(Task &task, qint64 nowMs);
bool restart(Task &task, qint64 nowMs);
/// The same for a descendant of a task that is run again: its parent holds it.
bool holdAgain(Task &task);
bool release(Task &task, const QByteArray &input, qint64 nowMs);

/// What comes after @p ended, if it repeats: the next time of its timetable that
/// is still to come, so that there is neither drift nor a pile after a pause; a
/// period away at most, should the clock have been set back.
std::optional<Task> nextOccurrence(const Task &ended, qint64 nowMs);

/// The task of kind "webhook" that tells @p ended's `notify_url` of its end: its
/// input, the body, is a message of Standard Webhooks with the type "task.completed"
/// (failed, cancelled) and the whole task, so it has to have its attempts.
Task notificationOf(const Task &ended, qint64 nowMs);

/// What an attempt that ended in such a way is noted with.
inline const QString putBackNote = QStringLiteral("Put back: the server stopped.");
inline const QString rescueNote = QStringLiteral("Its worker died.");

} // namespace frontdesk
