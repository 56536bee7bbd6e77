// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "base/deferred.h"
#include "storage/taskstore.h"
#include "tasks/alarmclock.h"
#include "tasks/taskagenda.h"
#include "tasks/taskchanges.h"
#include "tasks/taskendings.h"
#include "tasks/taskhistory.h"
#include "tasks/taskkinds.h"
#include "tasks/taskprogressreports.h"
#include "tasks/taskrunner.h"
#include "tasks/taskwaiters.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <unordered_set>
#include <vector>

namespace frontdesk {

/// The task engine inside its thread: claims what is due, has it run and stores how
/// it ended. Made, used and destroyed in that thread, which has an event loop and an
/// Inbox.
///
/// There is at most one claim under way; what becomes due meanwhile goes together
/// into the next. Errors of the store are retried with back-off.
class TaskScheduler final : public QObject, private TaskHost
{
    Q_OBJECT

public:
    using Watch = std::function<void(const Task &task, bool onlyProgress)>;

    struct Parts
    {
        TaskStore &store;
        const Clock &clock;
        const TaskKinds &kinds;
        const TaskOptions &options;
        QByteArray worker; ///< this run's name, in every attempt
        TaskChanges::Deliver deliver;
        Watch watch; ///< of every change
    };

    /// What @p parts refers to outlives this.
    explicit TaskScheduler(Parts parts);
    /// Lets go whoever waits. Without stop(), what ran stays with its worker in
    /// the store, as after a crash.
    ~TaskScheduler() override;

    /// Takes over what earlier runs left; started() or failed() comes of it.
    Detached start();
    /// Claims nothing more, asks running tasks to end and waits for that, though
    /// not for ever; stores what has ended, puts the rest back; ended() comes of it.
    void stop();

    /// A task that was stored a moment ago; it runs already if it is ours.
    void accept(const TaskInsertion &insertion);
    /// As the calls of TaskStore; here, so that what is changed is heard of in the
    /// order in which it was stored. Answers the task alone.
    Detached cancel(qint64 id, Resolver<Task> answer);
    Detached restart(qint64 id, Resolver<Task> answer);
    /// Resolves @p waiter when the task ends (at once if it has), after @p atMost
    /// or at stop().
    Detached wait(qint64 id, std::chrono::milliseconds atMost, Resolver<void> waiter);
    void allowWaiting(bool allowed);

signals:
    void started();
    void failed(const frontdesk::Error &error);
    void ended();

private:
    /// Held by whatever the end has to wait for; the last copy calls putBack().
    using Busy = std::shared_ptr<void>;
    /// Null when nobody holds one any more.
    Busy hold() const { return m_held.lock(); }

    bool isAlone() const { return m_parts.options.heartbeat.count() == 0; }

    // TaskHost
    AlarmClock &alarms() override { return m_alarms; }
    void takeProgress(const TaskContext &context, TaskProgress progress) override;
    Async<Result<QList<Task>>> children(qint64 parent) override;
    Async<Result<QList<Task>>> release(std::vector<TaskRelease> children) override;
    Async<Result<QList<Task>>> cancelChildren(qint64 parent) override;

    using StoreCall = std::function<Async<Result<QList<Task>>>()>;
    Async<Result<QList<Task>>> persist(StoreCall call, bool changes);

    void note(const Task &changed, bool onlyProgress = false);
    void absorb(const QList<Task> &changed);
    void absorb(const Task &changed);
    void schedule(const Task &task);
    void claimSoon();
    Detached claim(Busy busy);
    void begin(const Task &claimed);
    void end(TaskOutcome outcome);
    Detached saveProgress(std::vector<TaskProgressReport> reports, Busy busy);
    Detached lookAfter(qint64 lost, Busy busy);
    void beatLater();
    Detached beat(Busy busy);
    Detached putBack();
    void forget(qint64 id);

    const Parts m_parts;
    AlarmClock m_alarms;
    TaskAgenda m_agenda;
    TaskWaiters m_waiters;
    TaskChanges m_changes;
    TaskProgressReports m_progress;
    TaskHistory m_history;
    TaskEndings m_endings;
    TaskRunner m_runner;

    std::unordered_set<qint64> m_cancelledEarly; ///< before accept() told of them
    bool m_claiming = false;
    bool m_stopping = false;
    bool m_waitingAllowed = true;
    bool m_puttingBack = false;
    bool m_abandoned = false;
    Busy m_busy; ///< until stop()
    std::weak_ptr<void> m_held;
};

} // namespace frontdesk
