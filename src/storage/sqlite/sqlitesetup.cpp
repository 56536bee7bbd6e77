// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitesetup.h"

#include <sqlite3.h>

namespace frontdesk {

namespace {

constexpr int writerLockTimeoutMs = 10'000;
constexpr int readerLockTimeoutMs = 50; // only recovery locks readers out; a server thread waits

constexpr int synchronousFull = 2;

Result<void> unsuitable(const char *sentence)
{
    return failure(ErrorKind::Io, QStringLiteral("unreadable"), QString::fromLatin1(sentence));
}

/// Read back, since a pragma that SQLite can't follow is no error to it, and
/// every acknowledgement rests on these two.
Result<void> makeDurable(SqliteConnection &connection)
{
    SqliteQuery journal = connection.query("PRAGMA journal_mode = WAL");
    if (const auto row = journal.next(); !row)
        return failure(row.error());
    if (journal.text(0) != "wal")
        return unsuitable("The file system cannot hold a write-ahead log.");
    if (auto set = connection.execute("PRAGMA synchronous = FULL"); !set)
        return set;
    const auto synchronous = connection.integer("PRAGMA synchronous");
    if (!synchronous)
        return failure(synchronous.error());
    if (*synchronous != synchronousFull)
        return unsuitable("The database cannot be made durable.");
    return {};
}

} // namespace

Result<SqliteConnection> openSqliteWriter(const QString &path)
{
    auto connection = SqliteConnection::open(path, SqliteConnection::Access::ReadWrite);
    if (!connection)
        return connection;
    if (!connection->isWritable())
        return failure(ErrorKind::Io, QStringLiteral("unreadable"),
                       QStringLiteral("The database file is read-only."));
    sqlite3_busy_timeout(connection->handle(), writerLockTimeoutMs);
    if (const auto durable = makeDurable(*connection); !durable)
        return failure(durable.error());
    const auto set = connection->executeScript("PRAGMA foreign_keys = ON;"
                                               "PRAGMA cache_size = -4096;" // 4 MiB
                                               "PRAGMA journal_size_limit = 67108864;");
    if (!set)
        return failure(set.error());
    return connection;
}

Result<SqliteConnection> openSqliteReader(const QString &path)
{
    auto connection = SqliteConnection::open(path, SqliteConnection::Access::ReadOnly);
    if (!connection)
        return connection;
    sqlite3_busy_timeout(connection->handle(), readerLockTimeoutMs);
    if (const auto set = connection->execute("PRAGMA cache_size = -8192"); !set) // 8 MiB
        return failure(set.error());
    return connection;
}

} // namespace frontdesk
