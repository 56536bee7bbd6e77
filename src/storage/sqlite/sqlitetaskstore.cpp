// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitetaskstore.h"

#include "base/clock.h"
#include "storage/sqlite/sqlitereader.h"
#include "storage/sqlite/sqlitescans.h"
#include "storage/sqlite/sqlitetaskreads.h"
#include "storage/sqlite/sqlitetaskworkers.h"
#include "storage/sqlite/sqlitetaskwrites.h"
#include "storage/sqlite/sqlitewriter.h"

namespace frontdesk {

Async<Result<TaskInsertion>> SqliteTaskStore::insert(TaskDraft draft, QByteArray worker)
{
    return m_parts.writer.write<TaskInsertion>(
            [draft = std::move(draft), worker = std::move(worker),
             nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
                return insertTask(connection, draft, worker, nowMs);
            });
}

Async<Result<QList<Task>>> SqliteTaskStore::claim(std::vector<qint64> ids, QByteArray worker)
{
    return m_parts.writer.write<QList<Task>>(
            [ids = std::move(ids), worker = std::move(worker),
             nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
                return claimTasks(connection, ids, worker, nowMs);
            });
}

Async<Result<QList<Task>>> SqliteTaskStore::finish(std::vector<TaskOutcome> outcomes,
                                                   QByteArray worker)
{
    return m_parts.writer.write<QList<Task>>(
            [outcomes = std::move(outcomes), worker = std::move(worker),
             nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
                return finishTasks(connection, outcomes, worker, nowMs);
            });
}

Async<Result<QList<Task>>> SqliteTaskStore::saveProgress(std::vector<TaskProgressReport> reports,
                                                         QByteArray worker)
{
    return m_parts.writer.write<QList<Task>>(
            [reports = std::move(reports),
             worker = std::move(worker)](SqliteConnection &connection) {
                return saveTaskProgress(connection, reports, worker);
            },
            {}, SqliteWriter::Pace::Patient); // or an import would end its transaction for its own
}

Async<Result<QList<Task>>>
SqliteTaskStore::reclaim(QByteArray worker, std::optional<std::chrono::milliseconds> deadAfter)
{
    return m_parts.writer.write<QList<Task>>(
            [worker = std::move(worker), deadAfter,
             nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
                return reclaimTasks(connection, worker, deadAfter, nowMs);
            });
}

Async<Result<TaskBeat>> SqliteTaskStore::beat(QByteArray worker,
                                              std::chrono::milliseconds deadAfter)
{
    return m_parts.writer.write<TaskBeat>(
            [worker = std::move(worker), deadAfter,
             nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
                return beatTasks(connection, worker, deadAfter, nowMs);
            });
}

Async<Result<int>> SqliteTaskStore::putBack(QByteArray worker)
{
    return m_parts.writer.write<int>([worker = std::move(worker), nowMs = m_parts.clock.wallMs()](
                                             SqliteConnection &connection) {
        return putTasksBack(connection, worker, nowMs);
    });
}

Async<Result<QList<Task>>> SqliteTaskStore::cancel(qint64 id)
{
    return m_parts.writer.write<QList<Task>>(
            [id, nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
                return cancelTask(connection, id, nowMs);
            });
}

Async<Result<QList<Task>>> SqliteTaskStore::cancelChildren(qint64 parent)
{
    return m_parts.writer.write<QList<Task>>(
            [parent, nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
                return cancelTaskChildren(connection, parent, nowMs);
            });
}

Async<Result<QList<Task>>> SqliteTaskStore::restart(qint64 id)
{
    return m_parts.writer.write<QList<Task>>(
            [id, nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
                return restartTask(connection, id, nowMs);
            });
}

Async<Result<QList<Task>>> SqliteTaskStore::release(std::vector<TaskRelease> children)
{
    return m_parts.writer.write<QList<Task>>(
            [children = std::move(children),
             nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
                return releaseTasks(connection, children, nowMs);
            });
}

Async<Result<QList<Task>>> SqliteTaskStore::children(qint64 parent)
{
    return m_parts.scans.run(
            [parent](SqliteConnection &connection) { return childrenOf(connection, parent); });
}

Async<Result<int>> SqliteTaskStore::prune(TaskSurplus surplus)
{
    return m_parts.writer.write<int>(
            [surplus](SqliteConnection &connection) { return pruneTasks(connection, surplus); });
}

Async<Result<qint64>> SqliteTaskStore::countEnded()
{
    return m_parts.scans.run(countEndedTasks);
}

Async<Result<Task>> SqliteTaskStore::find(qint64 id)
{
    const auto reader = m_parts.readers.latest();
    if (!reader)
        return Result<Task>(failure(reader.error()));
    return findTask((*reader)->connection(), id);
}

Async<Result<Task>> SqliteTaskStore::read(qint64 id)
{
    return m_parts.scans.run(
            [id](SqliteConnection &connection) { return findTask(connection, id); });
}

Async<Result<QList<Task>>> SqliteTaskStore::list(TaskQuery query)
{
    return m_parts.scans.run([query = std::move(query)](SqliteConnection &connection) {
        return listTasks(connection, query);
    });
}

Async<Result<TaskStats>> SqliteTaskStore::stats()
{
    return m_parts.scans.run([nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
        return countTasks(connection, nowMs);
    });
}

} // namespace frontdesk
