// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/inbox.h"

#include <memory>
#include <mutex>
#include <utility>

namespace frontdesk {

class TaskScheduler;

/// How any thread reaches the scheduler in its own. What passed before stop()
/// is run before it; afterwards nothing passes, so nothing is left unanswered.
class SchedulerDoor
{
public:
    /// The scheduler's thread, as its first act. False: stop() came before.
    bool attach(TaskScheduler &scheduler)
    {
        const std::lock_guard lock(m_mutex);
        m_scheduler = &scheduler;
        m_inbox = Inbox::current();
        return !m_stopped;
    }

    /// Lets work in.
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
    }

    bool isOpen() const
    {
        const std::lock_guard lock(m_mutex);
        return m_open && !m_stopped;
    }

    /// Has @p function called with the scheduler in its thread. False, with
    /// @p function untouched: it takes no work.
    template <typename Function>
    bool pass(Function &&function)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_open || m_stopped)
            return false;
        post(std::forward<Function>(function));
        return true;
    }

    /// Closes for good; @p function, the last to pass, is called if a scheduler
    /// is there.
    template <typename Function>
    void stop(Function &&function)
    {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_stopped, true) && m_scheduler)
            post(std::forward<Function>(function));
    }

    /// The scheduler's thread, as its last act.
    void detach()
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        m_scheduler = nullptr;
        m_inbox.reset();
    }

private:
    template <typename Function>
    void post(Function &&function)
    {
        m_inbox->post([scheduler = m_scheduler, call = std::forward<Function>(function)]() mutable {
            call(*scheduler);
        });
    }

    mutable std::mutex m_mutex;
    std::shared_ptr<Inbox> m_inbox;
    TaskScheduler *m_scheduler = nullptr;
    bool m_open = false;
    bool m_stopped = false;
};

} // namespace frontdesk
