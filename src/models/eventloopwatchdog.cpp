// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventloopwatchdog.h"

#include "base/clock.h"

#include <QTimerEvent>

#include <algorithm>

namespace frontdesk {

EventLoopWatchdog::EventLoopWatchdog(QObject *parent)
    : QObject(parent)
{ }

void EventLoopWatchdog::start()
{
    m_longestNs = 0;
    m_lastTickNs = steadyNs();
    m_timer.start(int(tick.count()), Qt::PreciseTimer, this);
}

void EventLoopWatchdog::stop()
{
    m_longestNs = std::max(m_longestNs, delayNs());
    m_timer.stop();
}

std::chrono::nanoseconds EventLoopWatchdog::longestStall() const
{
    return std::chrono::nanoseconds(m_timer.isActive() ? std::max(m_longestNs, delayNs())
                                                       : m_longestNs);
}

void EventLoopWatchdog::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    m_longestNs = std::max(m_longestNs, delayNs());
    m_lastTickNs = steadyNs();
}

/// By how much the next tick is late; never negative.
qint64 EventLoopWatchdog::delayNs() const
{
    const qint64 due = m_lastTickNs + std::chrono::nanoseconds(tick).count();
    return std::max<qint64>(0, steadyNs() - due);
}

} // namespace frontdesk
