// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinelane.h"

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

constexpr size_t maxBars = 50'000;
constexpr size_t manyBars = 1'000;
constexpr qint64 longestMergedNs = 50'000'000;
constexpr size_t lookedBackForMerging = 16;

} // namespace

TimelineLane::TimelineLane(QString name, int maxRows)
    : m_name(std::move(name))
    , m_maxRows(maxRows)
{ }

void TimelineLane::add(TimelineBar bar, bool dense)
{
    bar.row = quint8(freeRow(bar));
    qint64 &rowEnd = m_rowEnds[size_t(bar.row)];
    rowEnd = std::max(rowEnd == TimelineBar::open ? 0 : rowEnd, bar.endNs);
    if (dense) {
        const size_t looked = std::min(lookedBackForMerging, m_bars.size());
        for (auto before = m_bars.rbegin(); before != m_bars.rbegin() + qsizetype(looked);
             ++before) {
            if (before->row != bar.row)
                continue;
            if (bar.beginNs - before->endNs > closeBehindNs()
                || bar.endNs - before->beginNs > longestMergedNs)
                break;
            before->endNs = std::max(before->endNs, bar.endNs);
            before->status = std::max(before->status, bar.status);
            before->count += bar.count;
            before->id = bar.id;
            return;
        }
    }
    if (m_bars.size() == maxBars)
        popFront();
    if (bar.endNs == TimelineBar::open)
        m_open[bar.id] = m_first + m_bars.size();
    m_bars.push_back(bar);
}

/// Nobody sees a gap that small, in a full lane a larger one.
qint64 TimelineLane::closeBehindNs() const
{
    const auto fullness = qint64(m_bars.size() / manyBars);
    return 200'000 * (1 + fullness * fullness);
}

/// The topmost row that is free then; where none is, the one that will be first.
int TimelineLane::freeRow(const TimelineBar &bar)
{
    const auto free = std::find_if(m_rowEnds.begin(), m_rowEnds.end(),
                                   [&bar](qint64 end) { return end <= bar.beginNs; });
    if (free != m_rowEnds.end())
        return int(free - m_rowEnds.begin());
    if (int(m_rowEnds.size()) < m_maxRows) {
        m_rowEnds.push_back(0);
        return int(m_rowEnds.size()) - 1;
    }
    const auto first = std::min_element(m_rowEnds.begin(), m_rowEnds.end());
    return *first == TimelineBar::open ? int(bar.id % m_maxRows) : int(first - m_rowEnds.begin());
}

TimelineBar *TimelineLane::findOpen(qint64 id)
{
    const auto found = m_open.find(id);
    return found == m_open.end() ? nullptr : &m_bars[found->second - m_first];
}

void TimelineLane::close(TimelineBar &bar, qint64 endNs)
{
    bar.endNs = endNs;
    m_open.erase(bar.id);
    if (m_rowEnds[size_t(bar.row)] == TimelineBar::open)
        m_rowEnds[size_t(bar.row)] = endNs;
}

void TimelineLane::forgetBefore(qint64 ns)
{
    while (!m_bars.empty() && m_bars.front().endNs < ns)
        popFront();
    if (m_bars.empty())
        m_rowEnds.clear();
}

void TimelineLane::popFront()
{
    if (const auto open = m_open.find(m_bars.front().id);
        open != m_open.end() && open->second == m_first)
        m_open.erase(open);
    m_bars.pop_front();
    ++m_first;
}

void TimelineLane::clear()
{
    m_first += m_bars.size();
    m_bars.clear();
    m_open.clear();
    m_rowEnds.clear();
}

} // namespace frontdesk
