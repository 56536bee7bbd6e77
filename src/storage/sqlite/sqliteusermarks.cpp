// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteusermarks.h"

#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqliteuserrows.h"

#include <algorithm>

namespace frontdesk {

namespace {

/// The id @p count users behind @p id; 0 where there are not so many.
Result<qint64> idBehind(SqliteConnection &connection, qint64 id, qint64 count)
{
    SqliteQuery row = connection.query(
            "SELECT id FROM users WHERE id > ?1 ORDER BY id LIMIT 1 OFFSET ?2", id, count - 1);
    const auto found = row.next();
    if (!found)
        return failure(found.error());
    return *found ? row.integer(0) : 0;
}

} // namespace

Result<QList<User>> SqliteUserMarks::page(SqliteConnection &connection, qint64 offset, int limit)
{
    Marks marks = known();
    const auto wanted = size_t(offset / distance);
    const size_t before = marks.ids.size();
    while (marks.ids.size() < wanted) {
        const auto id = idBehind(connection, marks.ids.empty() ? 0 : marks.ids.back(), distance);
        if (!id)
            return failure(id.error());
        if (*id == 0)
            return QList<User>();
        marks.ids.push_back(*id);
    }
    const qint64 from = wanted > 0 ? marks.ids[wanted - 1] : 0;
    if (marks.ids.size() > before)
        remember(std::move(marks));

    QList<User> users;
    SqliteQuery rows
            = connection.query("SELECT id, name, email, version, created_at, updated_at FROM users"
                               " WHERE id > ?1 ORDER BY id LIMIT ?2 OFFSET ?3",
                               from, limit, offset % distance);
    for (;;) {
        const auto row = rows.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return users;
        users.append(readUser(rows));
    }
}

void SqliteUserMarks::forget()
{
    const std::lock_guard lock(m_mutex);
    ++m_marks.removals;
    m_marks.ids.clear();
}

SqliteUserMarks::Marks SqliteUserMarks::known()
{
    const std::lock_guard lock(m_mutex);
    return m_marks;
}

void SqliteUserMarks::remember(Marks marks)
{
    const std::lock_guard lock(m_mutex);
    if (marks.removals == m_marks.removals && marks.ids.size() > m_marks.ids.size())
        m_marks = std::move(marks);
}

} // namespace frontdesk
