// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpmessage.h"

#include <QStringList>

#include <algorithm>
#include <string_view>

namespace frontdesk {

namespace {

bool same(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

bool wantsLength(const OutgoingRequest &request)
{
    return request.bodySize() > 0 || request.method == "POST" || request.method == "PUT"
            || request.method == "PATCH";
}

tl::unexpected<Error> wrongLine(qsizetype line, const QString &reason)
{
    return failure(ErrorKind::Invalid, QStringLiteral("invalid_header"),
                   QStringLiteral("Header line %1: %2").arg(line).arg(reason));
}

} // namespace

qint64 OutgoingRequest::bodySize() const
{
    qint64 size = 0;
    for (const BodyPiece &piece : body)
        size += piece.size;
    return size;
}

QByteArray IncomingResponse::header(QByteArrayView name) const
{
    const auto field
            = std::find_if(headers.begin(), headers.end(), [&](const HeaderField &candidate) {
                  return same(candidate.name, name);
              });
    return field == headers.end() ? QByteArray() : field->value;
}

Result<QList<HeaderField>> parseHeaders(const QString &text)
{
    QList<HeaderField> fields;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        if (line.isEmpty())
            continue;
        const qsizetype colon = line.indexOf(u':');
        if (colon < 0)
            return wrongLine(i + 1, QStringLiteral("a colon is missing, as in “Accept: */*”."));
        const HeaderField field { line.left(colon).toUtf8(),
                                  line.mid(colon + 1).trimmed().toUtf8() };
        if (!isToken(field.name))
            return wrongLine(
                    i + 1, QStringLiteral("“%1” can't be a header's name.").arg(line.left(colon)));
        if (std::any_of(field.value.begin(), field.value.end(), [](char c) {
                return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
            }))
            return wrongLine(i + 1, QStringLiteral("its value holds a control character."));
        fields.append(field);
    }
    return fields;
}

bool isToken(QByteArrayView text)
{
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
                || marks.find(c) != marks.npos;
    });
}

QByteArray serializeHead(const OutgoingRequest &request)
{
    QByteArray bytes = request.method + ' ' + request.address.target + " HTTP/1.1\r\n";
    const auto add = [&](const QByteArray &name, const QByteArray &value) {
        bytes += name + ": " + value + "\r\n";
    };
    const auto given = [&](QByteArrayView name) {
        return std::any_of(request.headers.begin(), request.headers.end(),
                           [&](const HeaderField &field) { return same(field.name, name); });
    };

    if (!given("Host"))
        add("Host", request.address.authority);
    for (const HeaderField &field : request.headers)
        add(field.name, field.value);
    if (!given("User-Agent"))
        add("User-Agent", "Frontdesk");
    if (!given("Accept"))
        add("Accept", "*/*");
    if (!given("Connection"))
        add("Connection", "close");
    if (wantsLength(request) && !given("Content-Length") && !given("Transfer-Encoding"))
        add("Content-Length", QByteArray::number(request.bodySize()));
    return bytes + "\r\n";
}

} // namespace frontdesk
