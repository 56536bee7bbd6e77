// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "storage/taskstore.h"

#include <functional>
#include <memory>
#include <vector>

namespace frontdesk {

class AlarmClock;

/// Stores how attempts ended. There is at most one call of the store under way, and what
/// ends meanwhile goes together into the next. A call that failed is made again with
/// back-off, so nothing that ended is lost. Belongs to the engine's thread.
class TaskEndings final
{
public:
    using Busy = std::shared_ptr<void>;

    /// What they refer to outlives this and what it holds busy.
    struct Parts
    {
        TaskStore &store;
        const Clock &clock;
        AlarmClock &alarms;
        QByteArray worker;
        std::function<Busy()> busy; ///< held while there is something to store
        std::function<void(qint64 id)> refused; ///< the attempt was no longer this worker's
        std::function<void(const QList<Task> &)> stored; ///< as they are now, after refused()
    };

    explicit TaskEndings(Parts parts);
    TaskEndings(const TaskEndings &) = delete;
    TaskEndings &operator=(const TaskEndings &) = delete;

    void add(TaskOutcome outcome);
    /// The next call is the last, even if it fails: those tasks get another attempt.
    void stop() { m_stopping = true; }

private:
    Detached store(Busy busy);
    void keep(const std::vector<TaskOutcome> &batch, const QList<Task> &stored);

    const Parts m_parts;
    std::vector<TaskOutcome> m_outcomes; ///< not stored yet
    bool m_storing = false;
    bool m_stopping = false;
};

} // namespace frontdesk
