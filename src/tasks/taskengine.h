// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/task.h"
#include "storage/taskstore.h"
#include "tasks/taskkinds.h"
#include "tasks/taskoptions.h"

#include <QList>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace frontdesk {

class Clock;

/// Accepts, claims and runs background tasks (SPEC §5) in a thread of its own.
/// What answers an Async may be called from any thread that has an Inbox; the rest
/// belongs to the thread that made the engine.
class TaskEngine : public QObject
{
    Q_OBJECT

public:
    /// @p store and @p clock outlive the engine and every answer of it that is
    /// still awaited.
    TaskEngine(TaskStore &store, const Clock &clock, TaskKinds kinds = TaskKinds::builtIn(),
               TaskOptions options = {}, QObject *parent = nullptr);
    /// To be called before start() or after failed() or stopped(): otherwise
    /// running tasks stay behind as after a crash.
    ~TaskEngine() override;

    /// Before start(): @p watch is told of every change of a task, in the engine's
    /// thread, once it is stored; it must be quick. Where @p onlyProgress, its state is
    /// as it was.
    void setWatch(std::function<void(const Task &task, bool onlyProgress)> watch);

    /// Once: reclaims what an earlier run left and begins to work. Emits started()
    /// or failed().
    void start();
    /// Asks running tasks to end and waits for that (TaskOptions::stopTimeout),
    /// puts back those that have not completed, lets every waitFor() go, then emits
    /// stopped(). All orders answer Unavailable from now on.
    void stop();

    /// What it can run. Any thread.
    const TaskKinds &kinds() const;

    /// Checks, stores and queues a task; it is durable when this answers, and
    /// Queued (or Scheduled) in the answer, though it may run by then. Errors:
    /// Invalid (an unknown kind names the known ones), Unavailable before started()
    /// and after stop(), and the store's.
    Async<Result<TaskInsertion>> submit(TaskDraft draft);

    /// The same of a draft as `POST /tasks` has it (see readTaskDraft()).
    Async<Result<TaskInsertion>> submit(const QJsonObject &body);

    /// As the calls of TaskStore, which name the errors; and Unavailable.
    Async<Result<Task>> cancel(qint64 id);
    Async<Result<Task>> restart(qint64 id);

    /// The task when it has ended, or as it stands after @p atMost or at stop(),
    /// with its attempts. NotFound, and the store's errors.
    Async<Result<Task>> waitFor(qint64 id, std::chrono::milliseconds atMost);
    /// While not allowed, waitFor() answers with the task as it stands and whoever
    /// waits is let go: a server that stops has answers to send. Allowed at first.
    void allowWaiting(bool allowed);

signals:
    // All in the thread that made the engine.
    void started();
    /// It could not start; it may only be destroyed.
    void failed(const frontdesk::Error &error);
    void stopped();
    /// Tasks that are new or have changed, each once and as it now stands, oldest
    /// change first; at most 20 batches a second and 20,000 tasks each. A receiver
    /// that takes so long that more gather meanwhile misses the oldest of them.
    void tasksChanged(const QList<frontdesk::Task> &tasks);

private:
    Async<Result<TaskInsertion>> insert(Result<TaskDraft> checked);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace frontdesk
