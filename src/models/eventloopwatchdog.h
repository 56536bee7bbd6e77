// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QObject>

#include <chrono>

namespace frontdesk {

/// How long the event loop of its thread was kept from turning: ticks every 5 ms
/// and keeps the longest delay of a tick. Costs 200 wake-ups a second, so it runs
/// only where somebody measures.
class EventLoopWatchdog : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds tick { 5 };

    explicit EventLoopWatchdog(QObject *parent = nullptr);

    /// Begins to measure, from nothing.
    void start();
    void stop();

    /// The longest stall since start(), one that is under way included.
    std::chrono::nanoseconds longestStall() const;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    qint64 delayNs() const;

    QBasicTimer m_timer;
    qint64 m_lastTickNs = 0;
    qint64 m_longestNs = 0;
};

} // namespace frontdesk
