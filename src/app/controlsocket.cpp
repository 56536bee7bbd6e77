// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controlsocket.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

namespace frontdesk {

namespace {

constexpr int backlog = 16;

QByteArray pathIn(const QString &folder)
{
    return QFile::encodeName(QDir(folder).filePath(QStringLiteral("frontdesk.sock")));
}

/// Its address, which has room for some hundred bytes: a longer path is reached
/// through a descriptor of its folder.
class Address
{
public:
    explicit Address(const QString &folder)
    {
        m_address.sun_family = AF_UNIX;
        QByteArray path = pathIn(folder);
        if (size_t(path.size()) >= sizeof m_address.sun_path) {
            m_folder = Descriptor(::open(QFile::encodeName(folder).constData(),
                                         O_PATH | O_DIRECTORY | O_CLOEXEC));
            path = "/proc/self/fd/" + QByteArray::number(m_folder.number()) + "/frontdesk.sock";
        }
        std::memcpy(m_address.sun_path, path.constData(), size_t(path.size()));
    }

    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&m_address); }
    static constexpr socklen_t size() { return sizeof m_address; }

private:
    sockaddr_un m_address = {};
    Descriptor m_folder; ///< open for as long as the address is used
};

} // namespace

tl::expected<Descriptor, int> ControlSocket::listen(const QString &folder)
{
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket)
        return tl::unexpected(errno);
    remove(folder);
    const Address address(folder);
    // The file gets the mode that the socket has when it is bound: nobody else can
    // come in between.
    if (::fchmod(socket.number(), 0600) != 0
        || ::bind(socket.number(), address.get(), Address::size()) != 0
        || ::listen(socket.number(), backlog) != 0)
        return tl::unexpected(errno);
    return socket;
}

tl::expected<Descriptor, int> ControlSocket::connect(const QString &folder)
{
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket)
        return tl::unexpected(errno);
    // A process that is stopped accepts nobody: then connect() waits, but not for ever.
    const timeval patience = { 10, 0 };
    ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    const Address address(folder);
    if (::connect(socket.number(), address.get(), Address::size()) != 0)
        return tl::unexpected(errno);
    return socket;
}

void ControlSocket::remove(const QString &folder)
{
    ::unlink(pathIn(folder).constData());
}

} // namespace frontdesk
