// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/user.h"

#include <QList>

#include <mutex>
#include <vector>

namespace frontdesk {

class SqliteConnection;

/// Finds the n-th user in order of id. SQLite counts its way there from the first,
/// 40 ms to the end of a million; this remembers the id at every so many, and
/// counts from there. Users are added at the end, which leaves what is remembered
/// true; where one is removed, it is forgotten. Any thread.
class SqliteUserMarks
{
public:
    /// Users from one mark to the next: counted in less than a millisecond.
    static constexpr qint64 distance = 8'192;

    /// UserStore::page() on a connection of the caller's whose snapshot, if it has
    /// one, is not older than the call.
    Result<QList<User>> page(SqliteConnection &connection, qint64 offset, int limit);

    /// A user has been removed, and every later snapshot shows it.
    void forget();

private:
    struct Marks
    {
        quint64 removals = 0; ///< how many had been when these were true
        std::vector<qint64> ids; ///< the n-th: of the last among (n + 1) * distance users
    };

    Marks known();
    void remember(Marks marks);

    std::mutex m_mutex;
    Marks m_marks;
};

} // namespace frontdesk
