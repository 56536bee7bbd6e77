// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "tasks/alarmclock.h"
#include "tasks/taskqueue.h"

#include <functional>
#include <unordered_map>
#include <vector>

namespace frontdesk {

/// Every task that has not ended and is not held, as far as the engine has to do
/// with it: it waits for its time, is due and in the queue, or is taken. In the engine's
/// thread.
class TaskAgenda final
{
public:
    /// @p becameDue: take() may find one more. What is referred to outlives it.
    TaskAgenda(AlarmClock &alarms, const TaskKinds &kinds, const TaskOptions &options,
               std::function<void()> becameDue);

    bool contains(qint64 id) const { return m_tasks.contains(id); }

    /// As it is stored now. One that was taken has its attempt behind it; any other that
    /// is known stays as it is. True: it is stored as running, so it is taken without
    /// a turn, to begin.
    bool add(const Task &task);
    /// It has ended, or somebody else has it.
    void remove(qint64 id);

    /// Takes who goes next.
    std::vector<qint64> take(qsizetype atMost);
    /// take() would find one.
    bool hasNext() { return m_queue.hasNext(); }
    /// It was taken for nothing, and is due again; unless it has been removed.
    void giveBack(qint64 id);

private:
    struct Entry
    {
        enum class Phase : quint8 { Waiting, Due, Taken };

        TaskQueue::Lane *lane = nullptr;
        TaskQueue::Place place;
        AlarmClock::Handle alarm; ///< while Waiting
        Phase phase = Phase::Waiting;
    };

    void becomeDue(Entry &entry);

    AlarmClock &m_alarms;
    TaskQueue m_queue;
    const std::function<void()> m_becameDue;
    std::unordered_map<qint64, Entry> m_tasks;
};

} // namespace frontdesk
