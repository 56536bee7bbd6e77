// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <chrono>
#include <coroutine>
#include <functional>
#include <map>

namespace frontdesk {

class Clock;

/// Calls back at wall clock times, earliest first; those of the same millisecond
/// in the order they were set. Each alarm costs a map node and no thread.
/// Thread-confined.
///
/// Somebody may set the wall clock. What waits keeps its remaining time when it
/// is set back and when such a step is undone; any other step forward brings due
/// what it passes (that is also how time spent in suspend looks). So no alarm
/// rings twice, and none waits much longer than it was asked to.
class AlarmClock final
{
    using Alarms = std::multimap<qint64, std::function<void()>>;

public:
    using Handle = Alarms::iterator;

    /// Steps of @p clock, which must outlive this, are noticed within @p recheck.
    AlarmClock(const Clock &clock, std::chrono::milliseconds recheck);
    AlarmClock(const AlarmClock &) = delete;
    AlarmClock &operator=(const AlarmClock &) = delete;

    /// Rings once, never from inside this call; the handle is good until then.
    Handle set(qint64 wallMs, std::function<void()> ring);
    void cancel(Handle alarm);

    /// At that time an alarm set now would ring at once.
    bool hasPassed(qint64 wallMs)
    {
        const qint64 reading = now(); // first: it may notice a step
        return wallMs + m_setBackMs <= reading;
    }

    /// `co_await alarms.at(wallMs)`: goes straight on if that time has passed.
    auto at(qint64 wallMs);

    /// Rings everything that is set, due or not.
    void ringAll();

private:
    qint64 now();
    void ringDue();
    void rearm();

    const Clock &m_clock;
    const std::chrono::milliseconds m_recheck;
    qint64 m_offsetMs; ///< wall clock minus steady clock, when last looked at
    qint64 m_setBackMs = 0; ///< how far the wall clock has been set back so far
    Alarms m_alarms; ///< by wall clock time plus what had been set back then
    QTimer m_timer;
};

inline auto AlarmClock::at(qint64 wallMs)
{
    struct Awaiter
    {
        AlarmClock &alarms;
        qint64 wallMs;

        bool await_ready() { return alarms.hasPassed(wallMs); }
        void await_suspend(std::coroutine_handle<> waiter) { alarms.set(wallMs, waiter); }
        void await_resume() { }
    };
    return Awaiter { *this, wallMs };
}

} // namespace frontdesk
