// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "server/reply.h"
#include "server/request.h"

namespace frontdesk {

class Idempotency;
class RouteTable;
class UserStore;

/// Users as resources (SPEC §4): `POST /users`, `POST /users/batch`, and GET, PUT,
/// PATCH and DELETE of `/users/{id}`. Any server thread.
class UserResource
{
public:
    /// Both outlive it.
    UserResource(UserStore &users, Idempotency &idempotency);

    /// Outlives the table's use.
    void addTo(RouteTable &routes);

private:
    Async<Reply> create(Request request);
    Async<Reply> createAll(Request request);
    Async<Reply> read(Request request);
    Async<Reply> replace(Request request);
    Async<Reply> patch(Request request);
    Async<Reply> remove(Request request);

    UserStore &m_users;
    Idempotency &m_idempotency;
};

} // namespace frontdesk
