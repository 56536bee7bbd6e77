// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.h"
#include "storage/sqlite/sqlitereader.h"
#include "storage/sqlite/sqlitescans.h"
#include "storage/sqlite/sqlitetaskstore.h"
#include "storage/sqlite/sqliteuserstore.h"
#include "storage/sqlite/sqlitewriter.h"

#include <QString>

namespace frontdesk {

/// The default database: one file, one writer, readers beside it. To close it
/// blocks until what is queued is durable.
class SqliteDatabase final : public Database
{
public:
    /// @p writer is set up and migrated; @p found: the users in it.
    SqliteDatabase(const QString &path, SqliteConnection writer, SqliteUserStore::Found found,
                   const Clock &clock);
    ~SqliteDatabase() override;

    UserStore &users() override { return m_users; }
    TaskStore &tasks() override { return m_tasks; }
    Result<BackupReport> backUp(const BackupOrder &order, const WorkWatch &watch) override;
    QString description() const override;

private:
    const QString m_path;
    SqliteWriter m_writer; // closed last: the last to close empties the log
    SqliteReaders m_readers;
    SqliteScans m_scans;
    SqliteUserStore m_users;
    SqliteTaskStore m_tasks;
};

} // namespace frontdesk
