// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockettransport.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace frontdesk {

namespace {

qint64 outcome(ssize_t count)
{
    if (count >= 0)
        return count;
    return errno == EAGAIN || errno == EWOULDBLOCK ? Transport::WouldBlock : Transport::Failed;
}

} // namespace

SocketTransport::~SocketTransport()
{
    ::close(m_descriptor); // leaves its epoll instance by itself
}

qint64 SocketTransport::read(char *buffer, qsizetype size)
{
    ssize_t count = 0;
    do {
        count = ::recv(m_descriptor, buffer, size_t(size), 0);
    } while (count < 0 && errno == EINTR);
    return outcome(count);
}

qint64 SocketTransport::write(std::span<const std::string_view> pieces)
{
    std::array<iovec, 4> parts {};
    Q_ASSERT(pieces.size() <= parts.size());
    for (size_t i = 0; i < pieces.size(); ++i)
        parts[i] = { const_cast<char *>(pieces[i].data()), pieces[i].size() };
    msghdr message {};
    message.msg_iov = parts.data();
    message.msg_iovlen = pieces.size();
    ssize_t count = 0;
    do {
        count = ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    } while (count < 0 && errno == EINTR);
    return outcome(count);
}

bool SocketTransport::shutdownWrite()
{
    ::shutdown(m_descriptor, SHUT_WR);
    return true;
}

} // namespace frontdesk
