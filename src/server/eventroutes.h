// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "server/reply.h"
#include "server/request.h"

namespace frontdesk {

class EventHub;
class RouteTable;

/// `GET /events?type=`: server-sent events (SPEC §4, WHATWG HTML §9.2). Any server
/// thread.
class EventRoutes
{
public:
    /// @p hub outlives it.
    explicit EventRoutes(EventHub &hub)
        : m_hub(hub)
    { }

    /// Outlives the table's use.
    void addTo(RouteTable &routes);

private:
    Async<Reply> events(Request request);

    EventHub &m_hub;
};

} // namespace frontdesk
