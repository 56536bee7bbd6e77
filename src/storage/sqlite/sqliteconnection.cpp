// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteconnection.h"

#include "storage/sqlite/sqliteerror.h"
#include "storage/sqlite/sqlitevisitor.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <algorithm>

namespace frontdesk {

namespace {

/// SQLite counts what it allocates under one lock for all threads, which costs
/// point reads a tenth of their speed. Only before its first use; where somebody
/// was first, it goes on counting.
void stopCountingMemory()
{
    [[maybe_unused]] static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

} // namespace

Result<SqliteConnection> SqliteConnection::open(const QString &path, Access access)
{
    stopCountingMemory();
    // NOMUTEX: one thread at a time is our own rule, so SQLite needs no lock.
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
            | (access == Access::ReadOnly ? SQLITE_OPEN_READONLY
                                          : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    // Absolute, since "file:x" would be read as a URI.
    const QByteArray name = QFile::encodeName(QFileInfo(path).absoluteFilePath());
    sqlite3 *database = nullptr;
    int code = sqlite3_open_v2(name.constData(), &database, flags, nullptr);
    SqliteConnection connection(database); // even a failed one wants to be closed
    if (code == SQLITE_OK)
        code = addSqliteVisit(database);
    if (code != SQLITE_OK)
        return failure(sqliteError(code));
    return connection;
}

Result<qint64> SqliteConnection::integer(Sql sql)
{
    SqliteQuery row = query(sql);
    const auto found = row.next();
    if (!found)
        return failure(found.error());
    return *found ? row.integer(0) : 0;
}

Result<void> SqliteConnection::executeScript(const QByteArray &script)
{
    const int code = sqlite3_exec(m_database.get(), script.constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return failure(sqliteError(code));
    return {};
}

bool SqliteConnection::inTransaction() const
{
    return !sqlite3_get_autocommit(m_database.get());
}

bool SqliteConnection::isWritable() const
{
    return sqlite3_db_readonly(m_database.get(), "main") == 0;
}

qint64 SqliteConnection::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_database.get());
}

int SqliteConnection::changes() const
{
    return sqlite3_changes(m_database.get());
}

sqlite3_stmt *SqliteConnection::prepared(Sql sql)
{
    const auto known = std::find_if(m_statements.begin(), m_statements.end(),
                                    [sql](const Statement &s) { return s.sql == sql.text(); });
    if (known != m_statements.end()) {
        Q_ASSERT(!sqlite3_stmt_busy(known->prepared.get()));
        return known->prepared.get();
    }
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v3(m_database.get(), sql.text(), -1, SQLITE_PREPARE_PERSISTENT, &statement,
                       nullptr);
    if (statement)
        m_statements.push_back({ sql.text(), std::unique_ptr<sqlite3_stmt, Finalize>(statement) });
    return statement;
}

void SqliteConnection::Close::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database);
}

void SqliteConnection::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqliteSavepoint::~SqliteSavepoint()
{
    if (!m_open || !m_connection.inTransaction()) // a full disk has undone it all
        return;
    (void)m_connection.execute("ROLLBACK TO several");
    (void)m_connection.execute("RELEASE several");
}

Result<void> SqliteSavepoint::begin()
{
    auto begun = m_connection.execute("SAVEPOINT several");
    m_open = begun.has_value();
    return begun;
}

Result<void> SqliteSavepoint::keep()
{
    auto released = m_connection.execute("RELEASE several");
    m_open = !released;
    return released;
}

} // namespace frontdesk
