// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dispatcher.h"

#include "base/clock.h"
#include "server/connection.h"
#include "server/connectionhost.h"

#include <exception>

namespace frontdesk {

namespace {

Reply defect(const char *what)
{
    qCritical("A route threw: %s", what);
    return Reply::problem({ ErrorKind::Internal,
                            QStringLiteral("internal_error"),
                            QStringLiteral("The server failed to answer; its log says more."),
                            {} });
}

Reply notFound()
{
    return Reply::problem({ ErrorKind::NotFound,
                            QStringLiteral("route_not_found"),
                            QStringLiteral("There is nothing at this path."),
                            {} });
}

Reply notAllowed(const RouteTable::Resource &resource)
{
    return Reply::problem(405, QStringLiteral("method_not_allowed"),
                          QStringLiteral("This path takes %1.")
                                  .arg(QString::fromStdString(resource.allow)))
            .header("Allow", resource.allow);
}

/// The route for a method; HEAD takes GET's where that changes nothing.
const RouteTable::Route *routeFor(const RouteTable::Resource &resource, Method method)
{
    const auto *route = resource.routes[size_t(method)].get();
    if (route || method != Method::Head)
        return route;
    const auto *get = resource.routes[size_t(Method::Get)].get();
    return get && get->trait == RouteTrait::None ? get : nullptr;
}

} // namespace

Dispatcher::Dispatcher(const RouteTable &routes, ConnectionHost &host, Gate gate)
    : m_routes(routes)
    , m_gate(gate)
    , m_host(host)
{ }

void Dispatcher::dispatch(const MessageRef &message)
{
    message->times.handlerNs = steadyNs();
    try {
        Async<Reply> reply = replyTo(message);
        if (reply.isReady())
            answer(message, reply.take());
        else
            answerLater(message, std::move(reply));
    } catch (const std::exception &error) {
        answer(message, defect(error.what()));
    } catch (...) {
        answer(message, defect("something that is no std::exception"));
    }
}

Dispatcher::Way Dispatcher::wayOf(const Message &message) const
{
    Way way { m_routes.find(message.path()), nullptr };
    if (way.match.resource)
        way.route = routeFor(*way.match.resource, message.method);
    return way;
}

std::optional<Error> Dispatcher::refusal(const Message &message, const Way &way) const
{
    const bool changesState = isUnsafe(message.method)
            || (way.route && way.route->trait == RouteTrait::ChangesState);
    return m_gate.check(message, changesState);
}

std::optional<Error> Dispatcher::refusal(const Message &message) const
{
    return refusal(message, wayOf(message));
}

Async<Reply> Dispatcher::replyTo(const MessageRef &message)
{
    const Way way = wayOf(*message);
    const auto &[match, route] = way;
    if (auto error = refusal(*message, way))
        return Reply::problem(std::move(*error));
    if (message->method == Method::Options) {
        if (message->target == "*")
            return Reply::empty(204).header("Allow",
                                            "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        if (match.resource && !route)
            return Reply::empty(204).header("Allow", match.resource->allow);
    }
    if (!match.resource)
        return notFound();
    if (!route)
        return notAllowed(*match.resource);
    Request request(message);
    for (size_t i = 0; i < match.arguments.size(); ++i)
        request.setArgument(i, match.arguments[i]);
    return route->handler(std::move(request));
}

Detached Dispatcher::answerLater(MessageRef message, Async<Reply> reply)
{
    const ConnectionHost::Holder holder(m_host);
    std::exception_ptr thrown;
    try {
        Reply ready = co_await reply;
        answer(message, std::move(ready));
        co_return;
    } catch (...) {
        thrown = std::current_exception();
    }
    try {
        std::rethrow_exception(thrown);
    } catch (const std::exception &error) {
        answer(message, defect(error.what()));
    } catch (...) {
        answer(message, defect("something that is no std::exception"));
    }
}

void Dispatcher::answer(const MessageRef &message, Reply &&reply)
{
    if (message->connection)
        return message->connection->answer(std::move(reply));
    message->times.answeredNs = steadyNs(); // the client has gone, the work is done all the same
    Exchange exchange = describe(*message, m_host.limits);
    exchange.thread = m_host.thread;
    m_host.recorder.record(std::move(exchange));
}

} // namespace frontdesk
