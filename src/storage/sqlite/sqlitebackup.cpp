// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitebackup.h"

#include "storage/newfile.h"
#include "storage/sqlite/sqliteerror.h"
#include "storage/sqlite/sqlitemigrations.h"
#include "storage/sqlite/sqliteopenerror.h"
#include "storage/sqlite/sqlitesetup.h"
#include "storage/sqlite/sqlitewatch.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>

#include <sqlite3.h>
#include <sys/stat.h>

namespace frontdesk {

namespace {

tl::unexpected<Error> cannotWrite(const QString &file, const QString &why)
{
    return failure(ErrorKind::Io, QStringLiteral("backup_failed"),
                   QStringLiteral("Cannot write the backup %1: %2. Nothing was left behind.")
                           .arg(file, why));
}

tl::unexpected<Error> fileExists(const QString &file)
{
    return failure(ErrorKind::Conflict, QStringLiteral("file_exists"),
                   QStringLiteral("%1 is there already: choose another name, or replace it with "
                                  "--force.")
                           .arg(file));
}

tl::unexpected<Error> noPlace(const QString &sentence)
{
    return failure(ErrorKind::Invalid, QStringLiteral("not_a_place"), sentence);
}

/// A file of that name would be taken for a part of the database, or be it.
bool belongsTo(const QString &database, const QString &file)
{
    const QFileInfo own(database), other(file);
    const QString suffix = other.fileName().startsWith(own.fileName())
            ? other.fileName().sliced(own.fileName().size())
            : QStringLiteral("?");
    static const QStringList parts {
        {}, QStringLiteral("-wal"), QStringLiteral("-shm"), QStringLiteral("-journal")
    };
    return parts.contains(suffix)
            && QFileInfo(own.path()).canonicalFilePath()
            == QFileInfo(other.path()).canonicalFilePath();
}

Result<void> checkPlace(const QString &database, const BackupOrder &order)
{
    if (belongsTo(database, order.file))
        return noPlace(QStringLiteral("%1 belongs to the database itself: choose another name.")
                               .arg(order.file));
    struct stat there = {};
    if (::lstat(QFile::encodeName(order.file).constData(), &there) != 0)
        return {};
    if (!S_ISREG(there.st_mode))
        return noPlace(QStringLiteral("%1 is there already and is not a file: choose another name.")
                               .arg(order.file));
    if (!order.replace)
        return fileExists(order.file);
    return {};
}

/// What became of the copy, in words about the file that it was to be.
tl::unexpected<Error> explained(const Error &error, const BackupOrder &order)
{
    if (error.kind == ErrorKind::Cancelled)
        return failure(error);
    if (error.code == QLatin1String("storage_damaged"))
        return failure(ErrorKind::Malformed, QStringLiteral("corrupt"),
                       QStringLiteral("The database is damaged: no backup was made."));
    if (error.code == QLatin1String("storage_full"))
        return cannotWrite(order.file, errnoText(ENOSPC));
    if (error.code == QLatin1String("unreadable")) // SQLite takes some 500 bytes
        return cannotWrite(order.file, QStringLiteral("its path may be too long"));
    if (error.kind == ErrorKind::Io)
        return cannotWrite(order.file, QStringLiteral("the disk failed"));
    return failure(error);
}

Result<SqliteConnection> openSource(const QString &database)
{
    if (!QFileInfo::exists(database))
        return failure(ErrorKind::NotFound, QStringLiteral("no_database"),
                       QStringLiteral("There is no database %1 to back up.").arg(database));
    auto connection = openSqliteReader(database);
    if (!connection)
        return connection;
    if (const auto checked = checkSqliteOrigin(*connection); !checked)
        return failure(checked.error());
    return connection;
}

} // namespace

Result<BackupReport> backUpSqlite(const QString &database, const BackupOrder &order,
                                  const WorkWatch &watch)
{
    if (const auto allowed = checkPlace(database, order); !allowed)
        return failure(allowed.error());
    auto source = openSource(database);
    if (!source)
        return source.error().code == QLatin1String("no_database")
                ? failure(source.error())
                : failure(sqliteOpenError(source.error(), database));
    const auto total
            = source->integer("SELECT (page_count - freelist_count) * page_size "
                              "FROM pragma_page_count, pragma_freelist_count, pragma_page_size");
    if (!total)
        return explained(total.error(), order);

    auto file = NewFile::inFolder(QFileInfo(order.file).path());
    if (!file)
        return cannotWrite(order.file, errnoText(file.error()));
    const QByteArray name = QFile::encodeName(file->path());
    const SqliteWatch watched(*source, [&] { return watch(file->size(), *total); });
    if (const auto copied = source->execute("VACUUM INTO ?1", name); !copied)
        return explained(copied.error(), order);
    const BackupReport report { file->size() };
    if (!watch(report.bytes, report.bytes))
        return failure(sqliteError(SQLITE_INTERRUPT));
    const auto ifThere = order.replace ? NewFile::IfThere::Replace : NewFile::IfThere::Keep;
    if (const auto done = file->become(order.file, ifThere); !done)
        return done.error() == EEXIST ? fileExists(order.file)
                                      : cannotWrite(order.file, errnoText(done.error()));
    return report;
}

} // namespace frontdesk
