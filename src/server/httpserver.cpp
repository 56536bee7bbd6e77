// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpserver.h"

#include "server/listener.h"
#include "server/listeningsocket.h"

#include <QThread>

#include <algorithm>
#include <optional>
#include <sys/socket.h>
#include <utility>
#include <vector>

namespace frontdesk {

class HttpServer::Private
{
public:
    Private(const RouteTable &routes, const Limits &limits, const QString &spoolFolder)
        : shared { routes, limits, spoolFolder }
    { }

    struct Worker
    {
        std::unique_ptr<ExchangeRecorder> recorder;
        std::unique_ptr<QThread> thread;
        Listener *listener = nullptr; // dies in its thread, when that ends
    };

    ServerShared shared;
    std::optional<ListeningSocket> socket;
    std::vector<Worker> workers;
    size_t started = 0, ended = 0;
    bool stopping = false;
};

HttpServer::HttpServer(const RouteTable &routes, const Limits &limits, const QString &spoolFolder,
                       QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(routes, limits, spoolFolder))
{ }

HttpServer::~HttpServer()
{
    for (auto &worker : d->workers)
        worker.thread->wait(); // it has left its event loop already
}

Result<quint16> HttpServer::start(const QHostAddress &address, quint16 port, int threads,
                                  std::shared_ptr<const TlsContext> tls)
{
    Q_ASSERT(d->workers.empty() && threads > 0);
    auto socket = ListeningSocket::open(address, port);
    if (!socket)
        return failure(socket.error());
    d->socket.emplace(std::move(*socket));
    d->shared.listeningSocket = d->socket->descriptor();
    d->shared.tls = std::move(tls);
    d->started = d->ended = 0;
    for (int i = 1; i <= threads; ++i) {
        auto thread = std::make_unique<QThread>();
        thread->setObjectName(QStringLiteral("server %1").arg(i));
        auto recorder = std::make_unique<ExchangeRecorder>();
        auto *listener = new Listener(d->shared, *recorder, i);
        listener->moveToThread(thread.get());
        connect(thread.get(), &QThread::started, listener, &Listener::start);
        connect(listener, &Listener::started, this, [this] {
            if (++d->started == d->workers.size())
                emit listening();
        });
        connect(listener, &Listener::stopped, thread.get(), &QThread::quit);
        connect(
                thread.get(), &QThread::finished, thread.get(), [listener] { delete listener; },
                Qt::DirectConnection); // in the ending thread, where it lives
        connect(thread.get(), &QThread::finished, this, [this] {
            if (++d->ended < d->workers.size())
                return;
            d->socket.reset();
            emit stopped();
        });
        d->workers.push_back({ std::move(recorder), std::move(thread), listener });
    }
    for (auto &worker : d->workers)
        worker.thread->start();
    return d->socket->port();
}

void HttpServer::stop()
{
    if (d->workers.empty() || std::exchange(d->stopping, true))
        return;
    // Not closed yet, since the threads still poll it; but nobody is let in.
    ::shutdown(d->socket->descriptor(), SHUT_RDWR);
    for (auto &worker : d->workers)
        QMetaObject::invokeMethod(worker.listener, &Listener::stop, Qt::QueuedConnection);
}

QList<Exchange> HttpServer::takeExchanges(qint64 &leftOut)
{
    QList<Exchange> exchanges;
    for (auto &worker : d->workers) {
        auto batch = worker.recorder->take();
        leftOut += batch.leftOut;
        if (exchanges.isEmpty()) { // nothing to merge: as it is
            exchanges = std::move(batch.exchanges);
            continue;
        }
        const auto merged = exchanges.size();
        exchanges += std::move(batch.exchanges);
        std::inplace_merge(exchanges.begin(), exchanges.begin() + merged, exchanges.end(),
                           [](const Exchange &a, const Exchange &b) {
                               return a.times.answeredNs < b.times.answeredNs;
                           });
    }
    return exchanges;
}

int HttpServer::connectionCount() const
{
    return d->shared.connections;
}

} // namespace frontdesk
