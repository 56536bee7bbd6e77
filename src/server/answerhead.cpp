// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/answerhead.h"

#include "server/message.h"
#include "server/reply.h"

#include <charconv>

namespace frontdesk {

namespace {

std::string_view view(const QByteArray &bytes)
{
    return { bytes.constData(), size_t(bytes.size()) };
}

void appendNumber(std::string &out, qint64 number)
{
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

} // namespace

void writeHead(std::string &out, const Message &request, const Reply &reply, const AnswerHead &head)
{
    if (reply.status() == 200) {
        out = "HTTP/1.1 200 OK\r\n";
    } else {
        out = "HTTP/1.1 ";
        appendNumber(out, reply.status());
        out.append(" ").append(reasonPhrase(reply.status())).append("\r\n");
    }
    out.append(head.dateField);
    if (!reply.contentType().isEmpty())
        out.append("Content-Type: ").append(view(reply.contentType())).append("\r\n");
    if (head.framing == Framing::Length) {
        out.append("Content-Length: ");
        appendNumber(out, reply.body().size());
        out.append("\r\n");
    } else if (head.framing == Framing::Chunked) {
        out.append("Transfer-Encoding: chunked\r\n");
    }
    out.append(view(reply.fields()));
    out.append("X-Request-Id: ").append(head.requestId).append("\r\n");
    if (!head.keepAlive)
        out.append("Connection: close\r\n");
    else if (request.http10)
        out.append("Connection: keep-alive\r\n");
    out.append("\r\n");
}

} // namespace frontdesk
