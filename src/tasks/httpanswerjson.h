// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/webclient.h"

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <optional>

namespace frontdesk {

class Secrets;

/// The result of an `http_request`:
/// `{"status":200,"headers":{"content-type":"…"},"body":…,"encoding":"text",
/// "truncated":false,"url":"…","redirects":0,"seconds":0.012}`. Names of headers are
/// in lower case, several of one name joined (RFC 9110 §5.3). The body is what its
/// `encoding` says: "json" a value, where it is said to be JSON and is; "text"; or
/// "base64" where it is no UTF-8 text. `truncated`: there was more of it than is kept.
/// Secrets are masked, those of the request and the values of secret fields. Errors:
/// TooLarge, the head alone is.
Result<QByteArray> resultOf(const WebAnswer &answer, const Secrets &secrets);

/// "The server answered 404 Not Found: no such page"
QString describeRefusal(const IncomingResponse &response, const Secrets &secrets);

/// How long `Retry-After` asks to wait (RFC 9110 §10.2.3), a day at most; none: it
/// says nothing that can be read.
std::optional<std::chrono::milliseconds> retryAfter(const IncomingResponse &response,
                                                    const QDateTime &now);

} // namespace frontdesk
