// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>
#include <string_view>

struct sqlite3;
struct sqlite3_value;

namespace frontdesk {

/// What a statement hands to a visitor, as SqliteQuery has a row; gone when the visit
/// is over.
class SqliteValues
{
public:
    explicit SqliteValues(sqlite3_value **values)
        : m_values(values)
    { }

    qint64 integer(int index) const;
    std::string_view text(int index) const;
    std::optional<qint64> optionalInteger(int index) const;

private:
    sqlite3_value **m_values;
};

/// Sees the rows that a statement meets while it runs on. To come back for each and to
/// fetch its columns one by one costs as much again as to find it: every call of
/// SQLite's interface takes care of locks and of errors.
///
/// ```
/// connection.query("SELECT 1 FROM t WHERE … AND visit(?1, id, text)", visitor)
/// ```
class SqliteVisitor
{
public:
    SqliteVisitor() = default;
    SqliteVisitor(const SqliteVisitor &) = delete;
    SqliteVisitor &operator=(const SqliteVisitor &) = delete;
    virtual ~SqliteVisitor() = default;

    /// True: the statement stops here, with a row; its next step goes on behind it.
    virtual bool visit(const SqliteValues &values) = 0;
};

/// Makes visit() known to SQL on a connection. An SQLite code.
int addSqliteVisit(sqlite3 *database);

/// The type of visitors among SQLite's pointers.
extern const char *const sqliteVisitorType;

} // namespace frontdesk
