// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "server/message.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace frontdesk {

/// What a route works on: a cheap value that keeps its Message alive. Belongs to
/// its server thread.
class Request
{
public:
    static constexpr size_t maxArguments = 2;

    explicit Request(MessageRef message)
        : m_message(std::move(message))
    { }

    Method method() const { return m_message->method; }
    std::string_view path() const { return m_message->path(); }
    std::string_view query() const { return m_message->query(); }
    std::string_view header(std::string_view name) const { return m_message->header(name); }
    /// All fields of that name as one, with commas between them (RFC 9110 §5.3).
    std::optional<std::string> fields(std::string_view name) const;
    /// Content-Type without its parameters is @p type, case aside.
    bool hasType(std::string_view type) const;
    /// Empty where file() has it.
    const QByteArray &body() const { return m_message->body; }
    /// The body of a RouteTrait::TakesFile route, where it is too large for memory;
    /// else null. May be held beyond the request, and by any thread.
    std::shared_ptr<const BodyFile> file() const { return m_message->file; }

    /// What stood for the n-th `{…}` of the route's path, percent-decoded.
    const std::string &argument(size_t n) const { return m_arguments[n]; }
    void setArgument(size_t n, std::string value) { m_arguments[n] = std::move(value); }
    /// The n-th argument as an id: decimal digits only and within 64 bits, so that
    /// nothing but the id itself ever names a row.
    std::optional<qint64> id(size_t n) const;

    /// The body as a JSON object. Errors: UnsupportedType without a JSON
    /// Content-Type, Malformed where it isn't JSON (with line and column) or nests
    /// deeper than Limits::jsonDepth, Invalid where it is no object.
    Result<QJsonObject> jsonBody() const;
    /// The body, for who reads a long one in another thread, with jsonArray().
    /// Errors: UnsupportedType without a JSON Content-Type.
    Result<QByteArray> jsonText() const;
    int maxJsonDepth() const { return m_message->maxJsonDepth; }

    /// N of `Prefer: wait=N` (RFC 7240 §4.3), at most 60 s.
    std::optional<std::chrono::seconds> preferredWait() const;

    /// Marks when the route uses the database, for the exchange's times.
    class DatabaseSpan
    {
    public:
        explicit DatabaseSpan(const Request &request);
        ~DatabaseSpan();
        Q_DISABLE_COPY_MOVE(DatabaseSpan)

    private:
        const MessageRef m_message;
    };

private:
    MessageRef m_message;
    std::array<std::string, maxArguments> m_arguments;
};

/// @p text as a JSON array that nests @p maxDepth deep at most. Errors as of
/// Request::jsonBody(). Any thread.
Result<QJsonArray> jsonArray(const QByteArray &text, int maxDepth);

} // namespace frontdesk
