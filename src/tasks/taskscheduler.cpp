// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskscheduler.h"

#include "base/inbox.h"

#include <QLoggingCategory>

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

namespace frontdesk {

namespace {

Q_LOGGING_CATEGORY(logTasks, "frontdesk.tasks")

/// Tasks in one call of the store: keeps its transactions short.
constexpr qsizetype maxBatch = 1000;
/// A task that took this many workers with it is not tried again (SPEC §5).
constexpr int maxRescues = 3;

/// Doubles from a tenth of a second up to ten.
class BackOff
{
public:
    qint64 nextMs() { return std::exchange(m_nextMs, std::min<qint64>(m_nextMs * 2, 10'000)); }
    void reset() { m_nextMs = 100; }

private:
    qint64 m_nextMs = 100;
};

} // namespace

TaskScheduler::TaskScheduler(Parts parts)
    : m_parts(std::move(parts))
    , m_alarms(m_parts.clock, m_parts.recheck)
    , m_waiters(m_alarms)
    , m_changes(m_parts.deliver)
    , m_busy(this, [](TaskScheduler *self) {
        if (!self->m_abandoned)
            self->putBack();
    })
{ }

TaskScheduler::~TaskScheduler()
{
    m_stopping = m_abandoned = true;
    m_alarms.ringAll();
}

Detached TaskScheduler::start()
{
    const Busy busy = m_busy;
    const auto tasks = co_await m_parts.store.reclaim(m_parts.worker);
    if (m_stopping)
        co_return;
    if (!tasks) {
        emit failed(tasks.error());
        co_return;
    }
    for (const Task &task : *tasks)
        schedule(task);
    emit started();
}

void TaskScheduler::stop()
{
    m_stopping = true;
    m_alarms.ringAll(); // sleeping tasks end, waiters and back-offs go on
    m_busy.reset();
}

void TaskScheduler::accept(const Task &task)
{
    m_changes.add(task);
    schedule(task);
}

Detached TaskScheduler::wait(qint64 id, std::chrono::milliseconds atMost, Resolver<void> waiter)
{
    const Busy busy = m_busy;
    if (m_stopping || !m_waitingAllowed) {
        waiter.resolve({});
        co_return;
    }
    m_waiters.add(id, m_parts.clock.wallMs() + atMost.count(), std::move(waiter));
    if (m_live.contains(id))
        co_return;
    // It has ended, or never was; or its submit() is about to hand it over.
    const auto task = co_await m_parts.store.find(id);
    if (!task || isFinal(task->state))
        m_waiters.letGo(id);
}

void TaskScheduler::allowWaiting(bool allowed)
{
    m_waitingAllowed = allowed;
    if (!allowed)
        m_waiters.letGoAll();
}

void TaskScheduler::schedule(const Task &task)
{
    if (m_stopping || !m_live.insert(task.id).second)
        return;
    const Ready ready { -task.priority, task.dueAtMs, task.id };
    const auto makeReady = [this, ready] {
        if (m_stopping)
            return;
        m_ready.insert(ready);
        claimSoon();
    };
    if (task.state == TaskState::Queued)
        makeReady();
    else
        m_alarms.set(task.dueAtMs, makeReady);
}

void TaskScheduler::claimSoon()
{
    if (std::exchange(m_claiming, true))
        return;
    // After this turn of the event loop: whatever else is due comes along.
    Inbox::current()->post([this, busy = m_busy]() mutable { claim(std::move(busy)); });
}

Detached TaskScheduler::claim(Busy)
{
    BackOff backOff;
    while (!m_ready.empty() && !m_stopping) {
        const auto end = std::next(m_ready.begin(), std::min(maxBatch, qsizetype(m_ready.size())));
        const std::vector<Ready> batch(m_ready.begin(), end);
        m_ready.erase(m_ready.begin(), end);
        std::vector<qint64> ids;
        ids.reserve(batch.size());
        for (const Ready &ready : batch)
            ids.push_back(ready.id);

        const auto claimed = co_await m_parts.store.claim(std::move(ids), m_parts.worker);
        if (m_stopping)
            break;
        if (!claimed) {
            qCWarning(logTasks) << "claiming tasks failed, trying again:" << claimed.error().detail;
            m_ready.insert(batch.begin(), batch.end());
            co_await m_alarms.at(m_parts.clock.wallMs() + backOff.nextMs());
            continue;
        }
        backOff.reset();
        std::unordered_set<qint64> lost; // cancelled, or run by another program
        for (const Ready &ready : batch)
            lost.insert(ready.id);
        for (const Task &task : *claimed) {
            lost.erase(task.id);
            m_changes.add(task);
            run(task);
        }
        for (const qint64 id : lost)
            forget(id);
    }
    m_claiming = false;
}

/// @p claimed is good until the first wait; what lives longer is in the context.
Detached TaskScheduler::run(const Task &claimed)
{
    TaskContext context(claimed, m_alarms, m_stopping);
    try {
        end(context, co_await begin(claimed, context));
        co_return;
    } catch (const std::exception &exception) {
        qCWarning(logTasks) << "task" << context.taskId() << "threw:" << exception.what();
    } catch (...) {
        qCWarning(logTasks) << "task" << context.taskId() << "threw something";
    }
    end(context,
        failure(ErrorKind::Internal, QStringLiteral("task_threw"),
                QStringLiteral("The task was ended by an unexpected error.")));
}

Async<Result<QByteArray>> TaskScheduler::begin(const Task &claimed, TaskContext &context) const
{
    if (claimed.rescued >= maxRescues)
        return Result<QByteArray>(
                failure(ErrorKind::Internal, QStringLiteral("rescued_too_often"),
                        QStringLiteral("Frontdesk ended unexpectedly %1 times while this task ran.")
                                .arg(claimed.rescued)));
    const TaskKind *kind = m_parts.kinds.find(claimed.kind);
    if (!kind)
        return Result<QByteArray>(
                failure(ErrorKind::Invalid, QStringLiteral("unknown_kind"),
                        QStringLiteral("This version of Frontdesk has no such kind of task.")));
    const auto params = kind->check(context.params());
    if (!params)
        return Result<QByteArray>(failure(params.error()));
    return kind->run(context);
}

void TaskScheduler::end(const TaskContext &context, Result<QByteArray> result)
{
    if (m_stopping)
        return; // it will be put back
    TaskOutcome outcome;
    outcome.id = context.taskId();
    outcome.attempt = context.attempt();
    outcome.endedAtMs = m_parts.clock.wallMs();
    if (result) {
        outcome.result = std::move(*result);
    } else {
        outcome.state = TaskState::Failed;
        outcome.error = result.error().detail;
    }
    m_outcomes.push_back(std::move(outcome));
    finishSoon();
}

void TaskScheduler::finishSoon()
{
    if (std::exchange(m_finishing, true))
        return;
    Inbox::current()->post([this, busy = m_busy]() mutable { finish(std::move(busy)); });
}

Detached TaskScheduler::finish(Busy)
{
    BackOff backOff;
    while (!m_outcomes.empty()) {
        const auto end = m_outcomes.begin() + std::min(maxBatch, qsizetype(m_outcomes.size()));
        const std::vector<TaskOutcome> batch(std::make_move_iterator(m_outcomes.begin()),
                                             std::make_move_iterator(end));
        m_outcomes.erase(m_outcomes.begin(), end);

        const auto stored = co_await m_parts.store.finish(batch, m_parts.worker);
        if (!stored) {
            qCWarning(logTasks) << "storing tasks' ends failed, trying again:"
                                << stored.error().detail;
            m_outcomes.insert(m_outcomes.begin(), batch.begin(), batch.end());
            if (m_stopping)
                break; // putBack() gives them another attempt
            co_await m_alarms.at(m_parts.clock.wallMs() + backOff.nextMs());
            continue;
        }
        backOff.reset();
        for (const Task &task : *stored)
            m_changes.add(task);
        for (const TaskOutcome &outcome : batch)
            forget(outcome.id);
    }
    m_finishing = false;
}

Detached TaskScheduler::putBack()
{
    const auto tasks = co_await m_parts.store.putBack(m_parts.worker);
    if (!tasks) // the next start takes them over
        qCWarning(logTasks) << "putting tasks back failed:" << tasks.error().detail;
    m_changes.flush();
    emit ended();
}

/// The task is no longer ours to run: it has ended, or somebody else has it.
void TaskScheduler::forget(qint64 id)
{
    m_live.erase(id);
    m_waiters.letGo(id);
}

} // namespace frontdesk
