// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/inbox.h"
#include "server/eventhub.h"

#include <QTimer>

#include <atomic>
#include <chrono>
#include <coroutine>
#include <list>
#include <map>
#include <memory>
#include <utility>

namespace frontdesk {

/// The listeners of one server thread. What happens wakes them a slice at a time,
/// and again only after a pause that grows with the time that took: between slices
/// and in the pause the thread's other clients have their turn, and many events are
/// one piece. The pause ends at once where the journal would soon be full, and when
/// the server stops. Listeners that stand at the same place share its text. Belongs
/// to its thread, but for signal().
class EventDesk final : public std::enable_shared_from_this<EventDesk>
{
public:
    /// See EventHub::desk().
    EventDesk(EventHub &hub, std::shared_ptr<Inbox> inbox);
    ~EventDesk();
    EventDesk(const EventDesk &) = delete;
    EventDesk &operator=(const EventDesk &) = delete;

    bool isOf(const Inbox &inbox) const { return m_inbox.get() == &inbox; }
    bool isOpen() const { return m_hub.isOpen(); }
    /// Something has happened; @p filled as the hub says. Any thread, under its lock.
    void signal(double filled);

    /// EventHub::read(), once for all that ask the same.
    EventHub::Reading read(quint64 place, EventTypes types);

    /// Grows each 15 s: a listener that has been sent nothing since is sent a comment.
    unsigned beats() const { return m_beats; }

    /// One that waits.
    class Waiter
    {
    public:
        ~Waiter() { Q_ASSERT(!m_waits); }

        /// `co_await waiter.news(desk)`: until there may be some, or cancel().
        auto news(EventDesk &desk)
        {
            struct Awaiter
            {
                Waiter &waiter;
                EventDesk &desk;
                bool await_ready() const { return false; }
                void await_suspend(std::coroutine_handle<> handle)
                {
                    waiter.m_handle = handle;
                    waiter.m_waits = true;
                    waiter.m_at = desk.m_waiting.insert(desk.m_waiting.end(), &waiter);
                }
                void await_resume() const { }
            };
            return Awaiter { *this, desk };
        }
        /// Ends the wait, if there is one; may be the end of this.
        void wake(EventDesk &desk)
        {
            if (!std::exchange(m_waits, false))
                return;
            desk.m_waiting.erase(m_at);
            m_handle.resume();
        }

    private:
        std::coroutine_handle<> m_handle;
        std::list<Waiter *>::iterator m_at;
        bool m_waits = false;
    };

private:
    void postWakeUp();
    void wakeUp();
    void beginRound();
    void serve();

    EventHub &m_hub;
    const std::shared_ptr<Inbox> m_inbox;
    std::atomic<bool> m_signalled { false };
    std::atomic<bool> m_urgent { false };
    std::atomic<double> m_filled { 0 }; ///< of the hub, when the last round began
    std::list<Waiter *> m_waiting;
    size_t m_toServe = 0; ///< in this round
    std::chrono::nanoseconds m_work {}; ///< that this round was
    std::map<std::pair<quint64, EventTypes>, EventHub::Reading> m_readings; ///< of this round
    QTimer m_pause; ///< until the next round
    QTimer m_heart;
    unsigned m_beats = 0;
    bool m_busy = false; ///< in a round or the pause behind it
};

} // namespace frontdesk
