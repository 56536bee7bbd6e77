// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchangefilter.h"

#include "models/filterparser.h"

#include <algorithm>

namespace frontdesk {

namespace {

using Key = ExchangeFilter::Key;
using Condition = ExchangeFilter::Condition;

constexpr ExchangeFilter::KeyName keyNames[] = {
    { Key::Status, "status" },     { Key::Method, "method" }, { Key::Path, "path" },
    { Key::Duration, "duration" }, { Key::Size, "size" },     { Key::Body, "body" },
    { Key::Header, "header" },     { Key::Client, "client" },
};

bool anyMatches(const Condition &condition, QByteArrayView text)
{
    return std::any_of(condition.patterns.begin(), condition.patterns.end(),
                       [text](const TextPattern &pattern) { return pattern.matches(text); });
}

bool isWithin(const Condition &condition, qint64 number)
{
    return std::any_of(condition.ranges.begin(), condition.ranges.end(),
                       [number](const ExchangeFilter::Range &range) {
                           return number >= range.from && number <= range.to;
                       });
}

/// As it was sent, and as people read it.
bool targetMatches(const Condition &condition, QByteArrayView target)
{
    return anyMatches(condition, target)
            || (target.contains('%')
                && anyMatches(condition, QByteArray::fromPercentEncoding(target.toByteArray())));
}

bool pathMatches(const Condition &condition, QByteArrayView target)
{
    const qsizetype query = condition.withQuery ? -1 : target.indexOf('?');
    return targetMatches(condition, query < 0 ? target : target.first(query));
}

bool clientMatches(const Condition &condition, QByteArrayView client)
{
    const qsizetype port = client.lastIndexOf(':');
    return anyMatches(condition, client) || (port > 0 && anyMatches(condition, client.first(port)));
}

bool holds(const Condition &condition, const Exchange &exchange)
{
    const ExchangeTexts &texts = exchange.texts;
    switch (condition.key) {
    case Key::Word:
        return anyMatches(condition, exchange.method) || targetMatches(condition, texts.target());
    case Key::Method:
        return anyMatches(condition, exchange.method);
    case Key::Path:
        return pathMatches(condition, texts.target());
    case Key::Status:
        return isWithin(condition, exchange.status);
    case Key::Duration:
        return isWithin(condition, exchange.durationNs());
    case Key::Size:
        return isWithin(condition, exchange.responseBodySize);
    case Key::Client:
        return clientMatches(condition, exchange.client);
    case Key::Header:
        return anyMatches(condition, texts.requestHead())
                || anyMatches(condition, texts.responseHead());
    case Key::Body:
        return anyMatches(condition, exchange.requestBody)
                || anyMatches(condition, exchange.responseBody);
    }
    return false;
}

int cost(Key key)
{
    switch (key) {
    case Key::Status:
    case Key::Duration:
    case Key::Size:
        return 0;
    case Key::Method:
    case Key::Client:
        return 1;
    case Key::Word:
    case Key::Path:
        return 2;
    case Key::Header:
        return 3;
    case Key::Body:
        return 4;
    }
    return 0;
}

} // namespace

std::span<const ExchangeFilter::KeyName> ExchangeFilter::keys()
{
    return keyNames;
}

tl::expected<ExchangeFilter, FilterError> ExchangeFilter::parse(const QString &text)
{
    auto conditions = FilterParser(text).parse();
    if (!conditions)
        return tl::unexpected(conditions.error());
    ExchangeFilter filter;
    filter.m_conditions = std::move(*conditions);
    std::stable_sort(
            filter.m_conditions.begin(), filter.m_conditions.end(),
            [](const Condition &a, const Condition &b) { return cost(a.key) < cost(b.key); });
    return filter;
}

bool ExchangeFilter::accepts(const Exchange &exchange) const
{
    return std::all_of(m_conditions.begin(), m_conditions.end(),
                       [&exchange](const Condition &condition) {
                           return holds(condition, exchange) != condition.negated;
                       });
}

} // namespace frontdesk
