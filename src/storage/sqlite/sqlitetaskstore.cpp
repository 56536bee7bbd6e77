// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitetaskstore.h"

#include "base/clock.h"
#include "storage/sqlite/sqlitereader.h"
#include "storage/sqlite/sqlitescans.h"
#include "storage/sqlite/sqlitetaskrows.h"
#include "storage/sqlite/sqlitewriter.h"

namespace frontdesk {

Async<Result<Task>> SqliteTaskStore::insert(TaskDraft draft)
{
    return m_parts.writer.write<Task>(
            [draft = std::move(draft), nowMs = m_parts.clock.wallMs()](
                    SqliteConnection &connection) { return insertTask(connection, draft, nowMs); });
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
            [outcomes = std::move(outcomes),
             worker = std::move(worker)](SqliteConnection &connection) {
                return finishTasks(connection, outcomes, worker);
            });
}

Async<Result<QList<Task>>> SqliteTaskStore::reclaim(QByteArray worker)
{
    return m_parts.writer.write<QList<Task>>(
            [worker = std::move(worker),
             nowMs = m_parts.clock.wallMs()](SqliteConnection &connection) {
                return reclaimTasks(connection, worker, nowMs);
            });
}

Async<Result<int>> SqliteTaskStore::putBack(QByteArray worker)
{
    return m_parts.writer.write<int>([worker = std::move(worker), nowMs = m_parts.clock.wallMs()](
                                             SqliteConnection &connection) {
        return putTasksBack(connection, worker, nowMs);
    });
}

Async<Result<Task>> SqliteTaskStore::find(qint64 id)
{
    const auto connection = m_parts.readers.latest();
    if (!connection)
        return Result<Task>(failure(connection.error()));
    return findTask(**connection, id);
}

Async<Result<QList<Task>>> SqliteTaskStore::list(TaskQuery query)
{
    return m_parts.scans.run([query = std::move(query)](SqliteConnection &connection) {
        return listTasks(connection, query);
    });
}

} // namespace frontdesk
