// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskchanges.h"

#include <chrono>
#include <utility>

namespace frontdesk {

namespace {
constexpr std::chrono::milliseconds interval(50);
}

TaskChanges::TaskChanges(Deliver deliver)
    : m_deliver(std::move(deliver))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one may be early
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        if (m_underWay->load())
            m_timer.start(interval);
        else
            flush();
    });
}

void TaskChanges::add(const Task &task)
{
    if (const auto place = m_places.constFind(task.id); place != m_places.cend()) {
        **place = task;
        return;
    }
    if (m_changed.size() == maxBatch) {
        m_places.remove(m_changed.front().id);
        m_changed.pop_front();
    }
    m_places.insert(task.id, m_changed.insert(m_changed.end(), task));
    if (!m_timer.isActive())
        m_timer.start(interval);
}

void TaskChanges::flush()
{
    m_timer.stop();
    if (m_changed.empty())
        return;
    QList<Task> batch;
    batch.reserve(qsizetype(m_changed.size()));
    std::move(m_changed.begin(), m_changed.end(), std::back_inserter(batch));
    m_changed.clear();
    m_places.clear();
    m_underWay->store(true);
    m_deliver(std::move(batch), [underWay = m_underWay] { underWay->store(false); });
}

} // namespace frontdesk
