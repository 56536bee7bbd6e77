// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/deferred.h"
#include "storage/taskstore.h"
#include "support/memorytasks.h"

#include <functional>
#include <map>
#include <mutex>

namespace frontdesk {

/// A TaskStore in memory with everything that its contract says of fencing and
/// states, whose calls can be made to fail or to wait. Any thread.
class MemoryTaskStore final : public TaskStore
{
public:
    enum class Call {
        Insert,
        Claim,
        Finish,
        SaveProgress,
        Reclaim,
        Beat,
        PutBack,
        Cancel,
        Restart,
        Release,
        Children,
        Prune,
        CountEnded,
        Find,
        List,
        Stats
    };

    explicit MemoryTaskStore(const Clock &clock)
        : m_clock(clock)
        , m_tasks(clock)
    { }

    /// The next @p times calls of that kind fail before they do anything.
    void fail(Call call, const Error &error, int times = 1);
    /// Calls of that kind are done but not answered until release().
    void hold(Call call);
    void release(Call call);
    /// How many tasks each call of that kind was about, in the order of calls.
    QList<qsizetype> sizes(Call call) const;

    /// Every task that was claimed, in the order of claims.
    QList<qint64> claimOrder() const;

    Task task(qint64 id) const;
    int count(TaskState state) const;

    Async<Result<TaskInsertion>> insert(TaskDraft draft, QByteArray worker = {}) override;
    Async<Result<QList<Task>>> claim(std::vector<qint64> ids, QByteArray worker) override;
    Async<Result<QList<Task>>> finish(std::vector<TaskOutcome> outcomes,
                                      QByteArray worker) override;
    Async<Result<QList<Task>>> saveProgress(std::vector<TaskProgressReport> reports,
                                            QByteArray worker) override;
    Async<Result<QList<Task>>>
    reclaim(QByteArray worker, std::optional<std::chrono::milliseconds> deadAfter = {}) override;
    Async<Result<TaskBeat>> beat(QByteArray worker, std::chrono::milliseconds deadAfter) override;
    Async<Result<int>> putBack(QByteArray worker) override;
    Async<Result<QList<Task>>> cancel(qint64 id) override;
    Async<Result<QList<Task>>> cancelChildren(qint64 parent) override;
    Async<Result<QList<Task>>> restart(qint64 id) override;
    Async<Result<QList<Task>>> release(std::vector<TaskRelease> children) override;
    Async<Result<QList<Task>>> children(qint64 parent) override;
    Async<Result<int>> prune(TaskSurplus surplus) override;
    Async<Result<qint64>> countEnded() override;
    Async<Result<Task>> find(qint64 id) override;
    Async<Result<Task>> read(qint64 id) override;
    Async<Result<QList<Task>>> list(TaskQuery query) override;
    Async<Result<TaskStats>> stats() override;

private:
    template <typename T>
    Async<Result<T>> perform(Call call, qsizetype size, std::function<Result<T>()> action);

    const Clock &m_clock;
    mutable std::mutex m_mutex;
    MemoryTasks m_tasks;
    std::map<Call, std::pair<Error, int>> m_failures;
    std::map<Call, std::vector<Resolver<void>>> m_held;
    std::map<Call, QList<qsizetype>> m_sizes;
};

} // namespace frontdesk
