// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/message.h"

#include <QHttpServer>

#include <functional>
#include <memory>

namespace frontdesk {

class Facade;

/// The QHttpServer of one server thread. It never sees the network, where it has
/// no limits and Qt 6.4's crashes when a client leaves: it is handed each request
/// through a Facade and routes it to its one rule, behind which the RouteTable
/// stands.
class Router
{
public:
    using Dispatch = std::function<void(const MessageRef &)>;

    /// @p listeningSocket: any listening descriptor, duplicated; QHttpServer asks
    /// for a server that listens. It never accepts from it.
    Router(int listeningSocket, Dispatch dispatch);
    ~Router();

    /// Sends a request through QHttpServer, which calls dispatch. False if
    /// QHttpServer didn't take it for a request.
    bool route(const MessageRef &message);

private:
    class FacadeServer;

    void makeFacade();

    QHttpServer m_server;
    FacadeServer *m_facades = nullptr; // a child of m_server
    Facade *m_facade = nullptr; // a child of m_facades
    Dispatch m_dispatch;
    MessageRef m_message; // while it is being routed
};

} // namespace frontdesk
