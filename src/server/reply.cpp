// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/reply.h"

#include "base/jsonwriter.h"

#include <boost/beast/http/status.hpp>

#include <algorithm>

namespace frontdesk {

namespace {

int statusOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Malformed:
        return 400;
    case ErrorKind::Forbidden:
        return 403;
    case ErrorKind::NotFound:
        return 404;
    case ErrorKind::Conflict:
        return 409;
    case ErrorKind::PreconditionFailed:
        return 412;
    case ErrorKind::TooLarge:
        return 413;
    case ErrorKind::UnsupportedType:
        return 415;
    case ErrorKind::Misdirected:
        return 421;
    case ErrorKind::Invalid:
        return 422;
    case ErrorKind::Busy:
    case ErrorKind::Io:
    case ErrorKind::Unavailable:
    case ErrorKind::Cancelled:
        return 503;
    case ErrorKind::Internal:
        break;
    }
    return 500;
}

bool isTokenByte(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
            || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool splitsTheAnswer(std::string_view name, std::string_view value)
{
    return name.empty() || !std::all_of(name.begin(), name.end(), isTokenByte)
            || std::any_of(value.begin(), value.end(),
                           [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

} // namespace

Reply::Reply(int status, QByteArray contentType, QByteArray body)
    : m_status(status)
    , m_contentType(std::move(contentType))
    , m_body(std::move(body))
{ }

Reply Reply::json(QByteArray body, int status)
{
    return Reply(status, QByteArrayLiteral("application/json"), std::move(body));
}

Reply Reply::text(QByteArray body, QByteArray contentType, int status)
{
    return Reply(status, std::move(contentType), std::move(body));
}

Reply Reply::stream(std::unique_ptr<BodySource> source, QByteArray contentType)
{
    Reply reply(200, std::move(contentType), {});
    reply.m_source = std::move(source);
    return reply;
}

Reply Reply::problem(Error error)
{
    Reply reply(statusOf(error.kind), {}, {});
    reply.m_error = std::make_unique<Error>(std::move(error));
    if (reply.m_status == 503)
        return std::move(reply).header("Retry-After", "1");
    return reply;
}

Reply Reply::problem(int status, QString code, QString detail)
{
    Reply reply = problem({ ErrorKind::Internal, std::move(code), std::move(detail), {} });
    reply.m_status = status;
    if (status == 503)
        return std::move(reply).header("Retry-After", "1");
    return reply;
}

Reply Reply::empty(int status)
{
    return Reply(status, {}, {});
}

Reply &&Reply::header(std::string_view name, std::string_view value) &&
{
    if (splitsTheAnswer(name, value)) {
        qCritical("A route tried to set a header field that would split its answer.");
        *this = problem({ ErrorKind::Internal,
                          QStringLiteral("internal_error"),
                          QStringLiteral("The answer could not be built."),
                          {} });
        return std::move(*this);
    }
    m_fields.append(name.data(), qsizetype(name.size())).append(": ");
    m_fields.append(value.data(), qsizetype(value.size())).append("\r\n");
    return std::move(*this);
}

Reply &&Reply::fieldLines(const QByteArray &lines) &&
{
    m_fields += lines;
    return std::move(*this);
}

void Reply::render(bool asProblem, std::string_view requestId)
{
    if (!m_error)
        return;
    m_contentType = asProblem ? QByteArrayLiteral("application/problem+json")
                              : QByteArrayLiteral("application/json");
    m_body = problemJson(m_status, *m_error, requestId);
    m_error.reset();
}

std::string_view reasonPhrase(int status)
{
    const auto phrase = boost::beast::http::obsolete_reason(boost::beast::http::status(status));
    return { phrase.data(), phrase.size() };
}

QByteArray problemJson(int status, const Error &error, std::string_view requestId)
{
    const auto detail = error.detail.toUtf8();
    JsonWriter json(256);
    json.beginObject().key("error").value(detail).key("type").value("about:blank");
    json.key("title").value(reasonPhrase(status)).key("status").value(status);
    json.key("detail").value(detail).key("code").value(error.code);
    json.key("request_id").value(requestId).key("errors").beginArray();
    for (const FieldError &field : error.fields) {
        json.beginObject().key("field").value(field.field).key("code").value(field.code);
        json.key("detail").value(field.detail).endObject();
    }
    json.endArray().endObject();
    return json.bytes();
}

} // namespace frontdesk
