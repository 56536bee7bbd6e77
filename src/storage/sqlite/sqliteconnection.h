// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/sqlite/sqlitequery.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace frontdesk {

/// SQL that is written out in the program: its address names it, so that a
/// prepared statement is found again without comparing text. It also means that
/// no SQL is ever put together from what came from outside.
class Sql
{
public:
    consteval Sql(const char *literal)
        : m_text(literal)
    { }
    const char *text() const { return m_text; }

private:
    const char *m_text;
};

/// A connection to an SQLite file with its prepared statements. Used by one
/// thread at a time; it may move between threads in between.
class SqliteConnection
{
public:
    enum class Access { ReadOnly, ReadWrite };

    /// ReadWrite makes a missing file. Errors: Io "unreadable", and what
    /// sqliteError() says; damage shows at the first read only.
    static Result<SqliteConnection> open(const QString &path, Access access);

    /// A run of @p sql, which is prepared at its first use. One run of the same
    /// text at a time.
    template <typename... Values>
    SqliteQuery query(Sql sql, Values &&...values)
    {
        return SqliteQuery(m_database.get(), prepared(sql), std::forward<Values>(values)...);
    }

    template <typename... Values>
    Result<void> execute(Sql sql, Values &&...values)
    {
        return query(sql, std::forward<Values>(values)...).run();
    }

    /// The first column of the first row; 0 where there is none.
    Result<qint64> integer(Sql sql);

    /// Several statements without parameters: a migration.
    Result<void> executeScript(const QByteArray &script);

    bool inTransaction() const;
    /// False where the file turned out to be read-only.
    bool isWritable() const;
    qint64 lastInsertId() const;
    /// Rows that the last statement changed.
    int changes() const;

    /// For what has no SQL: hooks and checkpoints.
    sqlite3 *handle() const { return m_database.get(); }

private:
    struct Close
    {
        void operator()(sqlite3 *database) const;
    };
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    struct Statement
    {
        const char *sql;
        std::unique_ptr<sqlite3_stmt, Finalize> prepared;
    };

    explicit SqliteConnection(sqlite3 *database)
        : m_database(database)
    { }

    sqlite3_stmt *prepared(Sql sql);

    std::unique_ptr<sqlite3, Close> m_database;
    std::vector<Statement> m_statements; // some ten of them: searched faster than hashed
};

/// Several rows that are written together or not at all, inside the writer's
/// transaction: undone at its end unless kept.
class SqliteSavepoint
{
public:
    explicit SqliteSavepoint(SqliteConnection &connection)
        : m_connection(connection)
    { }
    SqliteSavepoint(const SqliteSavepoint &) = delete;
    SqliteSavepoint &operator=(const SqliteSavepoint &) = delete;
    ~SqliteSavepoint();

    Result<void> begin();
    Result<void> keep();

private:
    SqliteConnection &m_connection;
    bool m_open = false;
};

} // namespace frontdesk
