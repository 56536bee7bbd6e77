// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskhistory.h"

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr int slice = 200; // some milliseconds of the writer's time
constexpr auto interval = 60s;
/// So many ends are a reason to look before the interval is over.
constexpr qint64 many = 5'000;

} // namespace

TaskHistory::TaskHistory(TaskStore &store, const Clock &clock, const TaskOptions &options,
                         Busy busy)
    : m_store(store)
    , m_clock(clock)
    , m_options(options)
    , m_busy(std::move(busy))
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { prune(m_busy()); });
}

void TaskHistory::start()
{
    m_stopped = m_options.keepFor == 0ms && m_options.keepAtMost == 0;
    pruneSoon(1s);
}

void TaskHistory::stop()
{
    m_stopped = true;
    m_timer.stop();
}

void TaskHistory::noteEnded()
{
    if (++m_endedSince == many)
        pruneSoon(0ms);
}

void TaskHistory::pruneSoon(std::chrono::milliseconds after)
{
    if (!m_stopped && !m_pruning)
        m_timer.start(after);
}

Detached TaskHistory::prune(std::shared_ptr<void> busy)
{
    m_pruning = true;
    m_endedSince = 0;
    const auto count = co_await m_store.countEnded();
    qint64 surplus = 0;
    if (count && m_options.keepAtMost > 0)
        surplus = std::max<qint64>(*count - m_options.keepAtMost, 0);
    const qint64 keepMs = m_options.keepFor.count();
    while (count && !m_stopped) {
        const TaskSurplus what { keepMs > 0 ? m_clock.wallMs() - keepMs : 0, surplus, slice };
        const auto forgotten = co_await m_store.prune(what);
        if (!forgotten || *forgotten < slice)
            break; // done, or tried again in a minute
        surplus = std::max<qint64>(surplus - *forgotten, 0);
    }
    m_pruning = false;
    pruneSoon(m_endedSince >= many ? 0ms : std::chrono::milliseconds(interval));
    busy.reset();
}

} // namespace frontdesk
