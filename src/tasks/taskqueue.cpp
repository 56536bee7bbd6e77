// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskqueue.h"

#include "tasks/taskkinds.h"

namespace frontdesk {

TaskQueue::TaskQueue(const TaskKinds &kinds, const TaskOptions &options)
    : m_kinds(kinds)
    , m_options(options)
{ }

TaskQueue::Lane &TaskQueue::lane(const std::string &kind)
{
    const auto [lane, isNew] = m_lanes.try_emplace(kind);
    if (isNew)
        lane->second.m_limit = m_kinds.maxConcurrency(kind, m_options);
    return lane->second;
}

std::vector<qint64> TaskQueue::take(qsizetype atMost)
{
    std::vector<qint64> ids;
    while (qsizetype(ids.size()) < atMost) {
        Lane *const lane = next();
        if (!lane)
            break;
        ids.push_back(lane->m_waiting.extract(lane->m_waiting.begin()).value().id);
        if (lane->isLimited()) {
            ++lane->m_busy;
            ++m_busy;
        }
    }
    return ids;
}

void TaskQueue::done(Lane &lane)
{
    if (!lane.isLimited())
        return;
    --lane.m_busy;
    --m_busy;
}

bool TaskQueue::hasRoom(const Lane &lane) const
{
    return !lane.isLimited() || (lane.m_busy < lane.m_limit && m_busy < m_options.maxConcurrency);
}

TaskQueue::Lane *TaskQueue::next()
{
    Lane *first = nullptr;
    for (auto &[kind, lane] : m_lanes) {
        if (!lane.m_waiting.empty() && hasRoom(lane)
            && (!first || *lane.m_waiting.begin() < *first->m_waiting.begin()))
            first = &lane;
    }
    return first;
}

} // namespace frontdesk
