// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/preparedrequest.h"

#include "client/filetype.h"
#include "client/formencoding.h"

#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>

namespace frontdesk {

namespace {

using BodyKind = RequestDraft::BodyKind;

tl::unexpected<Error> invalid(const char *code, const QString &detail)
{
    return failure(ErrorKind::Invalid, QLatin1String(code), detail);
}

Result<QList<HeaderField>> typedHeaders(const RequestDraft &draft)
{
    QList<HeaderField> fields;
    for (const DraftField &row : draft.headers) {
        if (!row.enabled || row.isBlank())
            continue;
        const HeaderField field { row.name.trimmed().toUtf8(), row.value.trimmed().toUtf8() };
        if (!isToken(field.name))
            return invalid("invalid_header",
                           QStringLiteral("“%1” can't be a header's name.").arg(row.name));
        if (std::any_of(field.value.begin(), field.value.end(),
                        [](char c) { return (quint8(c) < 0x20 && c != '\t') || c == 0x7f; }))
            return invalid("invalid_header",
                           QStringLiteral("The value of the header %1 holds a control character.")
                                   .arg(row.name));
        fields.append(field);
    }
    return fields;
}

Result<BodyPiece> filePiece(const QString &path)
{
    if (path.isEmpty())
        return invalid("no_file", QStringLiteral("Choose the file that is to be sent."));
    const QFileInfo file(path);
    if (!file.isFile() || !file.isReadable())
        return invalid("no_file", QStringLiteral("The file %1 can't be read.").arg(path));
    return BodyPiece(path, file.size());
}

/// WHATWG HTML, multipart/form-data: what would end the parameter is encoded.
QByteArray quotedParameter(const QString &text)
{
    QByteArray value = text.toUtf8();
    value.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    return '"' + value + '"';
}

Result<QList<BodyPiece>> multipart(const QList<DraftPart> &parts, const QByteArray &boundary)
{
    QList<BodyPiece> pieces;
    QByteArray text; // since the last file
    for (const DraftPart &part : parts) {
        if (!part.enabled || part.isBlank())
            continue;
        text += "--" + boundary
                + "\r\nContent-Disposition: form-data; name=" + quotedParameter(part.name);
        if (!part.isFile) {
            text += "\r\n\r\n" + part.value.toUtf8() + "\r\n";
            continue;
        }
        const auto file = filePiece(part.value);
        if (!file)
            return failure(file.error());
        text += "; filename=" + quotedParameter(QFileInfo(part.value).fileName())
                + "\r\nContent-Type: " + typeOfFile(part.value) + "\r\n\r\n";
        pieces.append(text);
        pieces.append(*file);
        text = "\r\n";
    }
    text += "--" + boundary + "--\r\n";
    pieces.append(text);
    return pieces;
}

QByteArray newBoundary()
{
    quint64 random[2];
    QRandomGenerator::system()->fillRange(random);
    return "frontdesk-" + QByteArray::number(random[0], 16) + QByteArray::number(random[1], 16);
}

/// What stands behind "boundary=" of a typed Content-Type; empty where nothing does.
QByteArray typedBoundary(const RequestDraft &draft)
{
    const DraftField *type = enabledField(draft.headers, "Content-Type");
    if (!type)
        return {};
    const QString name = QStringLiteral("boundary=");
    const qsizetype at = type->value.indexOf(name, 0, Qt::CaseInsensitive);
    return at < 0 ? QByteArray()
                  : type->value.mid(at + name.size()).section(u';', 0, 0).remove(u'"').toUtf8();
}

Result<QList<BodyPiece>> body(const RequestDraft &draft, const QByteArray &boundary)
{
    QByteArray bytes;
    switch (draft.bodyKind) {
    case BodyKind::None:
        return QList<BodyPiece> {};
    case BodyKind::Json:
    case BodyKind::Text:
        bytes = draft.text.toUtf8();
        break;
    case BodyKind::Form:
        bytes = formEncoded(draft.form);
        break;
    case BodyKind::Multipart:
        return multipart(draft.parts, boundary);
    case BodyKind::File: {
        const auto file = filePiece(draft.file);
        if (!file)
            return failure(file.error());
        return QList<BodyPiece> { *file };
    }
    }
    return QList<BodyPiece> { bytes };
}

QByteArray impliedType(BodyKind kind)
{
    switch (kind) {
    case BodyKind::Json:
        return "application/json";
    case BodyKind::Form:
        return "application/x-www-form-urlencoded";
    case BodyKind::Multipart:
        return "multipart/form-data";
    case BodyKind::File:
        return "application/octet-stream";
    case BodyKind::None:
    case BodyKind::Text: // nobody said what it is
        break;
    }
    return {};
}

} // namespace

QList<HeaderField> impliedHeaders(const RequestDraft &draft)
{
    QList<HeaderField> implied;
    const QByteArray type = impliedType(draft.bodyKind);
    if (!type.isEmpty() && !enabledField(draft.headers, "Content-Type"))
        implied.append({ "Content-Type", type });
    if (!enabledField(draft.headers, "Authorization")) {
        if (draft.auth == RequestDraft::Auth::Basic)
            implied.append({ "Authorization",
                             "Basic " + (draft.user + u':' + draft.password).toUtf8().toBase64() });
        else if (draft.auth == RequestDraft::Auth::Bearer)
            implied.append({ "Authorization", "Bearer " + draft.token.trimmed().toUtf8() });
    }
    return implied;
}

Result<OutgoingRequest> prepared(const RequestDraft &draft, const QUrl &base)
{
    OutgoingRequest request;
    request.method = draft.method.trimmed().toUtf8();
    if (!isToken(request.method))
        return invalid("invalid_method",
                       QStringLiteral("A method is one word, such as GET or PROPFIND."));
    auto address = Address::parse(draft.url, base);
    if (!address)
        return failure(address.error());
    auto headers = typedHeaders(draft);
    if (!headers)
        return failure(headers.error());
    if (draft.auth == RequestDraft::Auth::Basic && draft.user.contains(u':'))
        return invalid("invalid_user",
                       QStringLiteral("A user name for basic authorization can't hold a colon."));
    const QByteArray typed = typedBoundary(draft);
    const QByteArray boundary = typed.isEmpty() ? newBoundary() : typed;
    auto pieces = body(draft, boundary);
    if (!pieces)
        return failure(pieces.error());
    request.address = std::move(*address);
    request.headers = *headers + impliedHeaders(draft);
    for (HeaderField &field : request.headers) {
        if (typed.isEmpty() && draft.bodyKind == BodyKind::Multipart
            && field.name.compare("Content-Type", Qt::CaseInsensitive) == 0)
            field.value += "; boundary=" + boundary;
        if (std::any_of(field.value.begin(), field.value.end(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; }))
            return invalid("invalid_header",
                           QStringLiteral("The authorization holds a line break."));
    }
    request.body = std::move(*pieces);
    return request;
}

} // namespace frontdesk
