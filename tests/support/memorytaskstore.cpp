// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/memorytaskstore.h"

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

Async<Result<Task>> MemoryTaskStore::insert(TaskDraft draft)
{
    return perform<Task>(Call::Insert, 1, [this, draft = std::move(draft)]() -> Result<Task> {
        Task task;
        task.id = qint64(m_tasks.size()) + 1;
        task.kind = draft.kind;
        task.params = draft.params;
        task.state = draft.delayMs ? TaskState::Scheduled : TaskState::Queued;
        task.maxAttempts = draft.maxAttempts;
        task.priority = draft.priority;
        task.createdAtMs = m_clock.wallMs();
        task.dueAtMs = task.createdAtMs + draft.delayMs;
        m_tasks[task.id] = task;
        return task;
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
                    if (task.state != TaskState::Queued && task.state != TaskState::Scheduled
                        && task.state != TaskState::Retrying)
                        continue;
                    task.state = TaskState::Running;
                    ++task.attempt;
                    task.startedAtMs = m_clock.wallMs();
                    task.attempts.append({ task.attempt, worker, *task.startedAtMs, {}, {} });
                    claimed.append(task);
                    m_claimOrder.append(id);
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
                                    QList<Task> finished;
                                    for (const TaskOutcome &outcome : outcomes) {
                                        Task &task = m_tasks.at(outcome.id);
                                        if (task.state != TaskState::Running
                                            || task.attempt != outcome.attempt
                                            || task.attempts.last().worker != worker)
                                            continue;
                                        task.state = outcome.state;
                                        task.result = outcome.result;
                                        task.error = outcome.error;
                                        task.endedAtMs = outcome.endedAtMs;
                                        task.attempts.last().endedAtMs = outcome.endedAtMs;
                                        task.attempts.last().error = outcome.error;
                                        finished.append(task);
                                    }
                                    return finished;
                                });
}

Async<Result<QList<Task>>> MemoryTaskStore::reclaim(QByteArray worker)
{
    return perform<QList<Task>>(Call::Reclaim, 0, [this, worker]() -> Result<QList<Task>> {
        QList<Task> open;
        for (auto &[id, task] : m_tasks) {
            if (isFinal(task.state))
                continue;
            if (task.state == TaskState::Running && task.attempts.last().worker != worker) {
                returnToQueue(task);
                ++task.rescued;
            }
            open.append(task);
        }
        return open;
    });
}

Async<Result<int>> MemoryTaskStore::putBack(QByteArray worker)
{
    return perform<int>(Call::PutBack, 0, [this, worker]() -> Result<int> {
        int count = 0;
        for (auto &[id, task] : m_tasks) {
            if (task.state != TaskState::Running || task.attempts.last().worker != worker)
                continue;
            returnToQueue(task);
            ++count;
        }
        return count;
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

Async<Result<QList<Task>>> MemoryTaskStore::list(TaskQuery query)
{
    return perform<QList<Task>>(
            Call::List, 0, [this, query = std::move(query)]() -> Result<QList<Task>> {
                QList<Task> tasks;
                for (auto each = m_tasks.rbegin(); each != m_tasks.rend(); ++each) {
                    const Task &task = each->second;
                    if ((query.state && task.state != *query.state)
                        || (!query.kind.empty() && task.kind != query.kind)
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

void MemoryTaskStore::returnToQueue(Task &task)
{
    task.state = TaskState::Queued;
    --task.attempt;
    task.startedAtMs.reset();
    task.attempts.removeLast();
}

} // namespace frontdesk
