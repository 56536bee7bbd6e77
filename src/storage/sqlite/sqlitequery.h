// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace frontdesk {

class SqliteVisitor;

/// One run of a prepared statement, from its parameters to its last row; its end
/// resets the statement, so that no snapshot stays open and the next run can
/// begin. Made by SqliteConnection::query().
class [[nodiscard]] SqliteQuery
{
public:
    /// Parameters are counted from 1. Texts are UTF-8, not copied, and outlive
    /// the query.
    template <typename... Values>
    SqliteQuery(sqlite3 *database, sqlite3_stmt *statement, Values &&...values)
        : m_database(database)
        , m_statement(statement)
    {
        int index = 0;
        (bind(++index, std::forward<Values>(values)), ...);
    }
    SqliteQuery(const SqliteQuery &) = delete;
    SqliteQuery &operator=(const SqliteQuery &) = delete;
    ~SqliteQuery();

    /// Steps to the next row; false: there is none.
    Result<bool> next();
    /// Runs it to its end; rows are of no interest.
    Result<void> run();

    /// Of the present row, columns counted from 0; a view holds until the next
    /// step. NULL reads as 0 and as the empty text.
    qint64 integer(int column) const;
    std::string_view text(int column) const;
    bool isNull(int column) const;
    std::optional<qint64> optionalInteger(int column) const;

    /// SQLite's extended code of what next() or run() ended with.
    int code() const { return m_code; }

private:
    void bind(int index, qint64 value);
    void bind(int index, std::integral auto value) { bind(index, qint64(value)); }
    void bind(int index, std::string_view utf8);
    void bind(int index, const std::string &utf8) { bind(index, std::string_view(utf8)); }
    void bind(int index, const QByteArray &utf8)
    {
        bind(index, std::string_view(utf8.constData(), size_t(utf8.size())));
    }
    void bind(int index, std::optional<qint64> value);
    void bind(int index, std::optional<std::string_view> utf8);
    void bind(int index, SqliteVisitor &visitor); // outlives the query
    void bind(int index, std::string &&) = delete; // it would dangle
    void bind(int index, QByteArray &&) = delete;

    sqlite3 *m_database;
    sqlite3_stmt *m_statement; // null: it could not be prepared
    int m_code = 0;
};

} // namespace frontdesk
