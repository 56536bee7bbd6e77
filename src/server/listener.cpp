// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listener.h"

#include "server/sockettransport.h"
#include "server/tlstransport.h"

#include <QTimerEvent>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace frontdesk {

namespace {

constexpr int tickIntervalMs = 250;
constexpr int acceptsInARow = 64;
// Beyond the limit so many more are told so; the rest is just closed.
constexpr int refusedAtOnce = 100;

QByteArray peerName(const sockaddr_storage &address)
{
    char text[INET6_ADDRSTRLEN] = "";
    if (address.ss_family == AF_INET6) {
        sockaddr_in6 v6 {};
        std::memcpy(&v6, &address, sizeof v6);
        ::inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
        return '[' + QByteArray(text) + "]:" + QByteArray::number(ntohs(v6.sin6_port));
    }
    sockaddr_in v4 {};
    std::memcpy(&v4, &address, sizeof v4);
    ::inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
    return QByteArray(text) + ':' + QByteArray::number(ntohs(v4.sin_port));
}

} // namespace

Listener::Listener(ServerShared &shared, ExchangeRecorder &recorder, int threadNumber)
    : m_shared(shared)
    , m_recorder(recorder)
    , m_threadNumber(threadNumber)
{ }

Listener::~Listener()
{
    m_connections.clear();
    m_graves.clear();
    Inbox::setCurrent(nullptr);
}

void Listener::start()
{
    m_host = std::make_shared<ConnectionHost>(m_threadNumber, m_shared.limits, m_recorder,
                                              BodyPlaces { &m_shared.bodies, &m_shared.files,
                                                           &m_shared.routes,
                                                           m_shared.spoolFolder });
    Inbox::setCurrent(std::shared_ptr<Inbox>(m_host, &m_host->poller));
    m_dispatcher = std::make_unique<Dispatcher>(m_shared.routes, *m_host,
                                                Gate(m_shared.tls ? Scheme::Https : Scheme::Http));
    m_router
            = std::make_unique<Router>(m_shared.listeningSocket, [this](const MessageRef &message) {
                  m_dispatcher->dispatch(message);
              });
    m_host->route = [this](const MessageRef &message) { return m_router->route(message); };
    m_host->refusal = [this](const Message &message) { return m_dispatcher->refusal(message); };
    m_host->bury = [this](Connection &connection) { bury(connection); };
    connect(&m_host->poller, &Poller::roundDone, this, &Listener::emptyGraves);
    m_host->poller.watchShared(m_shared.listeningSocket, *this);
    m_accepting = true;
    m_tick.start(tickIntervalMs, this);
    emit started();
}

void Listener::stop()
{
    if (m_accepting)
        m_host->poller.unwatch(m_shared.listeningSocket);
    m_accepting = false;
    m_host->stopping = true;
    m_stopDueMs = Deadlines::nowMs() + m_shared.limits.stopTimeout.count();
    for (size_t i = m_connections.size(); i-- > 0;) // closing takes the last one's place
        m_connections[i]->stop();
    finishStop();
}

void Listener::ready(std::uint32_t)
{
    for (int i = 0; i < acceptsInARow && m_accepting; ++i) {
        sockaddr_storage address {};
        socklen_t size = sizeof address;
        const int descriptor
                = ::accept4(m_shared.listeningSocket, reinterpret_cast<sockaddr *>(&address), &size,
                            SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0) {
            admit(descriptor, peerName(address));
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            // The socket stays ready: leave it alone until the next tick.
            m_host->poller.unwatch(m_shared.listeningSocket);
            m_accepting = false;
        } else if (errno != EINTR && errno != ECONNABORTED) {
            return;
        }
    }
}

void Listener::admit(int descriptor, QByteArray peer)
{
    std::unique_ptr<Transport> transport = std::make_unique<SocketTransport>(descriptor);
    const int open = ++m_shared.connections;
    if (open > m_shared.limits.connections + refusedAtOnce) {
        --m_shared.connections;
        return;
    }
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (m_shared.tls)
        transport = std::make_unique<TlsTransport>(*m_shared.tls, std::move(transport));
    m_connections.push_back(
            std::make_unique<Connection>(*m_host, std::move(transport), std::move(peer)));
    Connection &connection = *m_connections.back();
    connection.index = m_connections.size() - 1;
    m_host->poller.watch(descriptor, connection);
    if (open > m_shared.limits.connections)
        connection.refuse(
                { 503, "too_many_connections", "All connections this server allows are in use." });
}

void Listener::bury(Connection &connection)
{
    const size_t index = connection.index;
    m_graves.push_back(std::move(m_connections[index]));
    if (index + 1 != m_connections.size()) {
        m_connections[index] = std::move(m_connections.back());
        m_connections[index]->index = index;
    }
    m_connections.pop_back();
    --m_shared.connections;
    m_host->poller.later(connection); // a round is sure to come, and to end
}

void Listener::emptyGraves()
{
    if (!m_graves.empty())
        m_graves.clear();
    if (m_stopDueMs)
        finishStop();
}

void Listener::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_tick.timerId())
        return QObject::timerEvent(event);
    for (auto due = m_host->deadlines.takeDue(); due.owner; due = m_host->deadlines.takeDue())
        static_cast<Connection *>(due.owner)->expired(due.what);
    if (m_stopDueMs) {
        if (Deadlines::nowMs() >= m_stopDueMs) {
            while (!m_connections.empty())
                m_connections.back()->close();
        }
        finishStop();
    } else if (!m_accepting) {
        m_host->poller.watchShared(m_shared.listeningSocket, *this);
        m_accepting = true;
    }
}

void Listener::finishStop()
{
    if (!m_connections.empty() || !m_graves.empty() || m_host->coroutines > 0 || !m_tick.isActive())
        return;
    m_tick.stop();
    emit stopped();
}

} // namespace frontdesk
