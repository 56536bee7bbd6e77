// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/taskstore.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace frontdesk {

/// The tasks of a MemoryTaskStore and the workers that live, and what follows for
/// other tasks from what happens to one. What changes is appended to `changed`, as it
/// now is. Thread-confined, or under its owner's lock.
class MemoryTasks final
{
public:
    explicit MemoryTasks(const Clock &clock)
        : m_clock(clock)
    { }

    /// With an id of its own.
    Task &add(Task task);
    /// Each after its parent.
    void addDescendants(const TaskDraft &draft, const Task &parent, QList<Task> &added);

    /// Contracts as in TaskStore.
    bool begin(Task &task, const QByteArray &worker);
    void end(const TaskOutcome &outcome, const QByteArray &worker, QList<Task> &changed);
    int putBack(const QByteArray &worker);
    void cancelDescendants(qint64 parent, QList<Task> &changed);
    void holdDescendants(qint64 parent, QList<Task> &changed);
    int prune(const TaskSurplus &surplus);

    /// Notes that @p worker lives, strikes off the dead and rescues what they ran;
    /// answers how many are dead.
    int callTheRoll(const QByteArray &worker, std::optional<std::chrono::milliseconds> deadAfter,
                    QList<Task> &changed);
    /// Adds the task that tells of the end of @p task, if somebody wants to know.
    void notify(const Task &task, QList<Task> &changed);

    /// By id.
    const std::map<qint64, Task> &all() const { return m_tasks; }
    Task &at(qint64 id) { return m_tasks.at(id); }
    /// Null: there is none.
    Task *find(qint64 id);
    /// The one of that kind and unique key that has not ended; null: there is none.
    Task *holderOf(const std::string &kind, const QString &uniqueKey);
    /// The one of @p task's series that has not ended; null: there is none.
    Task *liveOccurrence(const Task &task);
    /// What prune() may forget: when it ended, and its id.
    std::set<std::pair<qint64, qint64>> ended() const;
    /// Every task that an attempt was begun at, in the order of attempts.
    QList<qint64> claimOrder() const { return m_claimOrder; }

private:
    void rescueOrphans(QList<Task> &changed);
    void settle(Task &task, bool cancelled, const QString &note, QList<Task> &changed);
    void forgetSecrets(qint64 id);

    const Clock &m_clock;
    std::map<qint64, Task> m_tasks;
    qint64 m_lastId = 0;
    std::map<QByteArray, qint64> m_workers; ///< when each last said that it lives
    QList<qint64> m_claimOrder;
};

} // namespace frontdesk
