// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "base/deferred.h"
#include "storage/taskstore.h"
#include "tasks/alarmclock.h"
#include "tasks/taskchanges.h"
#include "tasks/taskkinds.h"
#include "tasks/taskwaiters.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <set>
#include <tuple>
#include <unordered_set>
#include <vector>

namespace frontdesk {

/// The task engine inside its thread: keeps what is due when, claims it, runs it
/// and stores how it ended. Made, used and destroyed in that thread, which has an
/// event loop and an Inbox.
///
/// There is at most one claim and one finish under way; what becomes due or ends
/// meanwhile goes together into the next. Errors of the store are retried with
/// back-off, so nothing that ended is lost.
class TaskScheduler final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        TaskStore &store;
        const Clock &clock;
        const TaskKinds &kinds;
        QByteArray worker; ///< this run's name, in every attempt
        std::chrono::milliseconds recheck; ///< see AlarmClock
        TaskChanges::Deliver deliver;
    };

    /// What @p parts refers to outlives this.
    explicit TaskScheduler(Parts parts);
    /// Lets go whoever waits. Without stop(), what ran stays with its worker in
    /// the store, as after a crash.
    ~TaskScheduler() override;

    /// Takes over what earlier runs left; started() or failed() comes of it.
    Detached start();
    /// Claims nothing more, stores what has ended, puts the rest back; ended()
    /// comes of it.
    void stop();

    /// A task that was stored a moment ago.
    void accept(const Task &task);
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

    void schedule(const Task &task);
    void claimSoon();
    Detached claim(Busy busy);
    Detached run(const Task &claimed);
    Async<Result<QByteArray>> begin(const Task &claimed, TaskContext &context) const;
    void end(const TaskContext &context, Result<QByteArray> result);
    void finishSoon();
    Detached finish(Busy busy);
    Detached putBack();
    void forget(qint64 id);

    const Parts m_parts;
    AlarmClock m_alarms;
    TaskWaiters m_waiters;
    TaskChanges m_changes;

    struct Ready
    {
        int precedence; ///< the negated priority
        qint64 dueAtMs;
        qint64 id;

        bool operator<(const Ready &other) const
        {
            return std::tie(precedence, dueAtMs, id)
                    < std::tie(other.precedence, other.dueAtMs, other.id);
        }
    };
    std::unordered_set<qint64> m_live; ///< every task that has not ended
    std::set<Ready> m_ready; ///< due and not claimed yet
    std::vector<TaskOutcome> m_outcomes; ///< ended and not stored yet
    bool m_claiming = false;
    bool m_finishing = false;
    bool m_stopping = false;
    bool m_waitingAllowed = true;
    bool m_abandoned = false;
    Busy m_busy;
};

} // namespace frontdesk
