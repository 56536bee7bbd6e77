// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/userpages.h"

#include "server/queryparameters.h"
#include "storage/userstore.h"

#include <QByteArray>

#include <array>
#include <charconv>

namespace frontdesk {

namespace {

constexpr int largestPage = 1000;
constexpr size_t usualLink = 128;
constexpr qsizetype longestToken = 1024; // the longest text in it has 400 bytes

struct OrderName
{
    UserOrder order;
    std::string_view name;
};

constexpr std::array<OrderName, 3> orders { {
        { UserOrder::Id, "id" },
        { UserOrder::Name, "name" },
        { UserOrder::Email, "email" },
} };

std::string_view nameOf(UserOrder order)
{
    return orders[size_t(order)].name;
}

tl::unexpected<Error> badQuery(const char *detail)
{
    return failure(ErrorKind::Malformed, QStringLiteral("bad_query"), QString::fromLatin1(detail));
}

/// Reads "name", or "-name" for the reverse, into @p query.
bool readSort(std::string_view sort, UserQuery &query)
{
    query.descending = sort.starts_with('-');
    const auto name = sort.substr(query.descending ? 1 : 0);
    for (const OrderName &order : orders) {
        if (name == order.name) {
            query.order = order.order;
            return true;
        }
    }
    return false;
}

/// The next page, the other parameters kept.
std::string linkTo(const UserQuery &query, const UserPlace &next)
{
    std::string link;
    link.reserve(usualLink);
    link.append("</users?limit=").append(std::to_string(query.limit));
    if (!query.prefix.empty()) {
        const auto bytes
                = QByteArray::fromRawData(query.prefix.data(), qsizetype(query.prefix.size()));
        link.append("&q=").append(std::string_view(bytes.toPercentEncoding()));
    }
    if (query.order != UserOrder::Id || query.descending)
        link.append(query.descending ? "&sort=-" : "&sort=").append(nameOf(query.order));
    if (query.counted)
        link.append("&count=exact");
    link.append("&after=").append(UserPages::tokenFor(next, query.order)).append(">; rel=\"next\"");
    return link;
}

} // namespace

Async<Reply> UserPages::page(Request request, UserFormat format)
{
    const auto query = parse(request.query());
    if (!query)
        co_return Reply::problem(query.error());
    const Request::DatabaseSpan span(request);
    const auto page = co_await m_users.list(*query, format);
    if (!page)
        co_return Reply::problem(page.error());
    auto reply = Reply::text(page->text, mediaType(format));
    if (page->next)
        reply = std::move(reply).header("Link", linkTo(*query, *page->next));
    if (page->total)
        reply = std::move(reply).header("X-Total-Count", std::to_string(*page->total));
    co_return reply;
}

Result<UserQuery> UserPages::parse(std::string_view query)
{
    const auto parameters
            = QueryParameters::parse(query, { "limit", "after", "q", "sort", "count" });
    if (!parameters)
        return failure(parameters.error());
    UserQuery result;
    const auto limit = parameters->number("limit", 1, largestPage, result.limit);
    if (!limit)
        return failure(limit.error());
    result.limit = int(*limit);
    result.prefix = parameters->text("q").value_or("");
    if (const auto sort = parameters->text("sort"); sort && !readSort(*sort, result))
        return badQuery("sort must be id, name or email, with - before it to reverse it.");
    if (const auto count = parameters->text("count")) {
        if (*count != "exact")
            return badQuery("count must be exact, or left out.");
        result.counted = true;
    }
    if (const auto token = parameters->text("after")) {
        result.after = placeFrom(*token, result.order);
        if (!result.after)
            return badQuery("after is not what a Link to a next page in this order has said.");
    }
    return result;
}

std::string UserPages::tokenFor(const UserPlace &place, UserOrder order)
{
    std::string plain(nameOf(order));
    plain.append(1, ':').append(std::to_string(place.id)).append(1, ':').append(place.text);
    return QByteArray::fromRawData(plain.data(), qsizetype(plain.size()))
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
            .toStdString();
}

std::optional<UserPlace> UserPages::placeFrom(std::string_view token, UserOrder order)
{
    const QByteArray encoded(token.data(), qsizetype(token.size()));
    if (encoded.size() > longestToken)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(
            encoded, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    const std::string plain = decoded.decoded.toStdString();
    const std::string prefix = std::string(nameOf(order)) + ':';
    UserPlace place;
    if (!plain.starts_with(prefix))
        return std::nullopt;
    const char *const end = plain.data() + plain.size();
    const auto id = std::from_chars(plain.data() + prefix.size(), end, place.id);
    if (id.ec != std::errc() || id.ptr == end || *id.ptr != ':')
        return std::nullopt;
    place.text.assign(id.ptr + 1, end);
    // Written again it must be the same, so that there is one token for a place.
    if (tokenFor(place, order) != token || !decoded.decoded.isValidUtf8()
        || (order == UserOrder::Id && !place.text.empty()))
        return std::nullopt;
    return place;
}

} // namespace frontdesk
