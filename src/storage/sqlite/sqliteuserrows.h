// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/precondition.h"
#include "base/result.h"
#include "base/user.h"

#include <QList>

#include <span>
#include <vector>

namespace frontdesk {

class SqliteConnection;
class SqliteQuery;

/// The statements behind SqliteUserStore, on a connection of the caller's. Those
/// that write run in the writer's transaction and leave nothing behind when they
/// fail. Contracts as in UserStore.

Result<User> insertUser(SqliteConnection &connection, const UserDraft &draft, qint64 nowMs);
Result<QList<User>> insertUsers(SqliteConnection &connection, const std::vector<UserDraft> &drafts,
                                qint64 nowMs);
Result<User> updateUser(SqliteConnection &connection, qint64 id, const UserPatch &patch,
                        const Precondition &precondition, qint64 nowMs);
Result<QList<User>> removeUsers(SqliteConnection &connection, const QList<User> &users);
Result<User> removeUser(SqliteConnection &connection, qint64 id, const Precondition &precondition);
Result<User> findUser(SqliteConnection &connection, qint64 id);
/// In the order of @p ids, each of which is there.
Result<QList<User>> findUsers(SqliteConnection &connection, std::span<const qint64> ids);

/// The user in the present row of a query that selects, first of all and in this
/// order, id, name, email, version, created_at, updated_at.
User readUser(const SqliteQuery &row);

} // namespace frontdesk
