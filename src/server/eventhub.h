// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/event.h"
#include "storage/userchange.h"

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace frontdesk {

class Clock;
class EventDesk;

/// What has happened of late, for listeners to read each at its own pace: a bounded
/// journal. Nothing waits for a listener; one that falls behind the journal is told
/// so. Any thread.
///
/// Until the first listener comes, nothing is kept: a change costs a look at a flag.
class EventHub
{
public:
    struct Limits
    {
        size_t events = 20'000;
        qint64 bytes = 16 << 20;
    };

    /// Ids count up from the microseconds of @p clock, so that those of an earlier
    /// run are below.
    explicit EventHub(const Clock &clock)
        : EventHub(clock, Limits())
    { }
    EventHub(const Clock &clock, Limits limits);
    ~EventHub();
    EventHub(const EventHub &) = delete;
    EventHub &operator=(const EventHub &) = delete;

    void publish(const UserChange &change);
    /// @p onlyProgress: its state is as it was.
    void publish(const Task &task, bool onlyProgress);

    /// While closed, streams end: a server that stops has answers to finish. Open at
    /// first.
    void setOpen(bool open);
    bool isOpen() const { return m_open.load(std::memory_order_acquire); }

    /// The desk of the calling thread, which has an Inbox, for as long as somebody
    /// holds it there.
    std::shared_ptr<EventDesk> desk();

    quint64 newest() const;
    /// How many journals could have been filled until now: who has not looked for
    /// nearly one loses events.
    double filled() const;

    struct Reading
    {
        QByteArray text; ///< of the events; empty: none
        quint64 place = 0; ///< the last that has been looked at
        bool lost = false; ///< what follows the given place is not there, any more or at all
    };
    /// What of @p types has happened since @p place, some 64 KiB at most.
    Reading read(quint64 place, EventTypes types) const;

private:
    friend class EventDesk;
    void leave(const EventDesk &desk);
    void add(EventType type, Event::Subject subject);
    void signalDesks();

    const Limits m_limits;
    std::atomic<bool> m_open { true };
    std::atomic<bool> m_keeping { false }; ///< there has been a listener

    mutable std::mutex m_mutex; // guards what follows
    std::deque<std::shared_ptr<const Event>> m_journal; ///< with ids in sequence
    quint64 m_newest;
    qint64 m_bytes = 0;
    double m_filled = 0;
    std::vector<EventDesk *> m_desks;
};

} // namespace frontdesk
