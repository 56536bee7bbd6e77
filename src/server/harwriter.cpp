// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/harwriter.h"

#include "base/clock.h"
#include "base/fieldlines.h"
#include "server/reply.h"

#include <algorithm>
#include <string_view>

namespace frontdesk {

namespace {

std::string_view view(QByteArrayView bytes)
{
    return { bytes.data(), size_t(bytes.size()) };
}

/// As UTF-8, whatever it was.
QByteArray text(QByteArrayView bytes)
{
    return bytes.isValidUtf8() ? bytes.toByteArray()
                               : QString::fromLatin1(bytes.data(), bytes.size()).toUtf8();
}

/// Without the sequence that was cut in two at its end.
QByteArrayView wholeSequences(QByteArrayView utf8)
{
    qsizetype end = utf8.size();
    for (int back = 0; back < 3 && end > 0 && (utf8[end - 1] & 0xc0) == 0x80; ++back)
        --end;
    if (end > 0 && (utf8[end - 1] & 0xc0) == 0xc0)
        --end;
    return utf8.first(end);
}

/// The body as text, or in base64, which the field @p encoding tells.
void writeText(JsonWriter &json, QByteArrayView kept, qint64 size, const char *encoding)
{
    QByteArrayView shown = kept;
    if (kept.size() < size && !kept.isValidUtf8())
        shown = wholeSequences(kept);
    if (shown.isValidUtf8() && !shown.contains('\0'))
        json.key("text").value(view(shown));
    else
        json.key("text").value(kept.toByteArray().toBase64()).key(encoding).value("base64");
    if (kept.size() < size)
        json.key("comment").value(QByteArray("The log kept the first "
                                             + QByteArray::number(kept.size()) + " of "
                                             + QByteArray::number(size) + " bytes."));
}

void writeHeaders(JsonWriter &json, QByteArrayView head)
{
    json.key("headers").beginArray();
    for (const FieldLine &field : fieldLines(head))
        json.beginObject()
                .key("name")
                .value(text(field.name))
                .key("value")
                .value(text(field.value))
                .endObject();
    json.endArray();
}

double ms(qint64 fromNs, qint64 toNs)
{
    return fromNs && toNs ? double(std::max<qint64>(toNs - fromNs, 0)) / 1e6 : 0;
}

/// The phases that a server knows; 0 for one that was not reached.
struct Timings
{
    double blocked, wait, receive;

    explicit Timings(const ExchangeTimes &times)
        : blocked(ms(times.receivedNs, times.handlerNs))
        , wait(ms(times.handlerNs ? times.handlerNs : times.receivedNs, times.answeredNs))
        , receive(ms(times.answeredNs, times.writtenNs))
    { }

    /// HAR 1.2: the sum of them is an entry's time.
    double total() const { return blocked + wait + receive; }
};

} // namespace

HarWriter::HarWriter(QByteArray origin)
    : m_origin(std::move(origin))
{ }

QByteArray HarWriter::begin()
{
    m_json.beginObject().key("log").beginObject();
    m_json.key("version").value("1.2");
    m_json.key("creator").beginObject().key("name").value("Frontdesk");
    m_json.key("version").value(FRONTDESK_VERSION).endObject();
    m_json.key("entries").beginArray();
    return m_json.take();
}

QByteArray HarWriter::entry(const Exchange &exchange)
{
    m_json.beginObject();
    m_json.key("startedDateTime").plain(IsoUtc(qint64(exchange.receivedAtMs)));
    m_json.key("time").value(Timings(exchange.times).total());
    writeRequest(exchange);
    writeResponse(exchange);
    m_json.key("cache").beginObject().endObject();
    writeTimings(exchange);
    m_json.key("_client").value(text(exchange.client));
    m_json.key("_thread").value(exchange.thread);
    m_json.key("_database")
            .value(ms(exchange.times.databaseBeganNs, exchange.times.databaseDoneNs));
    if (!exchange.status)
        m_json.key("comment").value("The client left before it was answered.");
    m_json.endObject();
    return m_json.take();
}

QByteArray HarWriter::end()
{
    m_json.endArray().endObject().endObject();
    return m_json.take();
}

void HarWriter::writeRequest(const Exchange &exchange)
{
    const QByteArrayView head = exchange.texts.requestHead();
    m_json.key("request").beginObject();
    m_json.key("method").value(text(exchange.method));
    m_json.key("url").value(text(urlOf(exchange, m_origin)));
    m_json.key("httpVersion").value("HTTP/1.1");
    m_json.key("cookies").beginArray().endArray(); // masked in the log
    writeHeaders(m_json, head);
    m_json.key("queryString").beginArray();
    for (const FormField &field : formFields(queryOf(exchange.texts.target())))
        m_json.beginObject()
                .key("name")
                .value(field.name)
                .key("value")
                .value(field.value)
                .endObject();
    m_json.endArray();
    if (exchange.requestBodySize > 0) {
        m_json.key("postData").beginObject();
        m_json.key("mimeType").value(text(fieldValue(head, "Content-Type")));
        // A posted body has no such field in HAR 1.2; those of one's own begin like this.
        writeText(m_json, exchange.requestBody, exchange.requestBodySize, "_encoding");
        m_json.endObject();
    }
    m_json.key("headersSize").value(-1);
    m_json.key("bodySize").value(exchange.requestBodySize);
    m_json.endObject();
}

void HarWriter::writeResponse(const Exchange &exchange)
{
    const QByteArrayView head = exchange.texts.responseHead();
    m_json.key("response").beginObject();
    m_json.key("status").value(exchange.status);
    m_json.key("statusText").value(exchange.status ? reasonPhrase(exchange.status) : "");
    m_json.key("httpVersion").value("HTTP/1.1");
    m_json.key("cookies").beginArray().endArray(); // masked in the log
    writeHeaders(m_json, head);
    m_json.key("content").beginObject();
    m_json.key("size").value(exchange.responseBodySize);
    m_json.key("mimeType").value(text(fieldValue(head, "Content-Type")));
    if (exchange.responseBodySize > 0)
        writeText(m_json, exchange.responseBody, exchange.responseBodySize, "encoding");
    m_json.endObject();
    m_json.key("redirectURL").value(text(fieldValue(head, "Location")));
    m_json.key("headersSize").value(-1);
    m_json.key("bodySize").value(exchange.responseBodySize);
    m_json.endObject();
}

void HarWriter::writeTimings(const Exchange &exchange)
{
    const Timings timings(exchange.times);
    m_json.key("timings").beginObject();
    m_json.key("blocked").value(timings.blocked);
    m_json.key("dns").value(-1).key("connect").value(-1).key("ssl").value(-1);
    m_json.key("send").value(0);
    m_json.key("wait").value(timings.wait);
    m_json.key("receive").value(timings.receive);
    m_json.endObject();
}

} // namespace frontdesk
