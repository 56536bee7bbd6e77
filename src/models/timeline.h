// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"
#include "models/timelinelane.h"

#include <QList>
#include <QObject>
#include <QString>

#include <set>
#include <vector>

namespace frontdesk {

class Clock;

/// What was under way in the last two minutes, by who did it: each server thread,
/// the writer of the database, tasks that work, tasks that sleep. Of tens of
/// thousands of requests a second it keeps those that touch each other as one bar.
class Timeline : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 keptNs = 120'000'000'000;

    /// @p clock outlives it.
    explicit Timeline(const Clock &clock, QObject *parent = nullptr);

    /// Oldest first.
    void addExchanges(const QList<Exchange> &exchanges);
    /// Tasks that are new or have changed.
    void addTasks(const QList<Task> &tasks);
    void clear();

    /// Server threads in their order, then the others; one that had no bar yet is
    /// missing.
    std::vector<const TimelineLane *> lanes() const;
    qint64 nowNs() const;
    /// Some bar reaches beyond that time.
    bool hasBarsAfter(qint64 ns) const;

signals:
    void changed();

private:
    TimelineLane &laneOfThread(int thread);
    TimelineLane &laneOf(const Task &task);
    void add(const Task &task, qint64 wallToSteadyMs);
    void forgetOld();

    const Clock &m_clock;
    std::vector<TimelineLane> m_threads;
    TimelineLane m_writer, m_tasks, m_sleeping;
    std::set<QString> m_kinds; ///< bars refer to them
};

} // namespace frontdesk
