// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/largebody.h"

#include "client/contentcoding.h"
#include "client/jsonformatter.h"

#include <QStringDecoder>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr qint64 smallBytes = 128 << 10;
constexpr qint64 mostBytes = qint64(4) << 30; // that decoding and indenting may make of a body

void addNote(QString &note, const QString &sentence)
{
    note += (note.isEmpty() ? QString() : QStringLiteral(" ")) + sentence;
}

tl::unexpected<Error> cancelled()
{
    return failure(ErrorKind::Cancelled, QStringLiteral("cancelled"), QString());
}

/// In UTF-8; the same bytes where they say they are.
Result<StoredBytes> inUtf8(const StoredBytes &body, const QByteArray &contentType, QString &note,
                           const std::stop_token &stop)
{
    const QByteArray charset = charsetOf(contentType);
    if (charset.isEmpty() || charset == "utf-8" || charset == "us-ascii")
        return body;
    QStringDecoder decoder(charset.constData());
    if (!decoder.isValid()) {
        addNote(note,
                QStringLiteral("The charset %1 is unknown: read as UTF-8.")
                        .arg(QString::fromLatin1(charset)));
        return body;
    }
    ByteSpool spool;
    const QByteArrayView bytes = body.view();
    for (qint64 at = 0; at < bytes.size(); at += 1 << 20) {
        if (stop.stop_requested())
            return cancelled();
        const QString text
                = decoder(bytes.sliced(at, std::min<qint64>(1 << 20, bytes.size() - at)));
        if (!spool.append(text.toUtf8()))
            return failure(ErrorKind::Io, QStringLiteral("not_kept"), spool.errorText());
    }
    return spool.take();
}

/// Fills in the lines of its bytes.
Result<ShownBody> indexed(ShownBody body, const std::stop_token &stop)
{
    if (!body.bytes.view().isValidUtf8())
        addNote(body.text.note, QStringLiteral("Some bytes are not valid text: shown as �."));
    auto lines = LineIndex::build(body.bytes.view(), stop);
    if (!lines)
        return cancelled();
    body.lines = std::move(*lines);
    return body;
}

Result<ShownBody> largeText(StoredBytes bytes, const BodyFields &fields, bool pretty, QString note,
                            const std::stop_token &stop)
{
    ShownBody shown { true, { {}, std::move(note) }, std::move(bytes), {} };
    const QByteArrayView start
            = shown.bytes.view().first(std::min<qint64>(8 << 10, shown.bytes.size()));
    if (start.contains('\0')) {
        shown.look = ShownBody::Look::Hex;
        addNote(shown.text.note, QStringLiteral("These bytes are not text."));
        return shown;
    }
    auto text = inUtf8(shown.bytes, fields.contentType, shown.text.note, stop);
    if (!text)
        return failure(text.error());
    shown.bytes = std::move(*text);
    const bool isJson = saysJson(fields.contentType);
    if (pretty && (isJson || looksLikeJson(shown.bytes.view()))) {
        auto json = formatLargeJson(shown.bytes.view(), mostBytes, stop);
        if (json) {
            shown.bytes = std::move(*json);
            shown.look = ShownBody::Look::Json;
        } else if (json.error().kind == ErrorKind::Malformed) {
            if (isJson)
                addNote(shown.text.note,
                        QStringLiteral("Not valid JSON: %1.").arg(json.error().detail));
        } else {
            return failure(json.error());
        }
    }
    return indexed(std::move(shown), stop);
}

} // namespace

Result<ShownBody> shownBody(const StoredBytes &body, const BodyFields &fields, bool pretty,
                            const std::stop_token &stop)
{
    QString note;
    StoredBytes bytes = body;
    if (pretty) {
        auto plain = decoded(body, fields.contentEncoding, mostBytes, stop);
        if (plain)
            bytes = std::move(*plain);
        else if (plain.error().kind == ErrorKind::Cancelled)
            return failure(plain.error());
        else
            addNote(note, plain.error().detail);
    }
    if (bytes.size() <= smallBytes) {
        ShownBody shown;
        shown.text = pretty ? prettyBody(bytes.toByteArray(), fields.contentType)
                            : rawBody(bytes.toByteArray(), fields.contentType);
        if (!shown.text.isCut) {
            shown.look = shown.text.isJson ? ShownBody::Look::Json : ShownBody::Look::Text;
            if (!note.isEmpty())
                shown.text.note = note
                        + (shown.text.note.isEmpty() ? QString() : QStringLiteral(" "))
                        + shown.text.note;
            return shown;
        }
    }
    return largeText(std::move(bytes), fields, pretty, note, stop);
}

} // namespace frontdesk
