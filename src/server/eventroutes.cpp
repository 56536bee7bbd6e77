// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/eventroutes.h"

#include "server/eventstream.h"
#include "server/queryparameters.h"
#include "server/routetable.h"

#include <algorithm>
#include <charconv>

namespace frontdesk {

namespace {

/// None: nothing was said. Something that is no id of ours is one that isn't there.
std::optional<quint64> lastEventId(const Request &request)
{
    const auto text = request.header("Last-Event-ID");
    if (text.empty())
        return std::nullopt;
    quint64 id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return error == std::errc() && end == text.data() + text.size() ? id : 0;
}

} // namespace

void EventRoutes::addTo(RouteTable &routes)
{
    routes.add(Method::Get, "/events", [this](Request r) { return events(std::move(r)); });
}

Async<Reply> EventRoutes::events(Request request)
{
    const auto parameters = QueryParameters::parse(request.query(), { "type" });
    if (!parameters)
        co_return Reply::problem(parameters.error());
    Result<EventTypes> types = allEventTypes;
    if (const auto names = parameters->text("type"))
        types = eventTypesFrom(QString::fromStdString(std::string(*names)));
    if (!types)
        co_return Reply::problem(types.error());
    auto stream = std::make_unique<EventStream>(m_hub, *types, lastEventId(request));
    co_return Reply::stream(std::move(stream), QByteArrayLiteral("text/event-stream"))
            .header("Cache-Control", "no-store");
}

} // namespace frontdesk
