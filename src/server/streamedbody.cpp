// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/streamedbody.h"

#include "server/connection.h"
#include "server/connectionhost.h"

namespace frontdesk {

namespace {

Async<Result<QByteArray>> nextPiece(BodySource &source)
{
    try {
        co_return co_await source.next();
    } catch (const std::exception &error) {
        qCritical("A streamed body threw: %s", error.what());
    }
    co_return failure(ErrorKind::Internal, QStringLiteral("internal_error"),
                      QStringLiteral("The answer could not be completed."));
}

void keepForLog(Exchange &exchange, const QByteArray &piece, qsizetype most)
{
    exchange.responseBodySize += piece.size();
    const qsizetype room = most - exchange.responseBody.size();
    if (exchange.responseBody.isEmpty() && piece.size() <= room)
        exchange.responseBody = piece;
    else if (room > 0)
        exchange.responseBody.append(piece.first(std::min(room, piece.size())));
}

} // namespace

Detached sendStreamedBody(ConnectionHost &host, MessageRef message,
                          std::unique_ptr<BodySource> source, Framing framing, Exchange exchange)
{
    const ConnectionHost::Holder holder(host);
    for (;;) {
        const auto piece = co_await nextPiece(*source);
        if (!message->connection)
            break;
        if (!piece) {
            message->connection->close();
            break;
        }
        if (piece->isEmpty()) {
            message->connection->endStream(framing, std::move(exchange));
            co_return;
        }
        if (!source->isEndless())
            keepForLog(exchange, *piece, host.limits.loggedBodyBytes);
        else
            exchange.responseBodySize += piece->size();
        message->connection->sendPiece(*piece, framing);
        if (message->connection)
            co_await message->connection->room();
        if (!message->connection)
            break;
    }
    host.recorder.record(std::move(exchange)); // never written to its end
}

} // namespace frontdesk
