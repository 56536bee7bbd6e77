// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitedatabase.h"

#include "storage/sqlite/sqlitebackup.h"
#include "storage/sqlite/sqlitemigrations.h"
#include "storage/sqlite/sqliteopenerror.h"
#include "storage/sqlite/sqlitesetup.h"
#include "storage/sqlite/sqliteuserimport.h"

#include <QFileInfo>

namespace frontdesk {

namespace {

/// What a program was doing that was killed, in the mode with a journal: as a restore
/// leaves it. Only a connection that can write takes it back and then reads.
bool isHalfWritten(const QString &path)
{
    return QFileInfo(path + QLatin1String("-journal")).size() > 0;
}

/// Through a connection that can't write, so that a file we refuse stays as it is.
Result<void> checkBeforeWriting(const QString &path)
{
    if (!QFileInfo::exists(path) || QFileInfo(path).size() == 0)
        return {};
    auto connection = isHalfWritten(path)
            ? SqliteConnection::open(path, SqliteConnection::Access::ReadWrite)
            : openSqliteReader(path);
    if (!connection)
        return failure(connection.error());
    return checkSqliteFile(*connection);
}

Result<SqliteConnection> openMigrated(const QString &path)
{
    if (const auto checked = checkBeforeWriting(path); !checked)
        return failure(checked.error());
    auto connection = openSqliteWriter(path);
    if (!connection)
        return connection;
    if (const auto migrated = migrateSqlite(*connection); !migrated)
        return failure(migrated.error());
    return connection;
}

/// By a connection of its own: the writer's would keep a million users' index in
/// its cache.
Result<SqliteUserStore::Found> lookAtUsers(const QString &path)
{
    auto connection = openSqliteReader(path);
    if (!connection)
        return failure(connection.error());
    const auto users = connection->integer("SELECT count(*) FROM users");
    if (!users)
        return failure(users.error());
    const auto note = lastImportNote(*connection);
    if (!note)
        return failure(note.error());
    return SqliteUserStore::Found { *users, *note };
}

} // namespace

Result<std::unique_ptr<Database>> Database::openSqlite(const QString &path, const Clock &clock)
{
    auto connection = openMigrated(path);
    if (!connection)
        return failure(sqliteOpenError(connection.error(), path));
    const auto found = lookAtUsers(path);
    if (!found)
        return failure(sqliteOpenError(found.error(), path));
    return std::make_unique<SqliteDatabase>(path, std::move(*connection), *found, clock);
}

SqliteDatabase::SqliteDatabase(const QString &path, SqliteConnection writer,
                               SqliteUserStore::Found found, const Clock &clock)
    : m_path(path)
    , m_writer(std::move(writer), { .logTooLong = [this] { m_scans.endSnapshots(); } })
    , m_readers(path, m_writer.commits())
    , m_scans(path)
    , m_users({ m_writer, m_readers, m_scans, clock }, path, found)
    , m_tasks({ m_writer, m_readers, m_scans, clock })
{ }

SqliteDatabase::~SqliteDatabase()
{
    m_writer.stop(); // before the readers go, of which it may ask something
}

Result<BackupReport> SqliteDatabase::backUp(const BackupOrder &order, const WorkWatch &watch)
{
    return backUpSqlite(m_path, order, watch);
}

QString SqliteDatabase::description() const
{
    return QStringLiteral("SQLite %1").arg(QFileInfo(m_path).fileName());
}

} // namespace frontdesk
