// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/memorytasks.h"

#include "storage/tasktransitions.h"

namespace frontdesk {

Task &MemoryTasks::add(Task task)
{
    task.id = ++m_lastId;
    return m_tasks[task.id] = std::move(task);
}

void MemoryTasks::addDescendants(const TaskDraft &draft, const Task &parent, QList<Task> &added)
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
        addDescendants(each, child, added);
    }
}

bool MemoryTasks::begin(Task &task, const QByteArray &worker)
{
    if (!beginAttempt(task, worker, m_clock.wallMs()))
        return false;
    task.attempts.append({ task.attempt, worker, *task.startedAtMs, {}, {} });
    m_claimOrder.append(task.id);
    return true;
}

void MemoryTasks::end(const TaskOutcome &outcome, const QByteArray &worker, QList<Task> &changed)
{
    Task &task = m_tasks.at(outcome.id);
    const bool cancelled = task.state == TaskState::Cancelling;
    if (endAttempt(task, outcome, worker))
        settle(task, cancelled, outcome.error, changed);
}

int MemoryTasks::putBack(const QByteArray &worker)
{
    QList<Task> changed;
    int count = 0;
    for (auto &[id, task] : m_tasks) {
        if (task.worker != worker || !frontdesk::putBack(task, m_clock.wallMs()))
            continue;
        settle(task, true, putBackNote, changed);
        ++count;
    }
    if (const auto left = m_workers.find(worker); left != m_workers.end())
        left->second = 0;
    return count;
}

void MemoryTasks::cancelDescendants(qint64 parent, QList<Task> &changed)
{
    for (auto &[id, child] : m_tasks) {
        if (child.parent != parent)
            continue;
        if (cancel(child, m_clock.wallMs()))
            changed.append(child);
        cancelDescendants(id, changed);
    }
}

void MemoryTasks::holdDescendants(qint64 parent, QList<Task> &changed)
{
    for (auto &[id, child] : m_tasks) {
        if (child.parent != parent || !holdAgain(child))
            continue;
        changed.append(child);
        holdDescendants(id, changed);
    }
}

int MemoryTasks::callTheRoll(const QByteArray &worker,
                             std::optional<std::chrono::milliseconds> deadAfter,
                             QList<Task> &changed)
{
    const qint64 now = m_clock.wallMs();
    m_workers[worker] = now;
    const auto struck = std::erase_if(m_workers, [&](const auto &each) {
        return deadAfter ? each.second <= now - deadAfter->count() : each.first != worker;
    });
    rescueOrphans(changed);
    return int(struck);
}

int MemoryTasks::prune(const TaskSurplus &surplus)
{
    int count = 0;
    for (const auto &[endedAtMs, id] : ended()) {
        if (count == surplus.atMost
            || (endedAtMs >= surplus.endedBeforeMs && count >= surplus.count))
            break;
        m_tasks.erase(id);
        ++count;
    }
    return count;
}

void MemoryTasks::notify(const Task &task, QList<Task> &changed)
{
    if (isFinal(task.state) && !task.notifyUrl.isEmpty())
        changed.append(add(notificationOf(task, m_clock.wallMs())));
}

Task *MemoryTasks::find(qint64 id)
{
    const auto found = m_tasks.find(id);
    return found == m_tasks.end() ? nullptr : &found->second;
}

Task *MemoryTasks::holderOf(const std::string &kind, const QString &uniqueKey)
{
    for (auto &[id, task] : m_tasks) {
        if (!uniqueKey.isEmpty() && task.uniqueKey == uniqueKey && task.kind == kind
            && !isFinal(task.state))
            return &task;
    }
    return nullptr;
}

Task *MemoryTasks::liveOccurrence(const Task &task)
{
    const qint64 series = task.series.value_or(task.id);
    for (auto &[id, each] : m_tasks) {
        if ((id == series || each.series == series) && !isFinal(each.state))
            return &each;
    }
    return nullptr;
}

std::set<std::pair<qint64, qint64>> MemoryTasks::ended() const
{
    std::set<std::pair<qint64, qint64>> ended;
    for (const auto &[id, task] : m_tasks) {
        if (task.endedAtMs && !task.parent)
            ended.emplace(*task.endedAtMs, id);
    }
    return ended;
}

void MemoryTasks::rescueOrphans(QList<Task> &changed)
{
    for (auto &[id, task] : m_tasks) {
        const bool cancelled = task.state == TaskState::Cancelling;
        if (!task.worker.isEmpty() && !m_workers.contains(task.worker)
            && rescue(task, m_clock.wallMs()))
            settle(task, cancelled, rescueNote, changed);
    }
}

void MemoryTasks::settle(Task &task, bool cancelled, const QString &note, QList<Task> &changed)
{
    task.attempts.last().endedAtMs = m_clock.wallMs();
    task.attempts.last().error = note;
    changed.append(task);
    if (task.state == TaskState::Retrying)
        holdDescendants(task.id, changed);
    if (!isFinal(task.state))
        return;
    const auto next = nextOccurrence(task, m_clock.wallMs());
    if (next && !cancelled && !liveOccurrence(task))
        changed.append(add(*next));
    notify(task, changed);
    cancelDescendants(task.id, changed);
    if (task.state == TaskState::Completed && !task.parent)
        forgetSecrets(task.id);
}

void MemoryTasks::forgetSecrets(qint64 id)
{
    m_tasks.at(id).secrets.clear();
    for (const auto &[childId, child] : m_tasks) {
        if (child.parent == id)
            forgetSecrets(childId);
    }
}

} // namespace frontdesk
