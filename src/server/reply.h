// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bodysource.h"
#include "base/error.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <string_view>

namespace frontdesk {

/// What a route answers. Framing fields (Content-Length, Transfer-Encoding,
/// Connection, Date) are the connection's business.
class Reply
{
public:
    /// JSON text.
    static Reply json(QByteArray body, int status = 200);
    static Reply text(QByteArray body, QByteArray contentType, int status = 200);
    /// A body that is made while it is sent.
    static Reply stream(std::unique_ptr<BodySource> source, QByteArray contentType);
    /// The error shape of SPEC §4; its status follows from the error's kind.
    static Reply problem(Error error);
    /// The same with a status that no kind of error has.
    static Reply problem(int status, QString code, QString detail);
    static Reply empty(int status);

    /// Adds a field. A name that is no token or a value with CR, LF or NUL would
    /// split the answer (RFC 9110 §5.5): the whole reply then turns into a 500.
    Reply &&header(std::string_view name, std::string_view value) &&;

    /// Adds lines that another reply's fields() gave.
    Reply &&fieldLines(const QByteArray &lines) &&;

    int status() const { return m_status; }
    /// Field lines, each ended by CRLF.
    const QByteArray &fields() const { return m_fields; }
    const QByteArray &contentType() const { return m_contentType; }
    const QByteArray &body() const { return m_body; }
    /// Set: render it for the client before anything else is read.
    const Error *error() const { return m_error.get(); }
    bool isStream() const { return m_source != nullptr; }
    std::unique_ptr<BodySource> takeSource() { return std::move(m_source); }

    /// Turns a problem into its text, as application/problem+json (RFC 9457) or as
    /// plain JSON.
    void render(bool asProblem, std::string_view requestId);

private:
    Reply(int status, QByteArray contentType, QByteArray body);

    int m_status;
    QByteArray m_fields;
    QByteArray m_contentType;
    QByteArray m_body;
    std::unique_ptr<Error> m_error;
    std::unique_ptr<BodySource> m_source;
};

/// "Not Found": the reason phrase of RFC 9110 §15.
std::string_view reasonPhrase(int status);

/// The body of every error: RFC 9457 with the tutorial's `error` beside it.
QByteArray problemJson(int status, const Error &error, std::string_view requestId);

} // namespace frontdesk
