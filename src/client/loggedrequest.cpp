// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/loggedrequest.h"

#include "base/fieldlines.h"

#include <algorithm>
#include <array>

namespace frontdesk {

namespace {

bool isMasked(const HeaderField &field)
{
    return field.value == "***";
}

bool isSendersOwn(const HeaderField &field)
{
    static constexpr std::array<QByteArrayView, 6> own = {
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Expect",
    };
    return std::any_of(own.begin(), own.end(), [&field](QByteArrayView name) {
        return name.compare(field.name, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

QByteArrayList LoggedRequest::maskedNames() const
{
    QByteArrayList names;
    for (const HeaderField &field : headers) {
        if (isMasked(field))
            names << field.name;
    }
    return names;
}

QList<HeaderField> LoggedRequest::sendableHeaders() const
{
    QList<HeaderField> sendable;
    for (const HeaderField &field : headers) {
        if (!isMasked(field) && !isSendersOwn(field))
            sendable << field;
    }
    return sendable;
}

LoggedRequest loggedRequest(const Exchange &exchange, const QByteArray &origin)
{
    LoggedRequest request;
    request.method = exchange.method;
    request.url = urlOf(exchange, origin);
    request.target = exchange.texts.target().toByteArray();
    for (const FieldLine &field : fieldLines(exchange.texts.requestHead()))
        request.headers.append({ field.name.toByteArray(), field.value.toByteArray() });
    request.body = exchange.requestBody;
    request.bodySize = exchange.requestBodySize;
    return request;
}

} // namespace frontdesk
