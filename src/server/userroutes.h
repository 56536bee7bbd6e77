// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "server/reply.h"
#include "server/request.h"
#include "server/userpages.h"

namespace frontdesk {

class RouteTable;
class UserStore;

/// The tutorial's routes for users (SPEC §3). Any server thread.
class UserRoutes
{
public:
    /// @p users outlives it.
    explicit UserRoutes(UserStore &users);

    /// Outlives the table's use.
    void addTo(RouteTable &routes);

private:
    Async<Reply> addUser(Request request);
    Async<Reply> user(Request request);
    Async<Reply> allUsers(Request request);

    UserStore &m_users;
    UserPages m_pages;
};

} // namespace frontdesk
