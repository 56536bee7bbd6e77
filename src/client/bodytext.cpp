// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/bodytext.h"

#include "base/fieldlines.h"
#include "client/jsonformatter.h"

#include <QStringDecoder>
#include <QStringView>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr qsizetype hexBytes = 16 << 10;

void addNote(BodyText &text, const QString &note)
{
    if (!text.note.isEmpty())
        text.note += u' ';
    text.note += note;
}

QByteArray beforeSemicolon(const QByteArray &text)
{
    const qsizetype end = text.indexOf(';');
    return (end < 0 ? text : text.left(end)).trimmed();
}

/// The beginning of @p bytes that ends with a whole UTF-8 sequence.
QByteArray beginning(const QByteArray &bytes, qsizetype atMost)
{
    if (bytes.size() <= atMost)
        return bytes;
    qsizetype end = atMost;
    while (end > atMost - 4 && end > 0 && (bytes[end] & 0xc0) == 0x80)
        --end;
    return bytes.left(end);
}

QString hexDump(const QByteArray &bytes)
{
    QString dump;
    for (qsizetype at = 0; at < bytes.size(); at += 16) {
        const QByteArray line = bytes.mid(at, 16);
        QString readable;
        for (const char c : line)
            readable += c >= 0x20 && c < 0x7f ? QLatin1Char(c) : QLatin1Char('.');
        dump += QStringLiteral("%1  %2  %3\n")
                        .arg(at, 6, 16, QLatin1Char('0'))
                        .arg(QString::fromLatin1(line.toHex(' ')).leftJustified(47))
                        .arg(readable);
    }
    return dump;
}

/// A text view lays a line out as a whole, so that one of 256 KiB stalls it.
void breakLines(BodyText &body)
{
    const QString &text = body.text;
    QString broken;
    qsizetype lineBegin = 0, taken = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == u'\n') {
            lineBegin = at + 1;
        } else if (at - lineBegin >= BodyText::lineLength && !text[at].isLowSurrogate()) {
            broken += QStringView(text).mid(taken, at - taken);
            broken += u'\n';
            taken = lineBegin = at;
        }
    }
    if (taken == 0)
        return;
    body.text = broken + QStringView(text).mid(taken);
    addNote(body,
            QStringLiteral("Lines of more than %1 characters are broken.")
                    .arg(BodyText::lineLength));
}

BodyText decoded(const QByteArray &shown, const QByteArray &contentType, bool cut)
{
    BodyText text;
    const QByteArray name = charsetOf(contentType);
    // Stateless: half a sequence at the end is shown as an error, not waited for.
    QStringDecoder decoder(name.isEmpty() ? "utf-8" : name.constData(),
                           QStringDecoder::Flag::Stateless);
    if (!decoder.isValid()) {
        decoder = QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        addNote(text,
                QStringLiteral("The charset %1 is unknown: read as UTF-8.")
                        .arg(QString::fromLatin1(name)));
    }
    text.isCut = cut;
    text.text = decoder(shown);
    if (decoder.hasError())
        addNote(text, QStringLiteral("Some bytes are not valid text: shown as �."));
    if (cut)
        addNote(text,
                QStringLiteral("Only the first %1 KiB are shown.")
                        .arg(BodyText::shownBytes / 1024));
    breakLines(text);
    return text;
}

/// A field a line, decoded.
BodyText prettyForm(const QByteArray &body)
{
    BodyText text;
    const QByteArray shown = body.left(BodyText::shownBytes);
    for (const FormField &field : formFields(shown))
        text.text += field.name + QStringLiteral(" = ") + field.value + u'\n';
    text.isCut = shown.size() < body.size();
    if (text.isCut)
        addNote(text,
                QStringLiteral("Only the first %1 KiB are shown.")
                        .arg(BodyText::shownBytes / 1024));
    breakLines(text);
    return text;
}

} // namespace

bool saysJson(const QByteArray &contentType)
{
    const QByteArray type = beforeSemicolon(contentType).toLower();
    return type == "application/json" || type == "text/json" || type.endsWith("+json");
}

bool looksLikeJson(QByteArrayView body)
{
    const QByteArrayView start = body.first(std::min<qsizetype>(64, body.size())).trimmed();
    return start.startsWith('{') || start.startsWith('[');
}

QByteArray charsetOf(const QByteArray &contentType)
{
    const QByteArray lower = contentType.toLower();
    const qsizetype at = lower.indexOf("charset=");
    if (at < 0)
        return {};
    return beforeSemicolon(lower.mid(at + 8)).replace('"', "");
}

BodyText prettyBody(const QByteArray &body, const QByteArray &contentType)
{
    if (beforeSemicolon(contentType).toLower() == "application/x-www-form-urlencoded")
        return prettyForm(body);
    const bool isJson = saysJson(contentType);
    if (body.isEmpty() || (!isJson && !looksLikeJson(body)))
        return rawBody(body, contentType);
    const auto json = formatJson(body, BodyText::shownBytes);
    if (json) {
        BodyText text = decoded(json->text, {}, json->cut);
        text.isJson = true;
        return text;
    }
    BodyText raw = rawBody(body, contentType);
    if (isJson)
        addNote(raw, QStringLiteral("Not valid JSON: %1.").arg(json.error().detail));
    return raw;
}

BodyText rawBody(const QByteArray &body, const QByteArray &contentType)
{
    if (!body.left(8 << 10).contains('\0')) {
        const QByteArray shown = beginning(body, BodyText::shownBytes);
        return decoded(shown, contentType, shown.size() < body.size());
    }
    BodyText text;
    text.text = hexDump(body.left(hexBytes));
    addNote(text, QStringLiteral("These bytes are not text."));
    text.isCut = body.size() > hexBytes;
    if (text.isCut)
        addNote(text, QStringLiteral("Only the first %1 KiB are shown.").arg(hexBytes / 1024));
    return text;
}

} // namespace frontdesk
