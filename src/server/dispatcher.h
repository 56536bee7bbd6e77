// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "server/gate.h"
#include "server/message.h"
#include "server/reply.h"
#include "server/routetable.h"

#include <optional>

namespace frontdesk {

struct ConnectionHost;

/// The one wrapper around all routes, of one server thread: lets the Gate look,
/// finds the route, answers HEAD, OPTIONS, 404 and 405 from the table, catches
/// what a route throws, and hands the answer to the connection, at once or when
/// the route's coroutine ends.
class Dispatcher
{
public:
    Dispatcher(const RouteTable &routes, ConnectionHost &host, Gate gate);

    void dispatch(const MessageRef &message);

    /// Why the Gate would not let it in: known from its head, before its body.
    std::optional<Error> refusal(const Message &message) const;

private:
    struct Way
    {
        RouteTable::Match match;
        const RouteTable::Route *route = nullptr; ///< null: none for that method
    };

    Way wayOf(const Message &message) const;
    std::optional<Error> refusal(const Message &message, const Way &way) const;
    Async<Reply> replyTo(const MessageRef &message);
    Detached answerLater(MessageRef message, Async<Reply> reply);
    void answer(const MessageRef &message, Reply &&reply);

    const RouteTable &m_routes;
    const Gate m_gate;
    ConnectionHost &m_host;
};

} // namespace frontdesk
