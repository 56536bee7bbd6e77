// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "http/hostlookup.h"
#include "http/httpmessage.h"
#include "http/publicaddress.h"
#include "http/turns.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace frontdesk {

/// What is to be asked of another server.
struct WebRequest
{
    QByteArray method = "GET";
    QString url; ///< http or https, without a user name
    QList<HeaderField> headers; ///< beside those that OutgoingRequest adds
    QByteArray body;
    int maxRedirects = 10; ///< 0: a redirect is the answer
    std::chrono::milliseconds atMost = std::chrono::seconds(30); ///< once it has its turn
};

struct WebAnswer
{
    IncomingResponse response; ///< its body is cut where it was too long
    QString url; ///< where the last redirect has led
    int redirects = 0;
    std::chrono::milliseconds took {}; ///< without the wait for its turn
};

/// Asks other servers on behalf of clients, who must not reach what only this
/// machine can: each name is looked up once, what is not allowed of its addresses is
/// left out, and the connection goes to the very address that was checked, so that a
/// name that changes its mind (DNS rebinding) gains nothing. Redirects are checked
/// likewise. Each request has a connection of its own and is sent once; no cookies,
/// caches or proxies. Thread-confined, in a thread with an Inbox and an event loop;
/// costs no thread.
class WebClient
{
public:
    struct Options
    {
        std::function<bool(const QHostAddress &)> isAllowed = isPublicAddress;
        HostLookup lookUp = lookUpHost;
        Turns::Limits turns {};
        qint64 bodyBytes = 256 << 10; ///< of an answer that are kept
    };

    explicit WebClient(Options options);
    WebClient()
        : WebClient(Options {})
    { }

    /// Whether @p url can be asked for, as far as that can be said before its name is
    /// looked up. Errors: Invalid "invalid_address", Forbidden "private_target". Any
    /// thread.
    Result<void> check(const QString &url) const;

    /// The answer, whatever its status. Errors: Invalid "invalid_address"; Forbidden
    /// "private_target", "redirect_refused" or "too_many_redirects"; Io
    /// "request_failed" or "timed_out" for what another attempt may mend; Cancelled
    /// when @p stop is asked to, at once. This outlives the call.
    Async<Result<WebAnswer>> fetch(WebRequest request, std::stop_token stop);

private:
    Async<Result<IncomingResponse>> exchange(OutgoingRequest request, std::stop_token stop) const;

    const Options m_options;
    Turns m_turns;
};

} // namespace frontdesk
