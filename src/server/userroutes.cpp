// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/userroutes.h"

#include "base/jsonwriter.h"
#include "server/accept.h"
#include "server/routetable.h"
#include "storage/userstore.h"

#include <array>

namespace frontdesk {

namespace {

Error userNotFound()
{
    return {
        ErrorKind::NotFound, QStringLiteral("user_not_found"), QStringLiteral("User not found"), {}
    };
}

UserFormat preferredFormat(const Request &request)
{
    static constexpr std::array<std::string_view, userFormatCount> offers
            = { "application/json", "text/csv", "application/x-ndjson" };
    return UserFormat(preferredType(request.fields("Accept").value_or(""), offers));
}

/// What an answer says that could have been in another format.
Reply inFormat(Reply reply, UserFormat format)
{
    if (format == UserFormat::Csv && reply.status() == 200) // a browser saves it by that name
        reply = std::move(reply).header("Content-Disposition", "inline; filename=\"users.csv\"");
    return std::move(reply).header("Vary", "Accept");
}

} // namespace

UserRoutes::UserRoutes(UserStore &users)
    : m_users(users)
    , m_pages(users)
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
    const UserFormat format = preferredFormat(request);
    if (!request.query().empty()) {
        auto page = m_pages.page(std::move(request), format);
        co_return inFormat(co_await page, format);
    }
    const Request::DatabaseSpan span(request);
    auto table = co_await m_users.all(format);
    if (!table)
        co_return Reply::problem(table.error());
    Reply reply = table->stream ? Reply::stream(std::move(table->stream), mediaType(format))
                                : Reply::text(std::move(table->text), mediaType(format));
    co_return inFormat(std::move(reply), format);
}

} // namespace frontdesk
