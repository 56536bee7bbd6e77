// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "server/reply.h"
#include "server/request.h"

namespace frontdesk {

class RouteTable;
class UserStore;

/// The front page and the health checks (SPEC §4). Any server thread.
class InfoRoutes
{
public:
    /// @p users outlives it.
    explicit InfoRoutes(UserStore &users);

    /// Outlives the table's use.
    void addTo(RouteTable &routes);

private:
    Async<Reply> ready(Request request);

    UserStore &m_users;
};

} // namespace frontdesk
