// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/sqlite/sqlitequery.h"
#include "storage/sqlite/sqlitevisitor.h"
#include "storage/userquery.h"

#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace frontdesk {

class SqliteConnection;

/// A user who was met, with what is sorted by.
struct MetUser
{
    std::string_view text; ///< in order of id: empty; there for as long as the scan
    qint64 id = 0;
};

/// All users whose name, or whose e-mail, has the prefix, from the column's own
/// index. It is in order of bytes, so a prefix has a range in it for each way to
/// write its letters; the scan leaps from one to the next that is in use.
class SqlitePrefixScan : private SqliteVisitor
{
public:
    struct Statements;

    /// Of UserQuery it goes by the prefix, and by the order, whose text each user
    /// has. @p connection and @p query outlive it. One scan of a column at a time on a
    /// connection.
    SqlitePrefixScan(SqliteConnection &connection, UserOrder column, const UserQuery &query);

    /// Adds those that the next @p steps meet, a step for a row or for a leap, and counts
    /// the steps down. True: that was all.
    Result<bool> advance(int &steps, std::vector<MetUser> &found);

private:
    Result<void> seek();
    SqliteQuery rows();
    bool visit(const SqliteValues &values) override;
    std::string_view kept(std::string_view text);

    SqliteConnection &m_connection;
    const Statements &m_sql;
    const UserQuery &m_query;
    std::string m_written, m_behind; ///< the range under way: the prefix as it has it, and its end
    std::optional<std::string> m_from; ///< where the next range is sought; none: nowhere
    std::unique_ptr<SqliteQuery> m_rows; ///< that range; null: none
    std::pmr::monotonic_buffer_resource m_texts;
    int *m_steps = nullptr; ///< of the advance() under way
    std::vector<MetUser> *m_found = nullptr; ///< likewise
};

/// ASCII case aside.
bool beginsWith(std::string_view text, std::string_view prefix);

/// The least text, byte by byte, that is as long as @p prefix, equal to it but for
/// ASCII case, and greater than @p text, which doesn't begin with it. None where
/// all are less.
std::optional<std::string> nextPrefix(std::string_view text, std::string_view prefix);

} // namespace frontdesk
