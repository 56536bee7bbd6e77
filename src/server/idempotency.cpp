// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/idempotency.h"

#include "server/request.h"

#include <QCryptographicHash>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr size_t longestKey = 255;

bool isKey(std::string_view text)
{
    return !text.empty() && text.size() <= longestKey
            && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

QByteArray fingerprintOf(const Request &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const std::string_view part : { toString(request.method()), request.path() }) {
        hash.addData(QByteArray(part.data(), qsizetype(part.size())));
        hash.addData(QByteArrayLiteral("\n"));
    }
    hash.addData(request.body());
    return hash.result().toHex();
}

} // namespace

Idempotency::Ticket::~Ticket()
{
    if (!m_owner)
        return;
    const std::lock_guard lock(m_owner->m_mutex);
    m_owner->m_underWay.erase(m_key);
}

Result<Idempotency::Ticket> Idempotency::begin(const Request &request)
{
    Ticket ticket;
    auto key = request.fields("Idempotency-Key");
    if (!key)
        return ticket;
    if (!isKey(*key))
        return failure(
                ErrorKind::Malformed, QStringLiteral("bad_idempotency_key"),
                QStringLiteral("Idempotency-Key must be 1 to 255 visible ASCII characters."));
    ticket.m_key = std::move(*key);
    ticket.m_fingerprint = fingerprintOf(request);

    const std::lock_guard lock(m_mutex);
    const auto [first, isFirst] = m_underWay.emplace(ticket.m_key, ticket.m_fingerprint);
    if (isFirst) {
        ticket.m_owner = this;
        return ticket;
    }
    if (first->second != ticket.m_fingerprint)
        return failure(ErrorKind::Invalid, QStringLiteral("idempotency_key_reused"),
                       QStringLiteral("This Idempotency-Key was sent with another request; send "
                                      "a new key with a new request."));
    return failure(ErrorKind::Conflict, QStringLiteral("idempotency_in_progress"),
                   QStringLiteral("The first request with this Idempotency-Key is still under "
                                  "way; try again soon."));
}

Reply Idempotency::reply(const Result<StoredAnswer> &answer)
{
    if (!answer)
        return Reply::problem(answer.error());
    auto reply = Reply::json(answer->body, answer->status).fieldLines(answer->fields);
    if (answer->replayed)
        return std::move(reply).header("Idempotent-Replayed", "true");
    return reply;
}

Reply Idempotency::refusal(const Error &error)
{
    auto reply = Reply::problem(error);
    if (error.kind == ErrorKind::Conflict)
        return std::move(reply).header("Retry-After", "1");
    return reply;
}

} // namespace frontdesk
