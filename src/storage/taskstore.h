// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/task.h"

#include <QList>

#include <chrono>
#include <optional>
#include <vector>

namespace frontdesk {

/// How one attempt at a task ended. The write is fenced: it counts only while
/// the task still runs as that attempt of that worker.
struct TaskOutcome
{
    qint64 id = 0;
    int attempt = 0;
    TaskEvent event = TaskEvent::Complete; ///< Complete, Fail, Retry or Stop
    QByteArray result; ///< JSON; empty: none
    QString error;
    qint64 endedAtMs = 0;
    qint64 retryAtMs = 0; ///< for Retry: when the next attempt is due
    std::optional<TaskProgress> progress; ///< none: as it is stored
};

/// What became of a draft.
struct TaskInsertion
{
    Task task;
    bool existing = false; ///< its unique key is taken: this is who has it
    QList<Task> descendants; ///< each after its parent
};

/// How far an attempt has come; fenced as an outcome is.
struct TaskProgressReport
{
    qint64 id = 0;
    int attempt = 0;
    TaskProgress progress;
};

/// A child that its parent lets go.
struct TaskRelease
{
    qint64 id = 0;
    QByteArray input; ///< see Task::input
};

/// What of the tasks that have ended may be forgotten.
struct TaskSurplus
{
    qint64 endedBeforeMs = 0; ///< all of these
    qint64 count = 0; ///< and so many, the oldest
    int atMost = 500; ///< in one call
};

/// What a worker learns when it says that it lives.
struct TaskBeat
{
    QList<Task> changed; ///< ended, or are to be stopped, because their worker is no more
    QList<Task>
            waiting; ///< if one is no more: all that may be claimed, since it knew of some alone
};

struct TaskQuery
{
    std::optional<TaskState> state;
    std::string kind; ///< empty: any
    qint64 before = 0; ///< only ids below; 0: from the newest on
    int limit = 100; ///< 1 and up
    std::optional<qint64> parent = {}; ///< none: with and without one
};

/// How many tasks there are, and what has ended of late.
struct TaskStats
{
    struct Count
    {
        std::string kind;
        TaskState state = TaskState::Queued;
        qint64 tasks = 0;
        qint64 rescued = 0; ///< rescues of these
        qint64 endedLately = 0; ///< of these, within the last minute
    };
    /// Of the attempts that ended within the last minute.
    struct Duration
    {
        qint64 totalMs = 0;
        qint64 mostMs = 0;
    };
    QList<Count> counts; ///< by kind and state; what there is none of is left out
    qint64 attemptsLately = 0; ///< last ones of tasks that ended within the last minute
    Duration waited; ///< of these: from when they were due until they began
    Duration ran; ///< of these
    std::optional<qint64>
            oldestDueMs; ///< how long the first in the queue has waited; none: it is empty
};

/// Background tasks and their attempts. Calls and errors as in UserStore; a
/// write is durable when it is answered. Where a list of tasks is answered, it is
/// what the call changed, each as it now is, without its attempts.
///
/// What follows from the end of a task is part of the same write: the next
/// repetition of one that repeats is there, and children that have not ended are
/// cancelled; those of one that is to be retried are held again unless they completed.
/// Where it has a `notify_url` a task that tells of it is there (see notificationOf()).
/// Of one that has completed and has no parent the secrets are gone, and those of its
/// descendants; failed and cancelled ones keep theirs, for they may be run again.
class TaskStore
{
public:
    virtual ~TaskStore() = default;

    /// Stores a task as Queued, or Scheduled where its delay is not 0; with a
    /// @p worker, which then runs it, as Running instead. Its children are held.
    virtual Async<Result<TaskInsertion>> insert(TaskDraft draft, QByteArray worker = {}) = 0;

    /// Begins the next attempt of each of @p ids that is Queued, Scheduled or
    /// Retrying and not held, for @p worker: state Running, the attempt stored.
    /// Answers those that were claimed, in the order of @p ids; the others belong
    /// to somebody else.
    virtual Async<Result<QList<Task>>> claim(std::vector<qint64> ids, QByteArray worker) = 0;

    /// Stores outcomes; the tasks that took theirs are answered, and what follows.
    /// One whose fence failed is left out.
    virtual Async<Result<QList<Task>>> finish(std::vector<TaskOutcome> outcomes, QByteArray worker)
            = 0;

    virtual Async<Result<QList<Task>>> saveProgress(std::vector<TaskProgressReport> reports,
                                                    QByteArray worker)
            = 0;

    /// Every task that is not final, in id order, for the start of @p worker. Those
    /// that ran under a worker that is dead were put back to Queued before, with their
    /// attempt not counted and `rescued` one higher; at its third rescue a task Failed
    /// instead, and one that was to be cancelled is. Dead is who has not called beat()
    /// for @p deadAfter, by the store's clock; without it everybody else is, since the
    /// store has one user at a time.
    virtual Async<Result<QList<Task>>>
    reclaim(QByteArray worker, std::optional<std::chrono::milliseconds> deadAfter = {}) = 0;

    /// Says that @p worker lives, and puts back as reclaim() does what ran under workers
    /// that are dead or have left. For stores that several workers share.
    virtual Async<Result<TaskBeat>> beat(QByteArray worker, std::chrono::milliseconds deadAfter)
            = 0;

    /// @p worker leaves: puts what it runs back to Queued, attempts not counted. What
    /// was to be cancelled is. Answers how many.
    virtual Async<Result<int>> putBack(QByteArray worker) = 0;

    /// Cancels a task and all its descendants: Cancelled at once where nobody works
    /// on it, else Cancelling. If it has ended, the one of its series that has not
    /// is meant. The task that is meant comes first, with its attempts. Errors: NotFound
    /// "task_not_found", Conflict "task_ended".
    virtual Async<Result<QList<Task>>> cancel(qint64 id) = 0;
    /// The same for all children of @p parent, whatever becomes of itself.
    virtual Async<Result<QList<Task>>> cancelChildren(qint64 parent) = 0;

    /// A Failed or Cancelled task is Queued again, for one attempt more where it
    /// has none left; its descendants that have not completed are held again. The
    /// task comes first, with its attempts. Errors: NotFound "task_not_found", Conflict
    /// "task_not_ended", "task_completed", "task_has_parent" (restart that) or
    /// "unique_key_taken".
    virtual Async<Result<QList<Task>>> restart(qint64 id) = 0;

    /// Lets held children go: Queued, or Scheduled where they have a delay.
    virtual Async<Result<QList<Task>>> release(std::vector<TaskRelease> children) = 0;
    /// In their order.
    virtual Async<Result<QList<Task>>> children(qint64 parent) = 0;

    /// Forgets tasks that have ended, with their descendants unless one of those
    /// goes on. Answers how many, descendants not counted.
    virtual Async<Result<int>> prune(TaskSurplus surplus) = 0;
    /// Tasks that prune() could forget, descendants not counted.
    virtual Async<Result<qint64>> countEnded() = 0;

    /// NotFound "task_not_found". With its attempts.
    virtual Async<Result<Task>> find(qint64 id) = 0;

    /// The same for whoever may not wait for a disk, as the window: find() may read where
    /// it is called.
    virtual Async<Result<Task>> read(qint64 id) = 0;

    /// Newest first, without attempts.
    virtual Async<Result<QList<Task>>> list(TaskQuery query) = 0;

    virtual Async<Result<TaskStats>> stats() = 0;
};

} // namespace frontdesk
