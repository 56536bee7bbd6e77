// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitequery.h"

#include "storage/sqlite/sqliteerror.h"
#include "storage/sqlite/sqlitevisitor.h"

#include <QLoggingCategory>

#include <sqlite3.h>

namespace frontdesk {

namespace {

Q_LOGGING_CATEGORY(logSqlite, "frontdesk.sqlite")

} // namespace

SqliteQuery::~SqliteQuery()
{
    sqlite3_reset(m_statement); // every run binds every parameter: they need no clearing
}

Result<bool> SqliteQuery::next()
{
    m_code = m_statement ? sqlite3_step(m_statement) : sqlite3_extended_errcode(m_database);
    if (m_code == SQLITE_ROW)
        return true;
    if (m_code == SQLITE_DONE)
        return false;
    Error error = sqliteError(m_code);
    if (error.kind == ErrorKind::Internal) // a defect of ours: the caller hears no details
        qCWarning(logSqlite, "%s (%d)", sqlite3_errmsg(m_database), m_code);
    return failure(std::move(error));
}

Result<void> SqliteQuery::run()
{
    for (;;) {
        const auto row = next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return {};
    }
}

qint64 SqliteQuery::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::string_view SqliteQuery::text(int column) const
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return { utf8 ? utf8 : "", size_t(sqlite3_column_bytes(m_statement, column)) };
}

bool SqliteQuery::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::optional<qint64> SqliteQuery::optionalInteger(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return integer(column);
}

void SqliteQuery::bind(int index, qint64 value)
{
    sqlite3_bind_int64(m_statement, index, value);
}

void SqliteQuery::bind(int index, std::string_view utf8)
{
    sqlite3_bind_text64(m_statement, index, utf8.data() ? utf8.data() : "", utf8.size(),
                        SQLITE_STATIC, SQLITE_UTF8);
}

void SqliteQuery::bind(int index, std::optional<qint64> value)
{
    if (value)
        bind(index, *value);
    else
        sqlite3_bind_null(m_statement, index);
}

void SqliteQuery::bind(int index, std::optional<std::string_view> utf8)
{
    if (utf8)
        bind(index, *utf8);
    else
        sqlite3_bind_null(m_statement, index);
}

void SqliteQuery::bind(int index, SqliteVisitor &visitor)
{
    sqlite3_bind_pointer(m_statement, index, &visitor, sqliteVisitorType, nullptr);
}

} // namespace frontdesk
