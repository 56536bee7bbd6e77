// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskendings.h"

#include "base/inbox.h"
#include "tasks/alarmclock.h"
#include "tasks/storecalls.h"

#include <QLoggingCategory>

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace frontdesk {

namespace {

Q_LOGGING_CATEGORY(logTasks, "frontdesk.tasks")

} // namespace

TaskEndings::TaskEndings(Parts parts)
    : m_parts(std::move(parts))
{ }

void TaskEndings::add(TaskOutcome outcome)
{
    m_outcomes.push_back(std::move(outcome));
    if (std::exchange(m_storing, true))
        return;
    // After this turn of the event loop: whatever else has ended comes along.
    Inbox::current()->post([this, busy = m_parts.busy()]() mutable { store(std::move(busy)); });
}

Detached TaskEndings::store(Busy)
{
    BackOff backOff;
    while (!m_outcomes.empty()) {
        const auto end = m_outcomes.begin() + std::min(largestCall, qsizetype(m_outcomes.size()));
        const std::vector<TaskOutcome> batch(std::make_move_iterator(m_outcomes.begin()),
                                             std::make_move_iterator(end));
        m_outcomes.erase(m_outcomes.begin(), end);

        const auto stored = co_await m_parts.store.finish(batch, m_parts.worker);
        if (!stored) {
            qCWarning(logTasks) << "storing tasks' ends failed, trying again:"
                                << stored.error().detail;
            m_outcomes.insert(m_outcomes.begin(), batch.begin(), batch.end());
            if (m_stopping)
                break;
            co_await m_parts.alarms.at(m_parts.clock.wallMs() + backOff.nextMs());
            continue;
        }
        backOff.reset();
        keep(batch, *stored);
    }
    m_storing = false;
}

void TaskEndings::keep(const std::vector<TaskOutcome> &batch, const QList<Task> &stored)
{
    std::unordered_set<qint64> refused;
    for (const TaskOutcome &outcome : batch)
        refused.insert(outcome.id);
    for (const Task &task : stored)
        refused.erase(task.id);
    for (const qint64 id : refused)
        m_parts.refused(id);
    m_parts.stored(stored);
}

} // namespace frontdesk
