// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline.h"

#include "base/clock.h"

#include <algorithm>

namespace frontdesk {

namespace {

constexpr int threadRows = 6, writerRows = 3, taskRows = 12;
constexpr qsizetype denseBatch = 200; // exchanges that came together: thousands a second

bool changesData(const Exchange &exchange)
{
    return (exchange.method != "GET" && exchange.method != "HEAD" && exchange.method != "OPTIONS")
            || exchange.texts.target().startsWith("/start-task");
}

TimelineBar barOf(const Exchange &exchange)
{
    const ExchangeTimes &times = exchange.times;
    TimelineBar bar;
    bar.beginNs = times.receivedNs;
    bar.startedNs = times.handlerNs;
    bar.databaseBeganNs = times.databaseBeganNs;
    bar.databaseDoneNs = times.databaseDoneNs;
    bar.answeredNs = times.answeredNs;
    bar.endNs = times.receivedNs + exchange.durationNs();
    bar.id = qint64(exchange.id);
    bar.thread = quint16(exchange.thread);
    bar.status = quint16(exchange.status);
    return bar;
}

} // namespace

Timeline::Timeline(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_writer(tr("Writer"), writerRows)
    , m_tasks(tr("Tasks"), taskRows)
    , m_sleeping(tr("Sleeping tasks"), taskRows)
{ }

void Timeline::addExchanges(const QList<Exchange> &exchanges)
{
    const bool dense = exchanges.size() >= denseBatch;
    for (const Exchange &exchange : exchanges) {
        if (exchange.thread < 1)
            continue;
        TimelineBar bar = barOf(exchange);
        laneOfThread(exchange.thread).add(bar, dense);
        if (bar.databaseDoneNs > 0 && changesData(exchange)) {
            bar.beginNs = bar.startedNs = bar.databaseBeganNs;
            bar.endNs = bar.answeredNs = bar.databaseDoneNs;
            bar.databaseBeganNs = bar.databaseDoneNs = 0;
            m_writer.add(bar, dense);
        }
    }
    forgetOld();
    emit changed();
}

void Timeline::addTasks(const QList<Task> &tasks)
{
    const qint64 wallToSteadyMs = m_clock.steadyNs() / 1'000'000 - m_clock.wallMs();
    for (const Task &task : tasks)
        add(task, wallToSteadyMs);
    forgetOld();
    emit changed();
}

void Timeline::add(const Task &task, qint64 wallToSteadyMs)
{
    const auto steady
            = [wallToSteadyMs](qint64 wallMs) { return (wallMs + wallToSteadyMs) * 1'000'000; };
    TimelineLane &lane = laneOf(task);
    TimelineBar *known = lane.findOpen(task.id);
    if (!known) {
        if (isFinal(task.state) && steady(task.endedAtMs.value_or(0)) < nowNs() - keptNs)
            return;
        TimelineBar bar;
        bar.beginNs = steady(task.createdAtMs);
        bar.endNs = TimelineBar::open;
        bar.id = task.id;
        bar.taskKind = &*m_kinds.insert(QString::fromStdString(task.kind)).first;
        lane.add(bar);
        known = lane.findOpen(task.id);
    }
    known->state = task.state;
    known->startedNs = task.startedAtMs ? steady(*task.startedAtMs) : 0;
    if (isFinal(task.state))
        lane.close(*known, steady(task.endedAtMs.value_or(task.createdAtMs)));
}

void Timeline::clear()
{
    m_threads.clear();
    for (TimelineLane *lane : { &m_writer, &m_tasks, &m_sleeping })
        lane->clear();
    emit changed();
}

std::vector<const TimelineLane *> Timeline::lanes() const
{
    std::vector<const TimelineLane *> lanes;
    for (const TimelineLane &lane : m_threads)
        lanes.push_back(&lane);
    for (const TimelineLane *lane : { &m_writer, &m_tasks, &m_sleeping })
        lanes.push_back(lane);
    std::erase_if(lanes, [](const TimelineLane *lane) { return lane->rowCount() == 0; });
    return lanes;
}

qint64 Timeline::nowNs() const
{
    return m_clock.steadyNs();
}

bool Timeline::hasBarsAfter(qint64 ns) const
{
    const auto reaches = [ns](const TimelineLane *lane) {
        return std::any_of(lane->bars().rbegin(), lane->bars().rend(),
                           [ns](const TimelineBar &bar) { return bar.endNs > ns; });
    };
    const auto all = lanes();
    return std::any_of(all.begin(), all.end(), reaches);
}

TimelineLane &Timeline::laneOfThread(int thread)
{
    while (int(m_threads.size()) < thread)
        m_threads.emplace_back(tr("Server thread %1").arg(m_threads.size() + 1), threadRows);
    return m_threads[size_t(thread - 1)];
}

TimelineLane &Timeline::laneOf(const Task &task)
{
    return task.kind == "sleep" ? m_sleeping : m_tasks;
}

void Timeline::forgetOld()
{
    const qint64 before = nowNs() - keptNs;
    for (TimelineLane &lane : m_threads)
        lane.forgetBefore(before);
    for (TimelineLane *lane : { &m_writer, &m_tasks, &m_sleeping })
        lane->forgetBefore(before);
}

} // namespace frontdesk
