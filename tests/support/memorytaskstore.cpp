// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/memorytaskstore.h"

#include "storage/tasktransitions.h"

#include <utility>

namespace frontdesk {

namespace {

auto noTask(qint64 id)
{
    return failure(ErrorKind::NotFound, QStringLiteral("task_not_found"),
                   QStringLiteral("There is no task %1.").arg(id));
}

bool fits(const Task &task, const TaskQuery &query)
{
    return (!query.state || task.state == *query.state)
            && (query.kind.empty() || task.kind == query.kind)
            && (!query.parent || task.parent == query.parent)
            && (!query.before || task.id < query.before);
}

} // namespace

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
    return m_tasks.claimOrder();
}

Task MemoryTaskStore::task(qint64 id) const
{
    const std::lock_guard lock(m_mutex);
    return m_tasks.all().at(id);
}

int MemoryTaskStore::count(TaskState state) const
{
    const std::lock_guard lock(m_mutex);
    int count = 0;
    for (const auto &[id, task] : m_tasks.all())
        count += task.state == state;
    return count;
}

Async<Result<TaskInsertion>> MemoryTaskStore::insert(TaskDraft draft, QByteArray worker)
{
    return perform<TaskInsertion>(Call::Insert, 1, [&] {
        if (const Task *holder = m_tasks.holderOf(draft.kind, draft.uniqueKey))
            return TaskInsertion { *holder, true, {} };
        Task &task = m_tasks.add(acceptedTask(draft, m_clock.wallMs()));
        if (!worker.isEmpty())
            m_tasks.begin(task, worker);
        TaskInsertion insertion { task, false, {} };
        m_tasks.addDescendants(draft, task, insertion.descendants);
        return insertion;
    });
}

Async<Result<QList<Task>>> MemoryTaskStore::claim(std::vector<qint64> ids, QByteArray worker)
{
    return perform<QList<Task>>(Call::Claim, qsizetype(ids.size()), [&] {
        QList<Task> claimed;
        for (const qint64 id : ids) {
            if (Task &task = m_tasks.at(id); m_tasks.begin(task, worker))
                claimed.append(task);
        }
        return claimed;
    });
}

Async<Result<QList<Task>>> MemoryTaskStore::finish(std::vector<TaskOutcome> outcomes,
                                                   QByteArray worker)
{
    return perform<QList<Task>>(Call::Finish, qsizetype(outcomes.size()), [&] {
        QList<Task> changed;
        for (const TaskOutcome &outcome : outcomes)
            m_tasks.end(outcome, worker, changed);
        return changed;
    });
}

Async<Result<QList<Task>>> MemoryTaskStore::saveProgress(std::vector<TaskProgressReport> reports,
                                                         QByteArray worker)
{
    return perform<QList<Task>>(Call::SaveProgress, qsizetype(reports.size()), [&] {
        QList<Task> changed;
        for (const TaskProgressReport &report : reports) {
            if (Task &task = m_tasks.at(report.id); takeProgress(task, report, worker))
                changed.append(task);
        }
        return changed;
    });
}

Async<Result<QList<Task>>>
MemoryTaskStore::reclaim(QByteArray worker, std::optional<std::chrono::milliseconds> deadAfter)
{
    return perform<QList<Task>>(Call::Reclaim, 0, [&] {
        QList<Task> open, changed;
        m_tasks.callTheRoll(worker, deadAfter, changed);
        for (const auto &[id, task] : m_tasks.all()) {
            if (!isFinal(task.state))
                open.append(task);
        }
        return open;
    });
}

Async<Result<TaskBeat>> MemoryTaskStore::beat(QByteArray worker,
                                              std::chrono::milliseconds deadAfter)
{
    return perform<TaskBeat>(Call::Beat, 0, [&] {
        TaskBeat beat;
        const int dead = m_tasks.callTheRoll(worker, deadAfter, beat.changed);
        for (const auto &[id, task] : m_tasks.all()) {
            if ((dead > 0 || !beat.changed.isEmpty()) && !isFinal(task.state) && !task.held
                && task.worker.isEmpty())
                beat.waiting.append(task);
        }
        return beat;
    });
}

Async<Result<int>> MemoryTaskStore::putBack(QByteArray worker)
{
    return perform<int>(Call::PutBack, 0, [&] { return m_tasks.putBack(worker); });
}

Async<Result<QList<Task>>> MemoryTaskStore::cancel(qint64 id)
{
    return perform<QList<Task>>(Call::Cancel, 1, [&]() -> Result<QList<Task>> {
        Task *task = m_tasks.find(id);
        if (!task)
            return noTask(id);
        if (isFinal(task->state) && task->everyMs && m_tasks.liveOccurrence(*task))
            task = m_tasks.liveOccurrence(*task);
        if (!frontdesk::cancel(*task, m_clock.wallMs()))
            return failure(ErrorKind::Conflict, QStringLiteral("task_ended"),
                           QStringLiteral("It has ended."));
        QList<Task> changed { *task };
        m_tasks.notify(*task, changed);
        m_tasks.cancelDescendants(task->id, changed);
        return changed;
    });
}

Async<Result<QList<Task>>> MemoryTaskStore::cancelChildren(qint64 parent)
{
    return perform<QList<Task>>(Call::Cancel, 1, [&] {
        QList<Task> changed;
        m_tasks.cancelDescendants(parent, changed);
        return changed;
    });
}

Async<Result<QList<Task>>> MemoryTaskStore::restart(qint64 id)
{
    return perform<QList<Task>>(Call::Restart, 1, [&]() -> Result<QList<Task>> {
        Task *const task = m_tasks.find(id);
        if (!task)
            return noTask(id);
        if (!frontdesk::restart(*task, m_clock.wallMs()))
            return failure(ErrorKind::Conflict, QStringLiteral("task_not_ended"),
                           QStringLiteral("It has not failed."));
        QList<Task> changed { *task };
        m_tasks.holdDescendants(id, changed);
        return changed;
    });
}

Async<Result<QList<Task>>> MemoryTaskStore::release(std::vector<TaskRelease> children)
{
    return perform<QList<Task>>(Call::Release, qsizetype(children.size()), [&] {
        QList<Task> changed;
        for (const TaskRelease &child : children) {
            if (Task &task = m_tasks.at(child.id);
                frontdesk::release(task, child.input, m_clock.wallMs()))
                changed.append(task);
        }
        return changed;
    });
}

Async<Result<QList<Task>>> MemoryTaskStore::children(qint64 parent)
{
    return perform<QList<Task>>(Call::Children, 1, [&] {
        QList<Task> children; // they were added in their order
        for (const auto &[id, task] : m_tasks.all()) {
            if (task.parent == parent)
                children.append(task);
        }
        return children;
    });
}

Async<Result<int>> MemoryTaskStore::prune(TaskSurplus surplus)
{
    return perform<int>(Call::Prune, surplus.atMost, [&] { return m_tasks.prune(surplus); });
}

Async<Result<qint64>> MemoryTaskStore::countEnded()
{
    return perform<qint64>(Call::CountEnded, 0, [&] { return qint64(m_tasks.ended().size()); });
}

Async<Result<Task>> MemoryTaskStore::find(qint64 id)
{
    return perform<Task>(Call::Find, 1, [&]() -> Result<Task> {
        const Task *const task = m_tasks.find(id);
        return task ? Result<Task>(*task) : noTask(id);
    });
}

Async<Result<Task>> MemoryTaskStore::read(qint64 id)
{
    return find(id);
}

Async<Result<QList<Task>>> MemoryTaskStore::list(TaskQuery query)
{
    return perform<QList<Task>>(Call::List, 0, [&] {
        QList<Task> tasks;
        const auto &all = m_tasks.all();
        for (auto each = all.rbegin(); each != all.rend() && tasks.size() < query.limit; ++each) {
            if (!fits(each->second, query))
                continue;
            tasks.append(each->second);
            tasks.last().attempts.clear();
        }
        return tasks;
    });
}

Async<Result<TaskStats>> MemoryTaskStore::stats()
{
    return perform<TaskStats>(Call::Stats, 0, [&] {
        TaskStats stats;
        for (const auto &[id, task] : m_tasks.all())
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
    auto answer = action(); // before the first wait: it may refer to its caller's arguments
    if (const auto held = m_held.find(call); held != m_held.end()) {
        auto [released, resolver] = defer<void>();
        held->second.push_back(std::move(resolver));
        lock.unlock();
        co_await released;
    }
    co_return answer;
}

} // namespace frontdesk
