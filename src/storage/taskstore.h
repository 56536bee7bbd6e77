// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/task.h"

#include <QList>

#include <optional>
#include <vector>

namespace frontdesk {

/// How one attempt at a task ended. The write is fenced: it counts only while
/// the task still runs as that attempt of that worker.
struct TaskOutcome
{
    qint64 id = 0;
    int attempt = 0;
    TaskState state = TaskState::Completed; ///< Completed, Failed or Cancelled
    QByteArray result; ///< JSON; empty: none
    QString error;
    qint64 endedAtMs = 0;
};

struct TaskQuery
{
    std::optional<TaskState> state;
    std::string kind; ///< empty: any
    qint64 before = 0; ///< only ids below; 0: from the newest on
    int limit = 100; ///< 1 and up
};

/// Background tasks and their attempts. Calls and errors as in UserStore; a
/// write is durable when it is answered.
class TaskStore
{
public:
    virtual ~TaskStore() = default;

    /// Stores a task as Queued, or Scheduled where its delay is not 0.
    virtual Async<Result<Task>> insert(TaskDraft draft) = 0;

    /// Begins the next attempt of each of @p ids that is Queued, Scheduled or
    /// Retrying, for @p worker: state Running, the attempt stored. Answers those
    /// that were claimed, as they now are but without their attempts, in the order
    /// of @p ids; the others belong to somebody else.
    virtual Async<Result<QList<Task>>> claim(std::vector<qint64> ids, QByteArray worker) = 0;

    /// Stores outcomes; answers the tasks that took theirs, as they now are but
    /// without their attempts. One whose fence failed is left out.
    virtual Async<Result<QList<Task>>> finish(std::vector<TaskOutcome> outcomes, QByteArray worker)
            = 0;

    /// Every task that is not final, in id order, for the start of a program. Those
    /// that ran under another worker (it is dead: the data folder has one instance)
    /// were put back to Queued before, with their attempt not counted and `rescued`
    /// one higher; at its third rescue a task Failed instead.
    virtual Async<Result<QList<Task>>> reclaim(QByteArray worker) = 0;

    /// Puts what @p worker runs back to Queued, attempts not counted: a graceful
    /// stop.
    virtual Async<Result<int>> putBack(QByteArray worker) = 0;

    /// NotFound "task_not_found". With its attempts.
    virtual Async<Result<Task>> find(qint64 id) = 0;

    /// Newest first, without attempts.
    virtual Async<Result<QList<Task>>> list(TaskQuery query) = 0;
};

} // namespace frontdesk
