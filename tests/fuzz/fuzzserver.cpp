// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzzserver.h"

#include "script.h"

#include "server/bodyfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QHostAddress>
#include <QJsonDocument>

#include <stdexcept>

namespace frontdesk::fuzz {

namespace {

/// Pieces that come from elsewhere; then the end, or an error.
class Pieces final : public BodySource
{
public:
    explicit Pieces(bool fails)
        : m_fails(fails)
    { }

    Async<Result<QByteArray>> next() override
    {
        auto [later, resolver] = defer<QByteArray>();
        if (m_left > 0)
            resolver.resolve(QByteArray(--m_left * 700 + 1, 'x'));
        else if (m_fails)
            resolver.resolve(failure(ErrorKind::Io, QStringLiteral("io"), QStringLiteral("disk")));
        else
            resolver.resolve(QByteArray());
        co_return co_await later;
    }

private:
    int m_left = 3;
    const bool m_fails;
};

Reply textReply(QByteArray body)
{
    return Reply::text(std::move(body), "text/plain");
}

Reply stream(bool fails)
{
    return Reply::stream(std::make_unique<Pieces>(fails), "text/plain");
}

Reply jsonReply(const Request &request)
{
    auto object = request.jsonBody();
    if (!object)
        return Reply::problem(std::move(object.error()));
    return Reply::json(QJsonDocument(*object).toJson(QJsonDocument::Compact), 201);
}

Reply fileReply(const Request &request)
{
    const auto file = request.file();
    require(!file || request.body().isEmpty(), "a body is in memory or in a file");
    require(!file || quint64(file->size()) <= FuzzServer::limits.fileBytes,
            "a file keeps to its limit");
    return textReply(file ? file->read(0, file->size()).value() : request.body());
}

ListeningSocket anySocket()
{
    auto socket = ListeningSocket::open(QHostAddress(QHostAddress::LocalHost), 0);
    require(socket.has_value(), "a free port can be listened on");
    return std::move(*socket);
}

} // namespace

// Deadlines are due as soon as somebody looks; but for the body's total, at which
// the connection itself looks. The rest is small, so that short inputs reach it.
const Limits FuzzServer::limits = [] {
    Limits small;
    small.headBytes = 1024;
    small.targetBytes = 256;
    small.headFields = 16;
    small.bodyBytes = 1024;
    small.fileBytes = 4096;
    small.unsentBytes = 2048;
    small.headTimeout = small.stallTimeout = small.idleTimeout = Limits::Duration::zero();
    small.writeTimeout = small.lingerTimeout = Limits::Duration::zero();
    return small;
}();

FuzzServer::FuzzServer()
    : m_socket(anySocket())
    , m_host(std::make_shared<ConnectionHost>(
              1, limits, m_recorder,
              BodyPlaces { &m_bodies, &m_files, &m_routes, QDir::tempPath() }))
    , m_dispatcher(m_routes, *m_host, Gate(Scheme::Http))
{
    Inbox::setCurrent(std::shared_ptr<Inbox>(m_host, &m_host->poller));
    m_router = std::make_unique<Router>(m_socket.descriptor(), [this](const MessageRef &message) {
        m_asked.push_back(message->method);
        m_dispatcher.dispatch(message);
    });
    m_host->route = [this](const MessageRef &message) { return m_router->route(message); };
    m_host->refusal = [this](const Message &message) { return m_dispatcher.refusal(message); };
    m_host->bury = [this](Connection &connection) {
        require(&connection == m_connection.get(), "a connection is closed once");
        m_grave = std::move(m_connection);
        m_host->poller.later(connection);
    };
    QObject::connect(&m_host->poller, &Poller::roundDone, [this] { m_grave.reset(); });

    m_routes.add(Method::Get, "/now", [](Request) { return textReply("now"); });
    m_routes.add(Method::Get, "/large", [](Request) { return textReply(QByteArray(20'000, 'x')); });
    m_routes.add(Method::Get, "/empty", [](Request) { return Reply::empty(204); });
    m_routes.add(Method::Get, "/is/{id}", [](Request request) {
        return textReply(request.id(0) ? QByteArray::number(*request.id(0)) : "none");
    });
    m_routes.add(Method::Get, "/throws",
                 [](Request) -> Async<Reply> { throw std::runtime_error("as asked"); });
    m_routes.add(Method::Get, "/stream", [](Request) { return stream(false); });
    m_routes.add(Method::Get, "/broken", [this](Request) {
        m_brokenOff = true;
        return stream(true);
    });
    m_routes.add(Method::Get, "/pending", [this](Request) { return answerLater(); });
    m_routes.add(Method::Post, "/echo", [](Request request) { return textReply(request.body()); });
    m_routes.add(Method::Post, "/json", [](Request request) { return jsonReply(request); });
    m_routes.add(
            Method::Post, "/file", [](Request request) { return fileReply(request); },
            RouteTrait::TakesFile);
    m_routes.add(Method::Put, "/echo", [this](Request) { return answerLater(); });
}

Async<Reply> FuzzServer::answerLater()
{
    auto [later, resolver] = defer<QByteArray>();
    m_pending.push_back(std::move(resolver));
    const auto body = co_await later;
    co_return textReply(body.value_or("gone"));
}

Connection &FuzzServer::open(std::unique_ptr<Transport> transport)
{
    m_asked.clear();
    m_brokenOff = false;
    m_connection = std::make_unique<Connection>(*m_host, std::move(transport), "127.0.0.1:1");
    return *m_connection;
}

void FuzzServer::turn()
{
    QCoreApplication::processEvents();
}

bool FuzzServer::finishOne()
{
    if (m_pending.empty())
        return false;
    m_pending.front().resolve("late");
    m_pending.pop_front();
    return true;
}

void FuzzServer::expireAll()
{
    for (auto due = m_host->deadlines.takeDue(); due.owner; due = m_host->deadlines.takeDue())
        static_cast<Connection *>(due.owner)->expired(due.what);
}

bool FuzzServer::isIdle() const
{
    return !m_connection && !m_grave && m_pending.empty() && m_host->coroutines == 0
            && m_host->cork.empty() && m_host->corked.empty() && m_bodies.left() == bodiesTogether
            && m_files.left() == bodiesTogether;
}

} // namespace frontdesk::fuzz
