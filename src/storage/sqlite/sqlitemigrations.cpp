// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitemigrations.h"

#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqliteerror.h"

#include <QDir>
#include <QFile>

#include <sqlite3.h>

/// Resources of a static library are not there until somebody asks for them;
/// the macro wants the global namespace.
static void initMigrationResources()
{
    Q_INIT_RESOURCE(migrations);
}

namespace frontdesk {

namespace {

constexpr qint64 applicationId = 0x4672446b; // "FrDk"
constexpr qint64 thoroughCheckBytes = 16 << 20; // read in some 20 ms

/// Files named 0001_what.sql and on, in order.
QStringList migrations()
{
    initMigrationResources();
    return QDir(QStringLiteral(":/migrations/sqlite"))
            .entryList({ QStringLiteral("*.sql") }, QDir::Files, QDir::Name);
}

Result<QByteArray> scriptOf(const QString &name)
{
    QFile file(QStringLiteral(":/migrations/sqlite/") + name);
    if (!file.open(QFile::ReadOnly))
        return failure(ErrorKind::Internal, QStringLiteral("migration_missing"),
                       QStringLiteral("The program lacks its migration %1.").arg(name));
    return file.readAll();
}

Result<void> checkStructure(SqliteConnection &connection)
{
    const auto bytes = connection.integer(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
    if (!bytes)
        return failure(bytes.error());
    if (*bytes <= thoroughCheckBytes) {
        SqliteQuery check = connection.query("PRAGMA quick_check(1)");
        const auto verdict = check.next();
        if (!verdict)
            return failure(verdict.error());
        if (check.text(0) == "ok")
            return {};
        return failure(sqliteError(SQLITE_CORRUPT));
    }
    for (const Sql way : { Sql("SELECT max(id) FROM users"), Sql("SELECT min(email) FROM users"),
                           Sql("SELECT max(id) FROM tasks") }) {
        if (const auto found = connection.integer(way); !found)
            return failure(found.error());
    }
    return {};
}

Result<void> apply(SqliteConnection &connection, const QString &name, int version)
{
    const auto script = scriptOf(name);
    if (!script)
        return failure(script.error());
    const QByteArray whole = "BEGIN IMMEDIATE;\n" + *script
            + "\nPRAGMA application_id = " + QByteArray::number(applicationId)
            + ";\nPRAGMA user_version = " + QByteArray::number(version) + ";\nCOMMIT;";
    auto applied = connection.executeScript(whole);
    if (!applied && connection.inTransaction())
        (void)connection.execute("ROLLBACK");
    return applied;
}

} // namespace

int sqliteSchemaVersion()
{
    return int(migrations().size());
}

Result<void> checkSqliteOrigin(SqliteConnection &connection)
{
    const auto version = connection.integer("PRAGMA user_version");
    const auto application = connection.integer("PRAGMA application_id");
    const auto objects = connection.integer("SELECT count(*) FROM sqlite_schema");
    for (const auto *read : { &version, &application, &objects }) {
        if (!*read)
            return failure(read->error());
    }
    if (*application != applicationId && *objects > 0)
        return failure(ErrorKind::UnsupportedType, QStringLiteral("foreign"),
                       QStringLiteral("The file is a database of another program."));
    if (*version > sqliteSchemaVersion())
        return failure(ErrorKind::UnsupportedType, QStringLiteral("too_new"),
                       QStringLiteral("The database was written by a newer Frontdesk."));
    return {};
}

Result<void> checkSqliteFile(SqliteConnection &connection)
{
    if (auto origin = checkSqliteOrigin(connection); !origin)
        return origin;
    const auto version = connection.integer("PRAGMA user_version");
    return version && *version > 0 ? checkStructure(connection) : Result<void>();
}

Result<void> migrateSqlite(SqliteConnection &connection)
{
    const auto version = connection.integer("PRAGMA user_version");
    if (!version)
        return failure(version.error());
    const QStringList names = migrations();
    for (int next = int(*version); next < names.size(); ++next) {
        if (auto applied = apply(connection, names[next], next + 1); !applied)
            return applied;
    }
    return {};
}

} // namespace frontdesk
