// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitevisitor.h"

#include <sqlite3.h>

namespace frontdesk {

const char *const sqliteVisitorType = "frontdesk visitor";

namespace {

void visit(sqlite3_context *context, int count, sqlite3_value **values)
{
    SqliteVisitor *visitor = nullptr;
    if (count > 0)
        visitor = static_cast<SqliteVisitor *>(sqlite3_value_pointer(values[0], sqliteVisitorType));
    if (visitor)
        sqlite3_result_int(context, visitor->visit(SqliteValues(values + 1)));
    else // it is for our own statements
        sqlite3_result_error(context, "visit() without a visitor", -1);
}

} // namespace

qint64 SqliteValues::integer(int index) const
{
    return sqlite3_value_int64(m_values[index]);
}

std::string_view SqliteValues::text(int index) const
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_value_text(m_values[index]));
    return { utf8 ? utf8 : "", size_t(sqlite3_value_bytes(m_values[index])) };
}

std::optional<qint64> SqliteValues::optionalInteger(int index) const
{
    if (sqlite3_value_type(m_values[index]) == SQLITE_NULL)
        return std::nullopt;
    return integer(index);
}

int addSqliteVisit(sqlite3 *database)
{
    constexpr int anyNumber = -1;
    return sqlite3_create_function_v2(database, "visit", anyNumber, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                      nullptr, &visit, nullptr, nullptr, nullptr);
}

} // namespace frontdesk
