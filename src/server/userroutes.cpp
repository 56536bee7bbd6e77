// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/userroutes.h"

#include "base/jsonwriter.h"
#include "server/queryparameters.h"
#include "server/routetable.h"
#include "storage/userstore.h"

namespace frontdesk {

namespace {

Error userNotFound()
{
    return {
        ErrorKind::NotFound, QStringLiteral("user_not_found"), QStringLiteral("User not found"), {}
    };
}

} // namespace

UserRoutes::UserRoutes(UserStore &users)
    : m_users(users)
{ }

void UserRoutes::addTo(RouteTable &routes)
{
    routes.add(Method::Post, "/add-user", [this](Request r) { return addUser(std::move(r)); });
    routes.add(Method::Get, "/user/{id}", [this](Request r) { return user(std::move(r)); });
    routes.add(Method::Get, "/users", [this](Request r) { return allUsers(std::move(r)); });
}

Async<Reply> UserRoutes::addUser(Request request)
{
    const auto body = request.jsonBody();
    if (!body)
        co_return Reply::problem(body.error());
    const auto draft = UserDraft::fromJson(*body);
    if (!draft)
        co_return Reply::problem(draft.error());
    const Request::DatabaseSpan span(request);
    const auto user = co_await m_users.create(*draft);
    if (!user)
        co_return Reply::problem(user.error());
    JsonWriter json;
    json.beginObject().key("message").value("User created").key("user");
    writeJson(json, *user);
    json.endObject();
    co_return Reply::json(json.bytes());
}

Async<Reply> UserRoutes::user(Request request)
{
    const auto id = request.id(0);
    if (!id)
        co_return Reply::problem(userNotFound());
    const Request::DatabaseSpan span(request);
    const auto user = co_await m_users.find(*id);
    co_return user ? Reply::json(toJson(*user)) : Reply::problem(user.error());
}

Async<Reply> UserRoutes::allUsers(Request request)
{
    const auto parameters = QueryParameters::parse(request.query(), {});
    if (!parameters)
        co_return Reply::problem(parameters.error());
    auto source = co_await m_users.streamJson();
    if (!source)
        co_return Reply::problem(source.error());
    co_return Reply::stream(std::move(*source), QByteArrayLiteral("application/json"));
}

} // namespace frontdesk
