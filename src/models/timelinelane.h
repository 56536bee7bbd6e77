// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QString>

#include <deque>
#include <limits>
#include <unordered_map>
#include <vector>

namespace frontdesk {

/// A stretch of time in which a request or a task was under way, in nanoseconds
/// of the steady clock; the stations in between are 0 where it did not pass them.
/// There are tens of thousands of them: every byte counts.
struct TimelineBar
{
    static constexpr qint64 open = std::numeric_limits<qint64>::max();

    qint64 beginNs = 0; ///< received, or created
    qint64 startedNs = 0; ///< its handler or its work began
    qint64 databaseBeganNs = 0, databaseDoneNs = 0;
    qint64 answeredNs = 0;
    qint64 endNs = 0; ///< open: it goes on
    qint64 id = 0; ///< Exchange::id, or the task's
    const QString *taskKind = nullptr; ///< Timeline's; null: a request, which the log knows
    qint32 count = 1; ///< so many requests in one bar
    quint16 thread = 0; ///< server thread; 0: a task
    quint16 status = 0; ///< of HTTP; of many the highest
    quint8 row = 0; ///< within its lane: those that overlap lie below each other
    TaskState state = TaskState::Running; ///< of a task

    bool isTask() const { return taskKind != nullptr; }
};

/// The bars of one kind of worker, bounded in number.
class TimelineLane
{
public:
    TimelineLane(QString name, int maxRows);

    const QString &name() const { return m_name; }
    /// That were in use since it was last empty.
    int rowCount() const { return int(m_rowEnds.size()); }
    /// Oldest first by the time of add(), which is nearly by their ends.
    const std::deque<TimelineBar> &bars() const { return m_bars; }

    /// Gives it a row. @p dense: one that follows close behind another becomes a part
    /// of it.
    void add(TimelineBar bar, bool dense = false);
    /// The bar of a task that was added and is still open; null: there is none.
    TimelineBar *findOpen(qint64 id);
    /// It has ended: its row is free from then on.
    void close(TimelineBar &bar, qint64 endNs);
    /// Forgets what ended before.
    void forgetBefore(qint64 ns);
    void clear();

private:
    qint64 closeBehindNs() const;
    int freeRow(const TimelineBar &bar);
    void popFront();

    QString m_name;
    int m_maxRows;
    std::deque<TimelineBar> m_bars;
    quint64 m_first = 0; ///< the number of the first bar; they are numbered through
    std::unordered_map<qint64, quint64> m_open; ///< tasks' bars that go on: id to number
    std::vector<qint64> m_rowEnds; ///< when the last bar of each row ends
};

} // namespace frontdesk
