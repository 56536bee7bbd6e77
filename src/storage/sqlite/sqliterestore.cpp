// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliterestore.h"

#include "storage/newfile.h"
#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqliteerror.h"
#include "storage/sqlite/sqlitemigrations.h"
#include "storage/sqlite/sqlitesetup.h"
#include "storage/sqlite/sqlitewatch.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

namespace frontdesk {

namespace {

/// What SQLite has left to do, where it was killed or is still open.
constexpr const char *unfinished[] = { "-wal", "-journal" };

QString beside(const QString &path, const char *suffix)
{
    return path + QLatin1String(suffix);
}

tl::unexpected<Error> failed(const QString &backup, const QString &why)
{
    return failure(ErrorKind::Io, QStringLiteral("restore_failed"),
                   QStringLiteral("Cannot restore %1: %2. Nothing was changed.").arg(backup, why));
}

/// Why the backup is refused, or what failed on the way.
tl::unexpected<Error> explained(Error error, const QString &backup)
{
    if (error.code == QLatin1String("storage_damaged")) {
        error.kind = ErrorKind::Malformed;
        error.code = QStringLiteral("corrupt");
        error.detail = QStringLiteral("The file is damaged or is not a database.");
    } else if (error.code == QLatin1String("storage_full")) {
        error.detail = errnoText(ENOSPC) + u'.';
    }
    error.detail = QStringLiteral("Cannot restore %1. %2 Nothing was changed.")
                           .arg(backup, error.detail);
    return failure(std::move(error));
}

/// Copies all that can be read of @p from; returns an errno, ECANCELED where
/// @p watch ends it.
int copyBytes(int from, int to, const WorkWatch &watch)
{
    struct stat status = {};
    if (::fstat(from, &status) != 0)
        return errno;
    std::vector<char> buffer(1 << 20);
    for (qint64 done = 0;;) {
        const ssize_t size = ::read(from, buffer.data(), buffer.size());
        if (size <= 0)
            return size == 0 ? 0 : errno;
        for (ssize_t written = 0; written < size;) {
            const ssize_t count = ::write(to, buffer.data() + written, size_t(size - written));
            if (count < 0)
                return errno;
            written += count;
        }
        done += size;
        if (!watch(done, status.st_size))
            return ECANCELED;
    }
}

/// A program that has the file open in SQLite holds locks in these bytes; its
/// latest changes may be elsewhere.
bool isInUse(int descriptor)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = 0x40000000;
    lock.l_len = 512;
    return ::fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

/// The backup's copy beside the database, with what a crash has left beside the
/// backup.
struct Copy
{
    NewFile main;
    std::vector<NewFile> rest; // SQLite works it into the first
};

Result<Copy> copyOf(const QString &backup, const QString &database, const WorkWatch &watch)
{
    const auto open = [](const QString &path) {
        return Descriptor(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    };
    const Descriptor source = open(backup);
    if (!source)
        return failed(backup, errnoText(errno));
    struct stat status = {}, own = {};
    if (::fstat(source.number(), &status) != 0 || !S_ISREG(status.st_mode))
        return failed(backup, QStringLiteral("it is not a file"));
    if (::stat(QFile::encodeName(database).constData(), &own) == 0 && own.st_dev == status.st_dev
        && own.st_ino == status.st_ino)
        return failed(backup, QStringLiteral("it is the database itself"));
    if (isInUse(source.number()))
        return failed(backup, QStringLiteral("another program has it open as a database"));

    const QString path = beside(database, ".restoring");
    const auto copy = [&](const Descriptor &from, const QString &to) -> Result<NewFile> {
        auto file = NewFile::at(to);
        const int error = file ? copyBytes(from.number(), file->descriptor(), watch) : file.error();
        if (error == ECANCELED)
            return failure(sqliteError(SQLITE_INTERRUPT));
        if (error != 0)
            return failed(backup, errnoText(error));
        return std::move(*file);
    };
    for (const char *suffix : unfinished) // of a restore that was killed
        QFile::remove(beside(path, suffix));
    auto main = copy(source, path);
    if (!main)
        return failure(main.error());
    Copy result { std::move(*main), {} };
    for (const char *suffix : unfinished) {
        const Descriptor part = open(beside(backup, suffix));
        if (!part)
            continue;
        auto copied = copy(part, beside(path, suffix));
        if (!copied)
            return failure(copied.error());
        result.rest.push_back(std::move(*copied));
    }
    return result;
}

/// One file that needs no other: what a log or journal beside it holds is worked in.
Result<void> makeSingleFile(SqliteConnection &connection)
{
    SqliteQuery mode = connection.query("PRAGMA journal_mode = DELETE");
    const auto row = mode.next();
    if (!row)
        return failure(row.error());
    return mode.text(0) == "delete" ? Result<void>() : failure(sqliteError(SQLITE_BUSY));
}

/// Every page, every index and every rule of the tables.
Result<void> checkThoroughly(SqliteConnection &connection)
{
    if (auto origin = checkSqliteOrigin(connection); !origin)
        return origin;
    const auto version = connection.integer("PRAGMA user_version");
    if (!version)
        return failure(version.error());
    if (*version == 0)
        return failure(ErrorKind::UnsupportedType, QStringLiteral("foreign"),
                       QStringLiteral("The file is an empty database."));
    SqliteQuery check = connection.query("PRAGMA integrity_check(1)");
    const auto verdict = check.next();
    if (!verdict)
        return failure(verdict.error());
    if (check.text(0) != "ok")
        return failure(sqliteError(SQLITE_CORRUPT));
    return {};
}

Result<void> checkCopy(const QString &path, const WorkWatch &watch)
{
    auto connection = SqliteConnection::open(path, SqliteConnection::Access::ReadWrite);
    if (!connection)
        return failure(connection.error());
    const SqliteWatch watched(*connection, [&watch] { return watch(1, 1); });
    if (auto checked = checkThoroughly(*connection); !checked)
        return checked;
    return makeSingleFile(*connection);
}

/// The old database as one file, so that nothing of it can get into the new one.
/// One that is damaged keeps its parts as they are.
Result<void> settle(const QString &database)
{
    const auto isDamaged
            = [](const Error &error) { return error.code == QLatin1String("storage_damaged"); };
    {
        auto reader = openSqliteReader(database);
        const auto sound = reader ? checkSqliteFile(*reader) : failure(reader.error());
        if (!sound && isDamaged(sound.error()))
            return {};
    }
    auto connection = SqliteConnection::open(database, SqliteConnection::Access::ReadWrite);
    if (!connection)
        return failure(connection.error());
    const auto settled = makeSingleFile(*connection);
    return settled || !isDamaged(settled.error()) ? settled : Result<void>();
}

/// A second name for @p database, or a copy where the file system has no such
/// thing; the first name stays until the new database takes it.
int keep(const QString &database, const QString &kept)
{
    const QByteArray from = QFile::encodeName(database);
    if (::link(from.constData(), QFile::encodeName(kept).constData()) == 0)
        return 0;
    if (errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK)
        return errno;
    const Descriptor source(::open(from.constData(), O_RDONLY | O_CLOEXEC));
    if (!source)
        return errno;
    auto copy = NewFile::at(beside(database, ".keeping"));
    if (!copy)
        return copy.error();
    if (const int error
        = copyBytes(source.number(), copy->descriptor(), [](qint64, qint64) { return true; }))
        return error;
    const auto named = copy->become(kept, NewFile::IfThere::Keep);
    return named ? 0 : named.error();
}

/// Where what was there is now; empty: nothing was.
tl::expected<QString, int> keepOld(const QString &database)
{
    const QString name = database + QLatin1String(".before-restore-")
            + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    QString kept = name;
    const bool exists = QFileInfo(database).size() > 0;
    for (int i = 2; exists; ++i) {
        const int error = keep(database, kept);
        if (error == 0)
            break;
        if (error != EEXIST)
            return tl::unexpected(error);
        kept = name + u'-' + QString::number(i);
    }
    for (const char *suffix : unfinished) {
        const QByteArray from = QFile::encodeName(beside(database, suffix));
        const QByteArray to = QFile::encodeName(beside(kept, suffix));
        if (::rename(from.constData(), to.constData()) != 0 && errno != ENOENT)
            return tl::unexpected(errno);
    }
    QFile::remove(beside(database, "-shm"));
    if (const auto synced = syncFolder(QFileInfo(database).path()); !synced)
        return tl::unexpected(synced.error());
    return exists ? kept : QString();
}

} // namespace

Result<RestoreReport> restoreSqlite(const QString &database, const QString &backup,
                                    const WorkWatch &watch)
{
    auto copy = copyOf(backup, database, watch);
    if (!copy)
        return failure(copy.error());
    if (const auto checked = checkCopy(copy->main.path(), watch); !checked)
        return explained(checked.error(), backup);
    if (QFileInfo(database).size() > 0) {
        if (const auto settled = settle(database); !settled)
            return explained(settled.error(), backup);
    }
    const auto kept = keepOld(database);
    if (!kept)
        return failed(backup, errnoText(kept.error()));
    if (const auto done = copy->main.become(database, NewFile::IfThere::Replace); !done)
        return failure(ErrorKind::Io, QStringLiteral("restore_failed"),
                       QStringLiteral("Cannot restore %1: %2. What was there before is also in %3.")
                               .arg(backup, errnoText(done.error()), *kept));
    return RestoreReport { *kept };
}

} // namespace frontdesk
