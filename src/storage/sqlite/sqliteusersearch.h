// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/userquery.h"

#include <optional>

namespace frontdesk {

class SqliteConnection;

/// The users of UserQuery::prefix behind UserQuery::after and @p offset more, one
/// more than the page takes where there are so many. UserPage::total is set where it
/// was asked for.
Result<UserPage> searchUsers(SqliteConnection &connection, const UserQuery &query, qint64 offset);

/// The same from the first on, unless it takes more than some hundred rows: then none.
Result<std::optional<UserPage>> searchUsersBriefly(SqliteConnection &connection,
                                                   const UserQuery &query);

} // namespace frontdesk
