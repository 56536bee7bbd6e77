// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/httpanswerjson.h"

#include "base/jsonwriter.h"
#include "base/secrets.h"

#include <QJsonDocument>
#include <QLocale>
#include <QStringDecoder>
#include <QTimeZone>

#include <algorithm>
#include <map>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype maxHeadBytes = 64 << 10;
constexpr qsizetype maxExcerpt = 200;

std::string_view view(const QByteArray &bytes)
{
    return { bytes.constData(), size_t(bytes.size()) };
}

/// UTF-8 without control characters, but for those of plain text. A character that
/// was cut at the end is no flaw.
std::optional<QByteArray> textOf(QByteArray body, bool cut)
{
    if (cut) { // back to where the last character begins
        qsizetype end = body.size();
        while (end > 0 && body.size() - end < 4 && (uchar(body[end - 1]) & 0xc0) == 0x80)
            --end;
        if (end > 0 && uchar(body[end - 1]) >= 0xc0)
            body.truncate(end - 1);
    }
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decode(body);
    const bool plain = std::none_of(text.begin(), text.end(), [](QChar c) {
        return c < u' ' && c != u'\n' && c != u'\r' && c != u'\t';
    });
    return plain && !decode.hasError() ? std::optional(body) : std::nullopt;
}

bool saysJson(const IncomingResponse &response)
{
    QByteArray type = response.header("Content-Type").toLower();
    type = type.split(';').first().trimmed();
    return type == "application/json" || type.endsWith("+json");
}

void writeBody(JsonWriter &json, const IncomingResponse &response, const Secrets &secrets)
{
    const QByteArray masked = secrets.masked(response.body.toByteArray());
    const auto text = textOf(masked, response.bodyCut);
    const bool isJson = text && !response.bodyCut && saysJson(response)
            && !QJsonDocument::fromJson(*text).isNull();
    json.key("body");
    if (isJson) // on one line: a task may be a line of a stream
        json.raw(view(QByteArray(*text).replace('\n', ' ').replace('\r', ' ').trimmed()));
    else if (text)
        json.value(*text);
    else
        json.value(masked.toBase64());
    json.key("encoding").value(isJson ? "json" : text ? "text" : "base64");
    json.key("truncated").value(response.bodyCut);
}

void writeHeaders(JsonWriter &json, const IncomingResponse &response, const Secrets &secrets)
{
    std::map<QByteArray, QByteArray> joined;
    for (const HeaderField &field : response.headers) {
        const QByteArray value
                = isSecretField(field.name) ? QByteArray(secretMask) : secrets.masked(field.value);
        const auto [place, isNew] = joined.try_emplace(field.name.toLower(), value);
        if (!isNew && place->second != secretMask)
            place->second += ", " + value;
    }
    json.key("headers").beginObject();
    for (const auto &[name, value] : joined) // a name is a token: nothing to escape
        json.key(view(name)).value(QString::fromUtf8(value));
    json.endObject();
}

} // namespace

Result<QByteArray> resultOf(const WebAnswer &answer, const Secrets &secrets)
{
    const IncomingResponse &response = answer.response;
    qsizetype headBytes = 0;
    for (const HeaderField &field : response.headers)
        headBytes += field.name.size() + field.value.size();
    if (headBytes > maxHeadBytes)
        return failure(ErrorKind::TooLarge, QStringLiteral("head_too_large"),
                       QStringLiteral("The headers of the answer are larger than %1 KiB.")
                               .arg(maxHeadBytes / 1024));
    JsonWriter json(response.body.size() + 512);
    json.beginObject().key("status").value(response.status);
    writeHeaders(json, response, secrets);
    writeBody(json, response, secrets);
    json.key("url").value(secrets.masked(answer.url.toUtf8()));
    json.key("redirects").value(answer.redirects);
    json.key("seconds").value(double(answer.took.count()) / 1000);
    return json.endObject().bytes();
}

QString describeRefusal(const IncomingResponse &response, const Secrets &secrets)
{
    QString what = QStringLiteral("The server answered %1 %2")
                           .arg(response.status)
                           .arg(QString::fromUtf8(secrets.masked(response.reason)))
                           .trimmed();
    const auto text = textOf(secrets.masked(response.body.toByteArray()), response.bodyCut);
    const QString excerpt = QString::fromUtf8(text.value_or(QByteArray())).simplified();
    if (!excerpt.isEmpty())
        what += QLatin1String(": ") + excerpt.left(maxExcerpt)
                + (excerpt.size() > maxExcerpt ? QStringLiteral("…") : QString());
    else
        what += u'.';
    return what;
}

std::optional<std::chrono::milliseconds> retryAfter(const IncomingResponse &response,
                                                    const QDateTime &now)
{
    const QByteArray value = response.header("Retry-After").trimmed();
    bool isNumber = false;
    const qint64 seconds = value.toLongLong(&isNumber);
    std::chrono::milliseconds wait = std::chrono::seconds(std::clamp<qint64>(seconds, 0, 86'400));
    if (!isNumber) { // "Sun, 06 Nov 1994 08:49:37 GMT"
        const QDateTime read = QLocale::c().toDateTime(
                QString::fromLatin1(value), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
        if (!read.isValid())
            return std::nullopt;
        const QDateTime date(read.date(), read.time(), QTimeZone::utc());
        wait = std::chrono::milliseconds(std::clamp<qint64>(now.msecsTo(date), 0, 86'400'000));
    }
    return wait;
}

} // namespace frontdesk
