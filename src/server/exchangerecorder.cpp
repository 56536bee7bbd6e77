// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchangerecorder.h"

#include "base/secrets.h"
#include "server/bodyfile.h"
#include "server/limits.h"
#include "server/message.h"

#include <algorithm>
#include <string>
#include <utility>

namespace frontdesk {

namespace {

constexpr std::string_view mask = secretMask;

QByteArrayView view(std::string_view text)
{
    return QByteArrayView(text.data(), qsizetype(text.size()));
}

/// Field lines as they are, but for the values of @p masked.
void appendMasked(std::string &text, std::string_view lines, const QByteArrayList &masked)
{
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find("\r\n") + 2);
        const auto name = line.substr(0, line.find(':'));
        if (isAmongFields(masked, view(name)))
            text.append(name).append(": ").append(mask).append("\r\n");
        else
            text.append(line);
        lines.remove_prefix(line.size());
    }
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

Exchange describe(const Message &message, const Limits &limits, std::string_view responseHead)
{
    const qsizetype bodyBytes = limits.loggedBodyBytes;
    Exchange exchange;
    exchange.id = message.number;
    exchange.receivedAtMs = message.receivedAtMs;
    exchange.times = message.times;
    exchange.method = message.target.empty() ? QByteArray() : nameOf(message.method);
    thread_local std::string text; // keeps its memory from one exchange to the next
    text.clear();
    for (const Message::Field &field : message.fields) {
        const auto name = field.name(message);
        text.append(name).append(": ");
        const bool isSecret = isAmongFields(limits.maskedFields, view(name));
        text.append(isSecret ? mask : field.value(message)).append("\r\n");
    }
    const size_t requestHeadSize = text.size();
    appendMasked(text, responseHead, limits.maskedFields);
    const auto heads = view(text);
    exchange.texts = ExchangeTexts(view(message.target), heads.first(qsizetype(requestHeadSize)),
                                   heads.sliced(qsizetype(requestHeadSize)));
    exchange.requestBodySize = message.file ? message.file->size() : message.body.size();
    exchange.requestBody = message.body;
    if (message.file)
        exchange.requestBody = message.file->read(0, bodyBytes).value_or(QByteArray());
    else if (message.body.size() > bodyBytes)
        exchange.requestBody = message.body.first(bodyBytes);
    // What another server is to be asked with is as secret as what we are.
    if (message.method == Method::Post && message.target == "/tasks")
        exchange.requestBody = withMaskedFields(exchange.requestBody);
    return exchange;
}

} // namespace frontdesk
