// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controlserver.h"

#include "app/controlsocket.h"
#include "storage/newfile.h"

#include <cerrno>

#include <sys/socket.h>

namespace frontdesk {

using namespace std::chrono_literals;

Result<std::unique_ptr<ControlServer>> ControlServer::listen(const QString &folder,
                                                             ControlLimits limits)
{
    auto socket = ControlSocket::listen(folder);
    if (!socket)
        return failure(ErrorKind::Io, QStringLiteral("no_control_socket"),
                       QStringLiteral("Subcommands cannot reach this process: no socket can be "
                                      "made in %1: %2.")
                               .arg(folder, errnoText(socket.error())));
    return std::unique_ptr<ControlServer>(new ControlServer(folder, std::move(*socket), limits));
}

ControlServer::ControlServer(QString folder, Descriptor socket, ControlLimits limits)
    : m_folder(std::move(folder))
    , m_limits(limits)
    , m_socket(std::move(socket))
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(1s);
    connect(&m_retry, &QTimer::timeout, this, &ControlServer::accept);
    connect(&m_notifier, &QSocketNotifier::activated, this, &ControlServer::accept);
    m_notifier.setSocket(m_socket.number());
    m_notifier.setEnabled(true);
}

ControlServer::~ControlServer()
{
    if (m_socket)
        ControlSocket::remove(m_folder);
}

void ControlServer::addCommand(const QString &name, const ControlCommand &command)
{
    m_commands.insert(name, command);
}

void ControlServer::accept()
{
    while (m_socket && m_calls < m_limits.calls) {
        Descriptor client(
                ::accept4(m_socket.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!client) {
            const bool none = errno == EAGAIN || errno == EINTR || errno == ECONNABORTED;
            m_notifier.setEnabled(none);
            if (!none)
                m_retry.start();
            return;
        }
        auto *call = new ControlCall(std::move(client), m_commands, m_limits, this);
        connect(call, &ControlCall::ended, this, &ControlServer::callEnded);
        ++m_calls;
    }
    m_notifier.setEnabled(false); // the next ones wait until one of these has ended
}

void ControlServer::callEnded()
{
    --m_calls;
    m_notifier.setEnabled(bool(m_socket));
    if (m_calls == 0 && m_stopped)
        std::exchange(m_stopped, std::nullopt)->resolve(true);
}

Async<Result<bool>> ControlServer::stop()
{
    m_notifier.setEnabled(false);
    m_retry.stop();
    ControlSocket::remove(m_folder);
    m_socket = Descriptor();
    auto [allEnded, resolver] = defer<bool>();
    m_stopped.emplace(std::move(resolver));
    for (auto *call : findChildren<ControlCall *>())
        call->cancel();
    if (m_calls == 0 && m_stopped)
        std::exchange(m_stopped, std::nullopt)->resolve(true);
    co_return co_await allEnded;
}

} // namespace frontdesk
