// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "storage/taskstore.h"
#include "tasks/taskoptions.h"

#include <QTimer>

#include <functional>
#include <memory>

namespace frontdesk {

/// Forgets what ended long ago or is too much, a slice at a time, so that no
/// request waits long for the writer. Belongs to the engine's thread.
class TaskHistory final
{
public:
    /// Held while the store is at work for this.
    using Busy = std::function<std::shared_ptr<void>()>;

    /// @p store and @p clock outlive this and what it holds busy.
    TaskHistory(TaskStore &store, const Clock &clock, const TaskOptions &options, Busy busy);

    void start();
    void stop();
    /// One more has ended.
    void noteEnded();

private:
    Detached prune(std::shared_ptr<void> busy);
    void pruneSoon(std::chrono::milliseconds after);

    TaskStore &m_store;
    const Clock &m_clock;
    const TaskOptions m_options;
    const Busy m_busy;
    QTimer m_timer;
    qint64 m_endedSince = 0; ///< what the last count doesn't know of
    bool m_pruning = false;
    bool m_stopped = true;
};

} // namespace frontdesk
