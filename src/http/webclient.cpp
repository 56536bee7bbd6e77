// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/webclient.h"

#include "base/deferred.h"
#include "http/redirect.h"
#include "http/sender.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

/// Of one name that are tried.
constexpr qsizetype maxAddresses = 4;
constexpr auto connectTimeout = 10s;
constexpr qsizetype maxUrlLength = 4096;

/// Stops what it is given to when @p stop does, or when its time is up.
class Deadline
{
public:
    explicit Deadline(const std::stop_token &stop)
        : m_stopping(stop, [this] { m_source.request_stop(); })
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_passed = true;
            m_source.request_stop();
        });
    }

    void start(std::chrono::milliseconds atMost) { m_timer.start(atMost); }
    bool hasPassed() const { return m_passed; }
    std::stop_token token() const { return m_source.get_token(); }

private:
    QTimer m_timer;
    bool m_passed = false;
    std::stop_source m_source;
    std::stop_callback<std::function<void()>> m_stopping;
};

Error privateTarget(const QString &host)
{
    return { ErrorKind::Forbidden,
             QStringLiteral("private_target"),
             QStringLiteral("%1 has no public address, and requests to others are not allowed "
                            "here (--allow-private-targets).")
                     .arg(host),
             {} };
}

Error cancelled()
{
    return { ErrorKind::Cancelled,
             QStringLiteral("cancelled"),
             QStringLiteral("The request was given up."),
             {} };
}

Async<SendOutcome> send(OutgoingRequest request, Sender::Limits limits, std::stop_token stop)
{
    auto [finished, resolver] = defer<SendOutcome>();
    Sender sender(limits);
    const auto answer = std::make_shared<Resolver<SendOutcome>>(std::move(resolver));
    QObject::connect(&sender, &Sender::finished, &sender,
                     [answer](const SendOutcome &outcome) { answer->resolve(outcome); });
    sender.send(std::move(request));
    const auto cancel = [&sender] { sender.cancel(); };
    const std::stop_callback cancelling(stop, cancel); // after send(): it may be called at once
    auto outcome = co_await finished;
    co_return outcome ? std::move(*outcome) : SendOutcome {};
}

} // namespace

WebClient::WebClient(Options options)
    : m_options(std::move(options))
    , m_turns(m_options.turns)
{ }

Result<void> WebClient::check(const QString &url) const
{
    const bool isAbsolute = url.startsWith(QLatin1String("http://"), Qt::CaseInsensitive)
            || url.startsWith(QLatin1String("https://"), Qt::CaseInsensitive);
    if (!isAbsolute || url.size() > maxUrlLength)
        return failure(ErrorKind::Invalid, QStringLiteral("invalid_address"),
                       QStringLiteral("It must begin with http:// or https:// and have up to %1 "
                                      "characters.")
                               .arg(maxUrlLength));
    const auto address = Address::parse(url);
    if (!address)
        return failure(address.error());
    const bool isLocal = address->host.compare(u"localhost", Qt::CaseInsensitive) == 0;
    const QHostAddress literal
            = isLocal ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(address->host);
    if (!literal.isNull() && !m_options.isAllowed(literal))
        return failure(privateTarget(address->host));
    return {};
}

Async<Result<WebAnswer>> WebClient::fetch(WebRequest request, std::stop_token stop)
{
    Deadline deadline(stop);
    const std::stop_token ended = deadline.token();
    QElapsedTimer since;
    WebAnswer answer;
    for (;;) {
        auto address = Address::parse(request.url);
        if (!address)
            co_return failure(address.error());
        const QString host = address->host.toLower() + u':' + QString::number(address->port);
        // Statements of their own: g++ 12 destroys temporaries of co_await twice.
        auto taking = m_turns.take(host, ended);
        const auto turn = co_await taking;
        if (turn && !since.isValid()) {
            since.start();
            deadline.start(request.atMost);
        }
        Result<IncomingResponse> response = failure(cancelled());
        if (turn) {
            OutgoingRequest outgoing { request.method, *address, request.headers, {}, {} };
            if (!request.body.isEmpty())
                outgoing.body += BodyPiece(request.body);
            auto exchanging = exchange(std::move(outgoing), ended);
            response = co_await exchanging;
        }
        if (deadline.hasPassed())
            co_return failure(ErrorKind::Io, QStringLiteral("timed_out"),
                              QStringLiteral("%1 has not answered within %2 s.")
                                      .arg(host)
                                      .arg(double(request.atMost.count()) / 1000));
        if (!response)
            co_return failure(response.error());
        if (request.maxRedirects == 0 || !isRedirect(*response)) {
            answer.response = std::move(*response);
            answer.url = request.url;
            answer.took = std::chrono::milliseconds(since.elapsed());
            co_return answer;
        }
        if (++answer.redirects > request.maxRedirects)
            co_return failure(ErrorKind::Forbidden, QStringLiteral("too_many_redirects"),
                              QStringLiteral("The answer was a redirect for the %1th time.")
                                      .arg(answer.redirects));
        if (const auto followed = follow(*response, request); !followed)
            co_return failure(followed.error());
    }
}

Async<Result<IncomingResponse>> WebClient::exchange(OutgoingRequest request,
                                                    std::stop_token stop) const
{
    auto looking = m_options.lookUp(request.address.host, stop);
    const auto found = co_await looking;
    if (!found)
        co_return failure(found.error());
    QList<QHostAddress> addresses;
    std::copy_if(found->begin(), found->end(), std::back_inserter(addresses), m_options.isAllowed);
    if (addresses.isEmpty())
        co_return failure(privateTarget(request.address.host));

    const Sender::Limits limits { m_options.bodyBytes, connectTimeout, 24h };
    SendOutcome outcome;
    for (const QHostAddress &address : addresses.first(std::min(addresses.size(), maxAddresses))) {
        if (stop.stop_requested())
            co_return failure(cancelled());
        request.connectTo = address;
        auto sending = send(request, limits, stop);
        outcome = co_await sending;
        if (outcome.times.connectedNs >= 0)
            break; // what follows may have been sent: not twice
    }
    if (stop.stop_requested())
        co_return failure(cancelled());
    if (!outcome.error.isEmpty())
        co_return failure(ErrorKind::Io, QStringLiteral("request_failed"), outcome.error);
    co_return std::move(outcome.response);
}

} // namespace frontdesk
