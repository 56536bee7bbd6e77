// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/deferred.h"
#include "tasks/alarmclock.h"

#include <map>

namespace frontdesk {

/// Who waits for the end of which task, and until when. Belongs to the engine's
/// thread; the waiters may be in any.
class TaskWaiters
{
public:
    /// @p alarms outlives this.
    explicit TaskWaiters(AlarmClock &alarms)
        : m_alarms(alarms)
    { }

    /// Resolves @p waiter at @p untilMs (wall clock) unless letGo() comes first.
    void add(qint64 taskId, qint64 untilMs, Resolver<void> waiter);
    /// Resolves all that wait for that task.
    void letGo(qint64 taskId);
    void letGoAll();

private:
    struct Waiter
    {
        Resolver<void> resolver;
        AlarmClock::Handle deadline;
    };

    AlarmClock &m_alarms;
    std::multimap<qint64, Waiter> m_waiters; ///< by task id
};

} // namespace frontdesk
