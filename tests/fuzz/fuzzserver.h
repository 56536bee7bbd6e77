// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/connection.h"
#include "server/connectionhost.h"
#include "server/dispatcher.h"
#include "server/listeningsocket.h"
#include "server/router.h"

#include "base/deferred.h"

#include <QObject>

#include <deque>
#include <memory>
#include <vector>

namespace frontdesk::fuzz {

/// A server thread without a network: what Listener does for its connections,
/// with routes of each kind. There is one for all inputs, and it has one
/// connection at a time. Wants a QCoreApplication.
class FuzzServer
{
public:
    FuzzServer();
    Q_DISABLE_COPY_MOVE(FuzzServer)

    Connection &open(std::unique_ptr<Transport> transport);
    /// Lets the event loop turn once.
    void turn();
    /// Lets one GET /pending answer; false if there is none.
    bool finishOne();
    /// All deadlines have passed.
    void expireAll();
    void setStopping(bool stopping) { m_host->stopping = stopping; }

    bool isOpen() const { return m_connection != nullptr; }
    /// The methods of the requests that reached a route.
    const std::vector<Method> &asked() const { return m_asked; }
    /// One asked for GET /broken, whose answer stops in its middle.
    bool hasBrokenOff() const { return m_brokenOff; }
    /// Nothing of a connection is kept anywhere any more.
    bool isIdle() const;
    void forgetRecords() { m_recorder.take(); }

    static const Limits limits;

private:
    static constexpr qint64 bodiesTogether = 3000; // of one connection: small ones fit

    Async<Reply> answerLater();

    ListeningSocket m_socket; // QHttpServer wants one; nobody connects
    ExchangeRecorder m_recorder;
    RouteTable m_routes;
    BodyBudget m_bodies { bodiesTogether };
    BodyBudget m_files { bodiesTogether };
    std::shared_ptr<ConnectionHost> m_host;
    Dispatcher m_dispatcher;
    std::unique_ptr<Router> m_router;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<Connection> m_grave;
    std::deque<Resolver<QByteArray>> m_pending;
    std::vector<Method> m_asked;
    bool m_brokenOff = false;
};

} // namespace frontdesk::fuzz
