// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskagenda.h"

#include <utility>

namespace frontdesk {

TaskAgenda::TaskAgenda(AlarmClock &alarms, const TaskKinds &kinds, const TaskOptions &options,
                       std::function<void()> becameDue)
    : m_alarms(alarms)
    , m_queue(kinds, options)
    , m_becameDue(std::move(becameDue))
{ }

bool TaskAgenda::add(const Task &task)
{
    const auto [found, isNew] = m_tasks.try_emplace(task.id);
    Entry &entry = found->second;
    if (isNew)
        entry.lane = &m_queue.lane(task.kind);
    else if (entry.phase != Entry::Phase::Taken)
        return false;
    else
        m_queue.done(*entry.lane); // an attempt is over, another follows
    entry.place = { -task.priority, task.dueAtMs, task.id };
    if (task.state == TaskState::Running) {
        entry.phase = Entry::Phase::Taken;
        return true;
    }
    if (task.state == TaskState::Queued) {
        becomeDue(entry);
        return false;
    }
    entry.phase = Entry::Phase::Waiting;
    entry.alarm = m_alarms.set(task.dueAtMs, [this, id = task.id] { becomeDue(m_tasks.at(id)); });
    return false;
}

void TaskAgenda::remove(qint64 id)
{
    const auto found = m_tasks.find(id);
    if (found == m_tasks.end())
        return;
    const Entry &entry = found->second;
    switch (entry.phase) {
    case Entry::Phase::Waiting:
        m_alarms.cancel(entry.alarm);
        break;
    case Entry::Phase::Due:
        m_queue.remove(*entry.lane, entry.place);
        break;
    case Entry::Phase::Taken:
        m_queue.done(*entry.lane);
        break;
    }
    m_tasks.erase(found);
}

std::vector<qint64> TaskAgenda::take(qsizetype atMost)
{
    std::vector<qint64> ids = m_queue.take(atMost);
    for (const qint64 id : ids)
        m_tasks.at(id).phase = Entry::Phase::Taken;
    return ids;
}

void TaskAgenda::giveBack(qint64 id)
{
    const auto found = m_tasks.find(id);
    if (found == m_tasks.end())
        return;
    m_queue.done(*found->second.lane);
    becomeDue(found->second);
}

void TaskAgenda::becomeDue(Entry &entry)
{
    entry.phase = Entry::Phase::Due;
    m_queue.add(*entry.lane, entry.place);
    m_becameDue();
}

} // namespace frontdesk
