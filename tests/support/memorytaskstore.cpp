// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/memorytaskstore.h"

#include "storage/tasktransitions.h"

#include <algorithm>
#include <utility>

namespace frontdesk {

void MemoryTaskStore::fail(Call call, const Error &error, int times)
{
    const std::lock_guard lock(m_mutex);
    m_failures[call] = { error, times };
}

void MemoryTaskStore::hold(Call call)
{
    const std::lock_guard lock(m_mutex);
    m_held[call];
}

void MemoryTaskStore::release(Call call)
{
    std::vector<Resolver<void>> held;
    {
        const std::lock_guard lock(m_mutex);
        held = std::move(m_held[call]);
        m_held.erase(call);
    }
    for (Resolver<void> &resolver : held)
        resolver.resolve({});
}

QList<qsizetype> MemoryTaskStore::sizes(Call call) const
{
    const std::lock_guard lock(m_mutex);
    const auto sizes = m_sizes.find(call);
    return sizes == m_sizes.end() ? QList<qsizetype>() : sizes->second;
}

QList<qint64> MemoryTaskStore::claimOrder() const
{
    const std::lock_guard lock(m_mutex);
    return m_claimOrder;
}

Task MemoryTaskStore::task(qint64 id) const
{
    const std::lock_guard lock(m_mutex);
    return m_tasks.at(id);
}

int MemoryTaskStore::count(TaskState state) const
{
    const std::lock_guard lock(m_mutex);
    int count = 0;
    for (const auto &[id, task] : m_tasks)
        count += task.state == state;
    return count;
}

Async<Result<TaskInsertion>> MemoryTaskStore::insert(TaskDraft draft, QByteArray worker)
{
    return perform<TaskInsertion>(
            Call::Insert, 1, [this, draft = std::move(draft), worker]() -> Result<TaskInsertion> {
                if (const Task *holder = holderOf(draft.kind, draft.uniqueKey))
                    return TaskInsertion { *holder, true, {} };
                Task &task = add(acceptedTask(draft, m_clock.wallMs()));
                if (!worker.isEmpty() && beginAttempt(task, worker, m_clock.wallMs()))
                    begun(task);
                TaskInsertion insertion { task, false, {} };
                addChildren(draft, insertion.task, insertion.descendants);
                return insertion;
            });
}

Async<Result<QList<Task>>> MemoryTaskStore::claim(std::vector<qint64> ids, QByteArray worker)
{
    const auto size = qsizetype(ids.size());
    return perform<QList<Task>>(
            Call::Claim, size,
            [this, ids = std::move(ids), worker = std::move(worker)]() -> Result<QList<Task>> {
                QList<Task> claimed;
                for (const qint64 id : ids) {
                    Task &task = m_tasks.at(id);
                    if (!beginAttempt(task, worker, m_clock.wallMs()))
                        continue;
                    begun(task);
                    claimed.append(task);
                }
                return claimed;
            });
}

Async<Result<QList<Task>>> MemoryTaskStore::finish(std::vector<TaskOutcome> outcomes,
                                                   QByteArray worker)
{
    const auto size = qsizetype(outcomes.size());
    return perform<QList<Task>>(Call::Finish, size,
                                [this, outcomes = std::move(outcomes),
                                 worker = std::move(worker)]() -> Result<QList<Task>> {
                                    QList<Task> changed;
                                    for (const TaskOutcome &outcome : outcomes) {
                                        Task &task = m_tasks.at(outcome.id);
                                        const bool cancelled = task.state == TaskState::Cancelling;
                                        if (endAttempt(task, outcome, worker))
                                            ended(task, cancelled, outcome.error, changed);
                                    }
                                    return changed;
                                });
}

Async<Result<QList<Task>>> MemoryTaskStore::saveProgress(std::vector<TaskProgressReport> reports,
                                                         QByteArray worker)
{
    const auto size = qsizetype(reports.size());
    return perform<QList<Task>>(Call::SaveProgress, size,
                                [this, reports = std::move(reports),
                                 worker = std::move(worker)]() -> Result<QList<Task>> {
                                    QList<Task> changed;
                                    for (const TaskProgressReport &report : reports) {
                                        Task &task = m_tasks.at(report.id);
                                        if (takeProgress(task, report, worker))
                                            changed.append(task);
                                    }
                                    return changed;
                                });
}

Async<Result<QList<Task>>>
MemoryTaskStore::reclaim(QByteArray worker, std::optional<std::chrono::milliseconds> deadAfter)
{
    return perform<QList<Task>>(Call::Reclaim, 0,
                                [this, worker, deadAfter]() -> Result<QList<Task>> {
                                    QList<Task> open, changed;
                                    callTheRoll(worker, deadAfter);
                                    rescueAll(changed);
                                    for (const auto &[id, task] : m_tasks) {
                                        if (!isFinal(task.state))
                                            open.append(task);
                                    }
                                    return open;
                                });
}

Async<Result<TaskBeat>> MemoryTaskStore::beat(QByteArray worker,
                                              std::chrono::milliseconds deadAfter)
{
    return perform<TaskBeat>(Call::Beat, 0, [this, worker, deadAfter]() -> Result<TaskBeat> {
        TaskBeat beat;
        const int struck = callTheRoll(worker, deadAfter);
        rescueAll(beat.changed);
        for (const auto &[id, task] : m_tasks) {
            if ((struck > 0 || !beat.changed.isEmpty()) && !isFinal(task.state) && !task.held
                && task.worker.isEmpty())
                beat.waiting.append(task);
        }
        return beat;
    });
}

Async<Result<int>> MemoryTaskStore::putBack(QByteArray worker)
{
    return perform<int>(Call::PutBack, 0, [this, worker]() -> Result<int> {
        QList<Task> changed;
        int count = 0;
        for (auto &[id, task] : m_tasks) {
            if (task.worker != worker || !frontdesk::putBack(task, m_clock.wallMs()))
                continue;
            ended(task, true, putBackNote, changed);
            ++count;
        }
        if (const auto left = m_workers.find(worker); left != m_workers.end())
            left->second = 0;
        return count;
    });
}

Async<Result<QList<Task>>> MemoryTaskStore::cancel(qint64 id)
{
    return perform<QList<Task>>(Call::Cancel, 1, [this, id]() -> Result<QList<Task>> {
        const auto found = m_tasks.find(id);
        if (found == m_tasks.end())
            return failure(ErrorKind::NotFound, QStringLiteral("task_not_found"),
                           QStringLiteral("There is no task %1.").arg(id));
        Task *task = &found->second;
        if (isFinal(task->state) && task->everyMs && liveOccurrence(*task))
            task = liveOccurrence(*task);
        if (!frontdesk::cancel(*task, m_clock.wallMs()))
            return failure(ErrorKind::Conflict, QStringLiteral("task_ended"),
                           QStringLiteral("It has ended."));
        QList<Task> changed { *task };
        notify(*task, changed);
        cancelBelow(task->id, changed);
        return changed;
    });
}

Async<Result<QList<Task>>> MemoryTaskStore::cancelChildren(qint64 parent)
{
    return perform<QList<Task>>(Call::Cancel, 1, [this, parent]() -> Result<QList<Task>> {
        QList<Task> changed;
        cancelBelow(parent, changed);
        return changed;
    });
}

Async<Result<QList<Task>>> MemoryTaskStore::restart(qint64 id)
{
    return perform<QList<Task>>(Call::Restart, 1, [this, id]() -> Result<QList<Task>> {
        const auto found = m_tasks.find(id);
        if (found == m_tasks.end())
            return failure(ErrorKind::NotFound, QStringLiteral("task_not_found"),
                           QStringLiteral("There is no task %1.").arg(id));
        if (!frontdesk::restart(found->second, m_clock.wallMs()))
            return failure(ErrorKind::Conflict, QStringLiteral("task_not_ended"),
                           QStringLiteral("It has not failed."));
        QList<Task> changed { found->second };
        holdBelow(id, changed);
        return changed;
    });
}

Async<Result<QList<Task>>> MemoryTaskStore::release(std::vector<TaskRelease> children)
{
    const auto size = qsizetype(children.size());
    return perform<QList<Task>>(Call::Release, size,
                                [this, children = std::move(children)]() -> Result<QList<Task>> {
                                    QList<Task> changed;
                                    for (const TaskRelease &child : children) {
                                        Task &task = m_tasks.at(child.id);
                                        if (frontdesk::release(task, child.input, m_clock.wallMs()))
                                            changed.append(task);
                                    }
                                    return changed;
                                });
}

Async<Result<QList<Task>>> MemoryTaskStore::children(qint64 parent)
{
    return perform<QList<Task>>(Call::Children, 1, [this, parent]() -> Result<QList<Task>> {
        QList<Task> children; // they were added in their order
        for (const auto &[id, task] : m_tasks) {
            if (task.parent == parent)
                children.append(task);
        }
        return children;
    });
}

Async<Result<int>> MemoryTaskStore::prune(TaskSurplus surplus)
{
    return perform<int>(Call::Prune, surplus.atMost, [this, surplus]() -> Result<int> {
        std::vector<std::pair<qint64, qint64>> ended; // when, who
        for (const auto &[id, task] : m_tasks) {
            if (task.endedAtMs && !task.parent)
                ended.emplace_back(*task.endedAtMs, id);
        }
        std::sort(ended.begin(), ended.end());
        int count = 0;
        for (const auto &[endedAtMs, id] : ended) {
            if (count == surplus.atMost
                || (endedAtMs >= surplus.endedBeforeMs && count >= surplus.count))
                break;
            m_tasks.erase(id);
            ++count;
        }
        return count;
    });
}

Async<Result<qint64>> MemoryTaskStore::countEnded()
{
    return perform<qint64>(Call::CountEnded, 0, [this]() -> Result<qint64> {
        return std::count_if(m_tasks.begin(), m_tasks.end(), [](const auto &each) {
            return each.second.endedAtMs && !each.second.parent;
        });
    });
}

Async<Result<Task>> MemoryTaskStore::find(qint64 id)
{
    return perform<Task>(Call::Find, 1, [this, id]() -> Result<Task> {
        const auto task = m_tasks.find(id);
        if (task == m_tasks.end())
            return failure(ErrorKind::NotFound, QStringLiteral("task_not_found"),
                           QStringLiteral("There is no task %1.").arg(id));
        return task->second;
    });
}

Async<Result<Task>> MemoryTaskStore::read(qint64 id)
{
    return find(id);
}

Async<Result<QList<Task>>> MemoryTaskStore::list(TaskQuery query)
{
    return perform<QList<Task>>(
            Call::List, 0, [this, query = std::move(query)]() -> Result<QList<Task>> {
                QList<Task> tasks;
                for (auto each = m_tasks.rbegin(); each != m_tasks.rend(); ++each) {
                    const Task &task = each->second;
                    if ((query.state && task.state != *query.state)
                        || (!query.kind.empty() && task.kind != query.kind)
                        || (query.parent && task.parent != query.parent)
                        || (query.before && task.id >= query.before))
                        continue;
                    if (tasks.size() == query.limit)
                        break;
                    tasks.append(task);
                    tasks.last().attempts.clear();
                }
                return tasks;
            });
}

Async<Result<TaskStats>> MemoryTaskStore::stats()
{
    return perform<TaskStats>(Call::Stats, 0, [this]() -> Result<TaskStats> {
        TaskStats stats;
        for (const auto &[id, task] : m_tasks)
            stats.counts.append({ task.kind, task.state, 1, task.rescued, 0 });
        return stats;
    });
}

template <typename T>
Async<Result<T>> MemoryTaskStore::perform(Call call, qsizetype size,
                                          std::function<Result<T>()> action)
{
    std::unique_lock lock(m_mutex);
    m_sizes[call].append(size);
    if (const auto planned = m_failures.find(call);
        planned != m_failures.end() && planned->second.second > 0) {
        --planned->second.second;
        co_return failure(planned->second.first);
    }
    auto answer = action();
    if (const auto held = m_held.find(call); held != m_held.end()) {
        auto [released, resolver] = defer<void>();
        held->second.push_back(std::move(resolver));
        lock.unlock();
        co_await released;
    }
    co_return answer;
}

Task &MemoryTaskStore::add(Task task)
{
    task.id = ++m_lastId;
    return m_tasks[task.id] = std::move(task);
}

void MemoryTaskStore::addChildren(const TaskDraft &draft, const Task &parent, QList<Task> &added)
{
    int position = 0;
    for (const TaskDraft &each : draft.children) {
        Task child = acceptedTask(each, m_clock.wallMs());
        child.parent = parent.id;
        child.position = position++;
        child.state = TaskState::Scheduled;
        child.held = true;
        child = add(child);
        added.append(child);
        addChildren(each, child, added);
    }
}

int MemoryTaskStore::callTheRoll(const QByteArray &worker,
                                 std::optional<std::chrono::milliseconds> deadAfter)
{
    const qint64 now = m_clock.wallMs();
    m_workers[worker] = now;
    return int(std::erase_if(m_workers, [&](const auto &each) {
        return deadAfter ? each.second <= now - deadAfter->count() : each.first != worker;
    }));
}

void MemoryTaskStore::rescueAll(QList<Task> &changed)
{
    for (auto &[id, task] : m_tasks) {
        const bool cancelled = task.state == TaskState::Cancelling;
        if (!task.worker.isEmpty() && !m_workers.contains(task.worker)
            && rescue(task, m_clock.wallMs()))
            ended(task, cancelled, rescueNote, changed);
    }
}

void MemoryTaskStore::begun(Task &task)
{
    task.attempts.append({ task.attempt, task.worker, *task.startedAtMs, {}, {} });
    m_claimOrder.append(task.id);
}

void MemoryTaskStore::ended(Task &task, bool cancelled, const QString &note, QList<Task> &changed)
{
    task.attempts.last().endedAtMs = m_clock.wallMs();
    task.attempts.last().error = note;
    changed.append(task);
    if (task.state == TaskState::Retrying)
        holdBelow(task.id, changed);
    if (!isFinal(task.state))
        return;
    const auto next = nextOccurrence(task, m_clock.wallMs());
    if (next && !cancelled && !liveOccurrence(task))
        changed.append(add(*next));
    notify(task, changed);
    cancelBelow(task.id, changed);
    if (task.state == TaskState::Completed && !task.parent)
        forgetSecrets(task.id);
}

void MemoryTaskStore::cancelBelow(qint64 parent, QList<Task> &changed)
{
    for (auto &[id, child] : m_tasks) {
        if (child.parent != parent)
            continue;
        if (frontdesk::cancel(child, m_clock.wallMs())) {
            changed.append(child);
        }
        cancelBelow(id, changed);
    }
}

void MemoryTaskStore::holdBelow(qint64 parent, QList<Task> &changed)
{
    for (auto &[id, child] : m_tasks) {
        if (child.parent != parent || !holdAgain(child))
            continue;
        changed.append(child);
        holdBelow(id, changed);
    }
}

void MemoryTaskStore::notify(const Task &task, QList<Task> &changed)
{
    if (isFinal(task.state) && !task.notifyUrl.isEmpty())
        changed.append(add(notificationOf(task, m_clock.wallMs())));
}

void MemoryTaskStore::forgetSecrets(qint64 id)
{
    m_tasks.at(id).secrets.clear();
    for (const auto &[childId, child] : m_tasks) {
        if (child.parent == id)
            forgetSecrets(childId);
    }
}

Task *MemoryTaskStore::holderOf(const std::string &kind, const QString &uniqueKey)
{
    for (auto &[id, task] : m_tasks) {
        if (!uniqueKey.isEmpty() && task.uniqueKey == uniqueKey && task.kind == kind
            && !isFinal(task.state))
            return &task;
    }
    return nullptr;
}

Task *MemoryTaskStore::liveOccurrence(const Task &task)
{
    const qint64 series = task.series.value_or(task.id);
    for (auto &[id, each] : m_tasks) {
        if ((id == series || each.series == series) && !isFinal(each.state))
            return &each;
    }
    return nullptr;
}

} // namespace frontdesk
