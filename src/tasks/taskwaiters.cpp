// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskwaiters.h"

#include <utility>

namespace frontdesk {

void TaskWaiters::add(qint64 taskId, qint64 untilMs, Resolver<void> resolver)
{
    const auto waiter = m_waiters.emplace(taskId, Waiter { std::move(resolver), {} });
    waiter->second.deadline = m_alarms.set(untilMs, [this, waiter] {
        waiter->second.resolver.resolve({});
        m_waiters.erase(waiter);
    });
}

void TaskWaiters::letGo(qint64 taskId)
{
    const auto [first, last] = m_waiters.equal_range(taskId);
    for (auto waiter = first; waiter != last; ++waiter) {
        m_alarms.cancel(waiter->second.deadline);
        waiter->second.resolver.resolve({});
    }
    m_waiters.erase(first, last);
}

void TaskWaiters::letGoAll()
{
    while (!m_waiters.empty())
        letGo(m_waiters.begin()->first);
}

} // namespace frontdesk
