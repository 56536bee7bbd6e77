// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchangerecorder.h"

#include "server/message.h"

#include <algorithm>
#include <array>
#include <utility>

namespace frontdesk {

namespace {

constexpr std::string_view mask = "***";

bool isSecret(std::string_view name)
{
    static constexpr std::array<std::string_view, 4> secrets = {
        "authorization",
        "cookie",
        "set-cookie",
        "x-api-key",
    };
    for (const auto secret : secrets) {
        if (equalsIgnoreCase(name, secret))
            return true;
    }
    return false;
}

void append(QByteArray &text, std::string_view more)
{
    text.append(more.data(), qsizetype(more.size()));
}

QByteArray nameOf(Method method)
{
    const auto name = toString(method);
    return QByteArray::fromRawData(name.data(), qsizetype(name.size())); // a literal
}

} // namespace

void ExchangeRecorder::record(Exchange &&exchange)
{
    const std::lock_guard lock(m_mutex);
    if (m_batch.exchanges.size() < capacity)
        m_batch.exchanges.append(std::move(exchange));
    else
        ++m_batch.leftOut;
}

ExchangeRecorder::Batch ExchangeRecorder::take()
{
    Batch fresh;
    const std::lock_guard lock(m_mutex);
    // The next batch will be about as large; growing it would move it about.
    fresh.exchanges.reserve(std::min(capacity, m_batch.exchanges.size() + 64));
    return std::exchange(m_batch, std::move(fresh));
}

Exchange describe(const Message &message)
{
    Exchange exchange;
    exchange.id = message.number;
    exchange.receivedAtMs = message.receivedAtMs;
    exchange.times = message.times;
    exchange.method = message.target.empty() ? QByteArray() : nameOf(message.method);
    exchange.target = QByteArray(message.target.data(), qsizetype(message.target.size()));
    exchange.requestHead.reserve(qsizetype(message.text.size() + message.fields.size() * 4));
    for (const Message::Field &field : message.fields) {
        append(exchange.requestHead, field.name(message));
        append(exchange.requestHead, ": ");
        append(exchange.requestHead, isSecret(field.name(message)) ? mask : field.value(message));
        append(exchange.requestHead, "\r\n");
    }
    exchange.requestBodySize = message.body.size();
    exchange.requestBody = message.body.size() > ExchangeRecorder::keptBody
            ? message.body.first(ExchangeRecorder::keptBody)
            : message.body;
    return exchange;
}

QByteArray maskedFields(const QByteArray &fields)
{
    QByteArray masked;
    masked.reserve(fields.size());
    for (qsizetype at = 0; at < fields.size();) {
        const qsizetype end = fields.indexOf("\r\n", at) + 2;
        const qsizetype colon = fields.indexOf(':', at);
        const std::string_view line(fields.constData() + at, size_t(end - at));
        const auto name = line.substr(0, size_t(colon - at));
        if (isSecret(name)) {
            append(masked, name);
            append(masked, ": ");
            append(masked, mask);
            append(masked, "\r\n");
        } else {
            append(masked, line);
        }
        at = end;
    }
    return masked;
}

} // namespace frontdesk
