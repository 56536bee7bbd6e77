// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/webhookkind.h"

#include "base/secrets.h"
#include "http/webclient.h"
#include "tasks/httpanswerjson.h"

#include <QDateTime>

namespace frontdesk {

Async<Result<QByteArray>> WebhookKind::run(TaskContext &context) const
{
    WebRequest request;
    request.method = "POST";
    request.url = context.params().value(u"url").toString();
    request.body = context.input();
    request.maxRedirects = 0;
    const QByteArray id = "msg_" + QByteArray::number(context.taskId()); // of all its attempts
    const qint64 timestamp = QDateTime::currentSecsSinceEpoch();
    request.headers = { { "Content-Type", "application/json" },
                        { "webhook-id", id },
                        { "webhook-timestamp", QByteArray::number(timestamp) },
                        { "webhook-signature", m_key.sign(id, timestamp, request.body) } };

    auto fetching = m_client->fetch(std::move(request), context.stopToken());
    const auto answer = co_await fetching;
    if (!answer)
        co_return failure(answer.error());
    const IncomingResponse &response = answer->response;
    if (response.status / 100 == 2)
        co_return QByteArray("{\"status\":" + QByteArray::number(response.status) + '}');
    if (const auto wait = frontdesk::retryAfter(response, QDateTime::currentDateTimeUtc()))
        context.retryAfter(*wait);
    co_return failure(response.status == 410 ? ErrorKind::Invalid : ErrorKind::Unavailable,
                      QStringLiteral("answered_with_error"), describeRefusal(response, {}));
}

} // namespace frontdesk
