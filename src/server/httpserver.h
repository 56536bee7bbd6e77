// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"
#include "base/result.h"
#include "server/limits.h"
#include "server/routetable.h"

#include <QHostAddress>
#include <QObject>

#include <memory>

namespace frontdesk {

class TlsContext;

/// The HTTP server: one listening socket, N threads that each have a Listener
/// behind it. Lives in the main thread, which it never makes wait.
class HttpServer final : public QObject
{
    Q_OBJECT

public:
    /// @p routes outlives the server and doesn't change while it runs. @p
    /// spoolFolder: of bodies that are too large for memory.
    HttpServer(const RouteTable &routes, const Limits &limits, const QString &spoolFolder,
               QObject *parent = nullptr);
    /// Not before stopped(), once started.
    ~HttpServer() override;

    /// Binds and starts @p threads threads (1 and up); listening() tells when they
    /// accept. @p tls: null for plain HTTP. Errors: as of ListeningSocket::open().
    Result<quint16> start(const QHostAddress &address, quint16 port, int threads,
                          std::shared_ptr<const TlsContext> tls = nullptr);
    /// Stops gracefully: requests under way are answered for at most
    /// Limits::stopTimeout. Emits stopped().
    void stop();

    /// What was answered since the last call, oldest first.
    QList<Exchange> takeExchanges(qint64 &leftOut);
    int connectionCount() const;

signals:
    void listening();
    void stopped();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace frontdesk
