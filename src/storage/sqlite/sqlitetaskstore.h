// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/taskstore.h"

namespace frontdesk {

class Clock;
class SqliteReaders;
class SqliteScans;
class SqliteWriter;

/// Tasks in SQLite; threads as in SqliteUserStore.
class SqliteTaskStore final : public TaskStore
{
public:
    /// What the store works with; all of it outlives the store.
    struct Parts
    {
        SqliteWriter &writer;
        SqliteReaders &readers;
        SqliteScans &scans;
        const Clock &clock;
    };

    explicit SqliteTaskStore(Parts parts)
        : m_parts(parts)
    { }

    Async<Result<TaskInsertion>> insert(TaskDraft draft, QByteArray worker) override;
    Async<Result<QList<Task>>> claim(std::vector<qint64> ids, QByteArray worker) override;
    Async<Result<QList<Task>>> finish(std::vector<TaskOutcome> outcomes,
                                      QByteArray worker) override;
    Async<Result<QList<Task>>> saveProgress(std::vector<TaskProgressReport> reports,
                                            QByteArray worker) override;
    Async<Result<QList<Task>>> reclaim(QByteArray worker,
                                       std::optional<std::chrono::milliseconds> deadAfter) override;
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
    Parts m_parts;
};

} // namespace frontdesk
