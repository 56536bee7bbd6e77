// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/taskstore.h"

namespace frontdesk {

class SqliteConnection;

/// What concerns several tasks that belong together: parents and children, the
/// repetitions of one. Called within the writer's transaction and a savepoint of
/// the caller's; all that is changed is appended to @p changed.

/// Stores the children of @p draft under @p parent, and theirs, all held.
Result<void> addDescendants(SqliteConnection &connection, const TaskDraft &draft,
                            const Task &parent, QList<Task> &changed);

/// Cancels the children of @p parent and theirs.
Result<void> cancelDescendants(SqliteConnection &connection, qint64 parent, qint64 nowMs,
                               QList<Task> &changed);

/// Has the children of @p parent and theirs held again unless they completed.
Result<void> holdDescendants(SqliteConnection &connection, qint64 parent, QList<Task> &changed);

/// What follows from the end of @p ended: its next repetition unless it was
/// @p cancelled, word to its `notify_url`, nobody waits any more for children that
/// have not ended, and nobody needs the secrets of what has completed.
Result<void> settle(SqliteConnection &connection, const Task &ended, bool cancelled, qint64 nowMs,
                    QList<Task> &changed);

/// Stores that @p task left the hands of its worker, @p note with its attempt, and
/// what follows; @p cancelled: it was to be.
Result<void> saveEnd(SqliteConnection &connection, const Task &task, bool cancelled, qint64 nowMs,
                     const QString &note, QList<Task> &changed);

/// Adds the task that tells of the end of @p task, if it has ended and somebody wants
/// to know. settle() does that, too.
Result<void> notify(SqliteConnection &connection, Task task, qint64 nowMs, QList<Task> &changed);

/// The one of @p task's series that has not ended, if there is one.
Result<std::optional<Task>> liveOccurrence(SqliteConnection &connection, const Task &task);
/// The one of that kind and unique key that has not ended, if there is one.
Result<std::optional<Task>> holderOf(SqliteConnection &connection, const std::string &kind,
                                     const QString &uniqueKey);

} // namespace frontdesk
