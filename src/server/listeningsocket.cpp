// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listeningsocket.h"

#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace frontdesk {

namespace {

// Connections that wait to be accepted; the system caps it (net.core.somaxconn).
constexpr int backlog = 4096;

struct SocketAddress
{
    sockaddr_storage storage {};
    socklen_t size = 0;

    sockaddr *get() { return reinterpret_cast<sockaddr *>(&storage); }
};

SocketAddress toSocketAddress(const QHostAddress &address, quint16 port)
{
    SocketAddress result;
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        sockaddr_in6 v6 {};
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&v6.sin6_addr, &bytes, sizeof bytes);
        std::memcpy(&result.storage, &v6, sizeof v6);
        result.size = sizeof v6;
    } else {
        sockaddr_in v4 {};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        v4.sin_addr.s_addr = htonl(address.toIPv4Address());
        std::memcpy(&result.storage, &v4, sizeof v4);
        result.size = sizeof v4;
    }
    return result;
}

tl::unexpected<Error> openFailure(int code, const QHostAddress &address, quint16 port)
{
    if (code == EADDRINUSE)
        return failure(
                ErrorKind::Busy, QStringLiteral("port_taken"),
                QStringLiteral("Port %1 on %2 is taken by another program. Choose another with "
                               "--port N, or --port 0 for a free one.")
                        .arg(port)
                        .arg(address.toString()));
    if (code == EACCES)
        return failure(ErrorKind::Forbidden, QStringLiteral("port_forbidden"),
                       QStringLiteral("Port %1 needs more rights than this program has. Choose one "
                                      "above 1023 with --port N.")
                               .arg(port));
    return failure(ErrorKind::Io, QStringLiteral("cannot_listen"),
                   QStringLiteral("Cannot listen on %1, port %2: %3. Choose another address with "
                                  "--host ADDR.")
                           .arg(address.toString())
                           .arg(port)
                           .arg(QString::fromLocal8Bit(std::strerror(code))));
}

} // namespace

Result<ListeningSocket> ListeningSocket::open(const QHostAddress &address, quint16 port)
{
    SocketAddress target = toSocketAddress(address, port);
    const int descriptor
            = ::socket(target.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return openFailure(errno, address, port);
    ListeningSocket socket(descriptor);
    const int on = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (target.storage.ss_family == AF_INET6)
        ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (::bind(descriptor, target.get(), target.size) != 0 || ::listen(descriptor, backlog) != 0)
        return openFailure(errno, address, port);
    return socket;
}

ListeningSocket::~ListeningSocket()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

quint16 ListeningSocket::port() const
{
    SocketAddress own;
    own.size = sizeof own.storage;
    if (::getsockname(m_descriptor, own.get(), &own.size) != 0)
        return 0;
    sockaddr_in v4 {};
    sockaddr_in6 v6 {};
    if (own.storage.ss_family == AF_INET6) {
        std::memcpy(&v6, &own.storage, sizeof v6);
        return ntohs(v6.sin6_port);
    }
    std::memcpy(&v4, &own.storage, sizeof v4);
    return ntohs(v4.sin_port);
}

} // namespace frontdesk
