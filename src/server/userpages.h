// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/userencoder.h"
#include "server/reply.h"
#include "server/request.h"
#include "storage/userquery.h"

#include <optional>
#include <string>
#include <string_view>

namespace frontdesk {

class UserStore;

/// `GET /users?limit=&after=&q=&sort=&count=` (SPEC §4): pages of users, with a
/// Link (RFC 8288) to the next. Any server thread.
class UserPages
{
public:
    /// @p users outlives it.
    explicit UserPages(UserStore &users)
        : m_users(users)
    { }

    /// JSON has users as resources, the other formats have the tutorial's keys.
    Async<Reply> page(Request request, UserFormat format);

    /// Errors: Malformed, for a key that isn't known or a value that isn't good.
    static Result<UserQuery> parse(std::string_view query);

    /// The place behind which a page begins, in a form that clients take as it is
    /// (base64url); it says which order it belongs to.
    static std::string tokenFor(const UserPlace &place, UserOrder order);
    /// None where tokenFor() can't have made it.
    static std::optional<UserPlace> placeFrom(std::string_view token, UserOrder order);

private:
    UserStore &m_users;
};

} // namespace frontdesk
