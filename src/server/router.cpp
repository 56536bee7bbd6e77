// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/router.h"

#include "server/facade.h"
#include "server/qtcompat.h"

#include <unistd.h>

namespace frontdesk {

/// Hands facades to QHttpServer as if they had been accepted.
class Router::FacadeServer final : public QTcpServer
{
public:
    bool start(int listeningSocket)
    {
        const bool listening = setSocketDescriptor(::dup(listeningSocket));
        pauseAccepting();
        return listening;
    }

    void hand(QTcpSocket *facade) { addPendingConnection(facade); }

    QTcpSocket *nextPendingConnection() override
    {
        QTcpSocket *next = QTcpServer::nextPendingConnection();
        pauseAccepting(); // it has just switched Qt's own accepting on again
        return next;
    }

protected:
    void incomingConnection(qintptr descriptor) override { ::close(int(descriptor)); }
};

Router::Router(int listeningSocket, Dispatch dispatch)
    : m_facades(new FacadeServer)
    , m_dispatch(std::move(dispatch))
{
    if (!m_facades->start(listeningSocket) || !qtcompat::bind(m_server, m_facades))
        qFatal("QHttpServer does not take a listening socket.");
    qtcompat::addCatchAllRule(m_server, [this] {
        const MessageRef message = std::move(m_message);
        if (message)
            m_dispatch(message);
    });
    makeFacade();
}

Router::~Router() = default;

bool Router::route(const MessageRef &message)
{
    m_message = message;
    m_facade->present(*message);
    if (!m_message)
        return true;
    m_message = MessageRef();
    m_facade->deleteLater(); // it has half a request in it
    makeFacade();
    return false;
}

void Router::makeFacade()
{
    m_facade = new Facade(m_facades);
    m_facades->hand(m_facade);
}

} // namespace frontdesk
