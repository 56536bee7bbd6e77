// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/alarmclock.h"

#include "base/clock.h"

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

/// A smaller difference between the clocks is slewing and rounding.
constexpr qint64 stepMs = 100;

qint64 offsetMs(const Clock &clock, qint64 wallMs)
{
    return wallMs - clock.steadyNs() / 1'000'000;
}

} // namespace

AlarmClock::AlarmClock(const Clock &clock, std::chrono::milliseconds recheck)
    : m_clock(clock)
    , m_recheck(recheck)
    , m_offsetMs(offsetMs(clock, clock.wallMs()))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { ringDue(); });
}

AlarmClock::Handle AlarmClock::set(qint64 wallMs, std::function<void()> ring)
{
    now(); // takes notice of a step
    const auto alarm = m_alarms.emplace(wallMs + m_setBackMs, std::move(ring));
    if (alarm == m_alarms.begin())
        rearm();
    return alarm;
}

void AlarmClock::cancel(Handle alarm)
{
    m_alarms.erase(alarm); // the timer may fire in vain
}

void AlarmClock::ringAll()
{
    // One by one: what rings may cancel others.
    while (!m_alarms.empty())
        m_alarms.extract(m_alarms.begin()).mapped()();
    rearm();
}

/// The wall clock without the steps that set it back.
qint64 AlarmClock::now()
{
    const qint64 wallMs = m_clock.wallMs();
    const qint64 offset = offsetMs(m_clock, wallMs);
    const qint64 step = offset - std::exchange(m_offsetMs, offset);
    if (step < -stepMs)
        m_setBackMs -= step;
    else if (step > stepMs)
        m_setBackMs -= std::min(m_setBackMs, step);
    return wallMs + m_setBackMs;
}

void AlarmClock::ringDue()
{
    const qint64 until = now();
    while (!m_alarms.empty() && m_alarms.begin()->first <= until)
        m_alarms.extract(m_alarms.begin()).mapped()();
    rearm();
}

void AlarmClock::rearm()
{
    if (m_alarms.empty())
        return m_timer.stop();
    const std::chrono::milliseconds rest(m_alarms.begin()->first - now());
    m_timer.start(std::clamp(rest, std::chrono::milliseconds(0), m_recheck));
}

} // namespace frontdesk
