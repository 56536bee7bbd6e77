// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskscheduler.h"

#include "base/inbox.h"
#include "tasks/storecalls.h"

#include <QLoggingCategory>
#include <QTimer>

#include <utility>

namespace frontdesk {

namespace {

Q_LOGGING_CATEGORY(logTasks, "frontdesk.tasks")

/// Whoever claims it may run it.
bool isWaiting(const Task &task)
{
    return !task.held
            && (task.state == TaskState::Scheduled || task.state == TaskState::Queued
                || task.state == TaskState::Retrying);
}

} // namespace

TaskScheduler::TaskScheduler(Parts parts)
    : m_parts(std::move(parts))
    , m_alarms(m_parts.clock, m_parts.options.recheck)
    , m_agenda(m_alarms, m_parts.kinds, m_parts.options, [this] { claimSoon(); })
    , m_waiters(m_alarms)
    , m_changes(m_parts.deliver)
    , m_progress([this](auto reports) { saveProgress(std::move(reports), hold()); })
    , m_history(m_parts.store, m_parts.clock, m_parts.options, [this] { return hold(); })
    , m_endings({ m_parts.store, m_parts.clock, m_alarms, m_parts.worker, [this] { return hold(); },
                  [this](qint64 id) { lookAfter(id, hold()); },
                  [this](const QList<Task> &stored) {
                      absorb(stored);
                      claimSoon(); // there may be room
                  } })
    , m_runner({ m_parts.clock, m_parts.kinds, *this,
                 [this](TaskOutcome outcome) { end(std::move(outcome)); } })
    , m_busy(this,
             [](TaskScheduler *self) {
                 if (!self->m_abandoned)
                     self->putBack();
             })
    , m_held(m_busy)
{ }

TaskScheduler::~TaskScheduler()
{
    m_stopping = m_abandoned = true;
    m_endings.stop();
    m_runner.stopAll();
    m_alarms.ringAll();
}

Detached TaskScheduler::start()
{
    const Busy busy = hold();
    const auto tasks = co_await m_parts.store.reclaim(
            m_parts.worker, isAlone() ? std::nullopt : std::optional(m_parts.options.deadAfter));
    if (m_stopping)
        co_return;
    if (!tasks) {
        emit failed(tasks.error());
        co_return;
    }
    for (const Task &task : *tasks) {
        if (isWaiting(task))
            schedule(task);
    }
    m_history.start();
    beatLater();
    emit started();
}

void TaskScheduler::stop()
{
    m_stopping = true;
    m_progress.stop();
    m_history.stop();
    m_endings.stop();
    m_runner.stopAll();
    m_alarms.ringAll(); // waiters and back-offs go on
    QTimer::singleShot(m_parts.options.stopTimeout, this, [this] {
        if (m_puttingBack)
            return;
        qCWarning(logTasks) << "tasks that don't stop are left behind";
        putBack();
    });
    m_busy.reset();
}

void TaskScheduler::accept(const TaskInsertion &insertion)
{
    if (insertion.existing)
        return;
    absorb(insertion.descendants); // before their parent does something about them
    absorb(insertion.task);
}

Detached TaskScheduler::cancel(qint64 id, Resolver<Task> answer)
{
    const Busy busy = hold();
    auto changed = co_await m_parts.store.cancel(id);
    if (changed)
        absorb(*changed);
    answer.resolve(changed ? Result<Task>(changed->first()) : failure(changed.error()));
}

Detached TaskScheduler::restart(qint64 id, Resolver<Task> answer)
{
    const Busy busy = hold();
    auto changed = co_await m_parts.store.restart(id);
    if (changed)
        absorb(*changed);
    answer.resolve(changed ? Result<Task>(changed->first()) : failure(changed.error()));
}

Detached TaskScheduler::wait(qint64 id, std::chrono::milliseconds atMost, Resolver<void> waiter)
{
    const Busy busy = hold();
    if (m_stopping || !m_waitingAllowed) {
        waiter.resolve({});
        co_return;
    }
    m_waiters.add(id, m_parts.clock.wallMs() + atMost.count(), std::move(waiter));
    if (m_agenda.contains(id))
        co_return;
    // It has ended, is held or never was; or its submit() is about to hand it over.
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

void TaskScheduler::takeProgress(const TaskContext &context, TaskProgress progress)
{
    m_progress.add({ context.taskId(), context.attempt(), std::move(progress) });
}

Async<Result<QList<Task>>> TaskScheduler::children(qint64 parent)
{
    return persist([this, parent] { return m_parts.store.children(parent); }, false);
}

Async<Result<QList<Task>>> TaskScheduler::release(std::vector<TaskRelease> children)
{
    return persist(
            [this, released = std::move(children)] { return m_parts.store.release(released); },
            true);
}

Async<Result<QList<Task>>> TaskScheduler::cancelChildren(qint64 parent)
{
    return persist([this, parent] { return m_parts.store.cancelChildren(parent); }, true);
}

/// For a running task, which has no way to go on without.
Async<Result<QList<Task>>> TaskScheduler::persist(StoreCall call, bool changes)
{
    BackOff backOff;
    for (;;) {
        auto answer = co_await call();
        if (answer && changes)
            absorb(*answer);
        if (answer || m_stopping)
            co_return answer;
        qCWarning(logTasks) << "the children of a task are out of reach, trying again:"
                            << answer.error().detail;
        co_await m_alarms.at(m_parts.clock.wallMs() + backOff.nextMs());
    }
}

void TaskScheduler::note(const Task &changed, bool onlyProgress)
{
    m_changes.add(changed);
    m_parts.watch(changed, onlyProgress);
}

void TaskScheduler::absorb(const QList<Task> &changed)
{
    for (const Task &task : changed)
        absorb(task);
}

/// What the store says of a task decides what the engine does about it.
void TaskScheduler::absorb(const Task &changed)
{
    note(changed);
    if (isFinal(changed.state)) {
        if (!changed.parent)
            m_history.noteEnded();
        forget(changed.id);
        if (changed.parent)
            m_runner.childEnded(changed);
        return;
    }
    const bool isKnown = m_agenda.contains(changed.id);
    switch (changed.state) {
    case TaskState::Running:
        if (!isKnown && changed.worker == m_parts.worker) {
            schedule(changed);
            if (m_cancelledEarly.erase(changed.id))
                m_runner.stop(changed.id);
        }
        break;
    case TaskState::Cancelling:
        if (isKnown)
            m_runner.stop(changed.id);
        else
            m_cancelledEarly.insert(changed.id);
        break;
    default:
        if (!changed.held)
            schedule(changed);
        break;
    }
}

void TaskScheduler::schedule(const Task &task)
{
    if (m_stopping)
        return;
    if (m_agenda.add(task))
        begin(task);
    claimSoon(); // an attempt that is over may have left room
}

void TaskScheduler::claimSoon()
{
    if (m_claiming || m_stopping || !m_agenda.hasNext())
        return;
    m_claiming = true;
    // After this turn of the event loop: whatever else is due comes along.
    Inbox::current()->post([this, busy = hold()]() mutable { claim(std::move(busy)); });
}

Detached TaskScheduler::claim(Busy)
{
    BackOff backOff;
    while (!m_stopping) {
        const std::vector<qint64> ids = m_agenda.take(largestCall);
        if (ids.empty())
            break;
        const auto claimed = co_await m_parts.store.claim(ids, m_parts.worker);
        if (m_stopping)
            break;
        if (!claimed) {
            qCWarning(logTasks) << "claiming tasks failed, trying again:" << claimed.error().detail;
            for (const qint64 id : ids)
                m_agenda.giveBack(id);
            co_await m_alarms.at(m_parts.clock.wallMs() + backOff.nextMs());
            continue;
        }
        backOff.reset();
        std::unordered_set<qint64> lost(ids.begin(), ids.end()); // cancelled, or another's
        for (const Task &task : *claimed) {
            lost.erase(task.id);
            note(task);
            begin(task);
        }
        for (const qint64 id : lost) {
            if (m_agenda.contains(id))
                lookAfter(id, hold());
        }
    }
    m_claiming = false;
}

void TaskScheduler::begin(const Task &claimed)
{
    m_runner.start(claimed, hold());
}

void TaskScheduler::end(TaskOutcome outcome)
{
    if (m_abandoned)
        return;
    outcome.progress = m_progress.take(outcome.id);
    m_endings.add(std::move(outcome));
}

Detached TaskScheduler::saveProgress(std::vector<TaskProgressReport> reports, Busy)
{
    const auto saved = co_await m_parts.store.saveProgress(std::move(reports), m_parts.worker);
    if (saved) { // else the next report will do
        for (const Task &task : *saved)
            note(task, true);
    }
    m_progress.saved();
}

/// A task that could not be claimed, or was taken from us: what has become of it?
Detached TaskScheduler::lookAfter(qint64 lost, Busy)
{
    forget(lost);
    const auto task = co_await m_parts.store.find(lost);
    if (!task || m_agenda.contains(lost))
        co_return;
    note(*task);
    if (isWaiting(*task))
        schedule(*task); // somebody gave it back meanwhile
}

void TaskScheduler::beatLater()
{
    if (isAlone() || m_stopping)
        return;
    m_alarms.set(m_parts.clock.wallMs() + m_parts.options.heartbeat.count(), [this] {
        if (!m_stopping)
            beat(hold());
    });
}

/// We live; who doesn't? Their tasks are ours to see to now.
Detached TaskScheduler::beat(Busy)
{
    const auto beat = co_await m_parts.store.beat(m_parts.worker, m_parts.options.deadAfter);
    if (!beat)
        qCWarning(logTasks) << "the heartbeat failed, trying again:" << beat.error().detail;
    else if (!m_stopping) {
        for (const Task &task : beat->changed) {
            if (!isWaiting(task)) // those come below
                absorb(task);
        }
        for (const Task &task : beat->waiting) {
            if (m_agenda.contains(task.id))
                continue;
            note(task);
            schedule(task);
        }
        m_runner.doubtChildren(); // some may run elsewhere
    }
    beatLater();
}

Detached TaskScheduler::putBack()
{
    if (std::exchange(m_puttingBack, true))
        co_return;
    const auto tasks = co_await m_parts.store.putBack(m_parts.worker);
    if (!tasks) // the next start takes them over
        qCWarning(logTasks) << "putting tasks back failed:" << tasks.error().detail;
    m_changes.flush();
    emit ended();
}

/// The task is no longer ours to run: it has ended, or somebody else has it.
void TaskScheduler::forget(qint64 id)
{
    m_agenda.remove(id);
    m_waiters.letGo(id);
}

} // namespace frontdesk
