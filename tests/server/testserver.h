// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/httpserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace frontdesk {

/// A server in this process on a free port of 127.0.0.1, with routes of the
/// test's own. Stopped gracefully at the end at the latest.
class TestServer
{
public:
    explicit TestServer(const RouteTable &routes, const Limits &limits = {}, int threads = 1,
                        std::shared_ptr<const TlsContext> tls = nullptr)
        : m_server(routes, limits, m_spool.path())
        , m_stopped(&m_server, &HttpServer::stopped)
    {
        QSignalSpy listening(&m_server, &HttpServer::listening);
        const auto started
                = m_server.start(QHostAddress(QHostAddress::LocalHost), 0, threads, std::move(tls));
        if (!started || (listening.isEmpty() && !listening.wait()))
            qFatal("The test server does not start.");
        port = *started;
    }
    ~TestServer()
    {
        if (!stop())
            qFatal("The test server does not stop.");
    }

    bool stop()
    {
        m_server.stop();
        return QTest::qWaitFor([this] { return !m_stopped.isEmpty(); }, 30'000);
    }

    int connectionCount() const { return m_server.connectionCount(); }
    QList<Exchange> takeExchanges()
    {
        qint64 leftOut = 0;
        return m_server.takeExchanges(leftOut);
    }

    /// Where large bodies go.
    QString spoolFolder() const { return m_spool.path(); }

    quint16 port = 0;

private:
    QTemporaryDir m_spool;
    HttpServer m_server;
    QSignalSpy m_stopped;
};

} // namespace frontdesk
