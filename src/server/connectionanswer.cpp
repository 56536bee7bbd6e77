// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The half of Connection that answers: from a route's reply to the last byte.
#include "server/connection.h"

#include "base/clock.h"
#include "server/answerhead.h"
#include "server/connectionhost.h"
#include "server/streamedbody.h"

namespace frontdesk {

namespace {

std::string_view view(const QByteArray &bytes)
{
    return { bytes.constData(), size_t(bytes.size()) };
}

bool hasNoBody(const Message &request, int status)
{
    return request.method == Method::Head || status == 204 || status == 304;
}

} // namespace

void Connection::answer(Reply &&reply)
{
    Q_ASSERT(m_state == State::Working);
    Message &message = *m_message;
    message.times.answeredNs = steadyNs();
    const auto requestId = m_host.requestId(message);
    AnswerHead head;
    head.requestId = { requestId.data(), requestId.size() };
    head.dateField = m_host.dateField();
    head.keepAlive = message.keepAlive && !m_halfClosed && !m_host.stopping;
    if (reply.error())
        reply.render(message.accepts("application/problem+json"), head.requestId);

    const bool streams = reply.isStream() && !hasNoBody(message, reply.status());
    if (streams && message.http10)
        head.keepAlive = false;
    if (streams)
        head.framing = message.http10 ? Framing::UntilClose : Framing::Chunked;
    else if (reply.isStream() || reply.status() == 204 || reply.status() == 304)
        head.framing = Framing::None;
    std::string &text = m_host.scratch;
    writeHead(text, message, reply, head);

    Exchange exchange = logged(reply, text);
    message.keepAlive = head.keepAlive;
    if (streams) {
        m_state = State::Streaming;
        m_outbox.write(*m_transport, text, {});
        auto source = reply.takeSource();
        m_source = source.get();
        sendStreamedBody(m_host, m_message, std::move(source), head.framing, std::move(exchange));
        return;
    }
    m_outbox.write(*m_transport, text,
                   hasNoBody(message, reply.status()) ? std::string_view() : view(reply.body()));
    m_outbox.recordWhenSent(*m_transport, std::move(exchange));
    endMessage(head.keepAlive);
}

Exchange Connection::logged(const Reply &reply, std::string_view head) const
{
    head.remove_prefix(head.find("\r\n") + 2); // the status line
    head.remove_suffix(2); // the empty line
    Exchange exchange = describe(*m_message, m_host.limits, head);
    exchange.thread = m_host.thread;
    exchange.client = m_peer;
    exchange.status = reply.status();
    exchange.responseBodySize = reply.body().size();
    exchange.responseBody = reply.body().size() > m_host.limits.loggedBodyBytes
            ? reply.body().first(m_host.limits.loggedBodyBytes)
            : reply.body();
    return exchange;
}

void Connection::sendPiece(const QByteArray &piece, Framing framing)
{
    if (framing == Framing::Chunked) {
        const QByteArray size = QByteArray::number(piece.size(), 16) + "\r\n";
        m_outbox.write(*m_transport, view(size), view(piece), "\r\n");
    } else {
        m_outbox.write(*m_transport, {}, view(piece));
    }
    if (m_outbox.hasFailed() && !m_pumping)
        close();
}

void Connection::endStream(Framing framing, Exchange &&exchange)
{
    if (framing == Framing::Chunked)
        m_outbox.write(*m_transport, "0\r\n\r\n", {});
    m_outbox.recordWhenSent(*m_transport, std::move(exchange));
    endMessage(m_message->keepAlive && !m_host.stopping);
}

void Connection::endMessage(bool keepAlive)
{
    m_source = nullptr;
    m_message->connection = nullptr;
    m_message = MessageRef();
    if (m_outbox.hasFailed() && !m_pumping)
        return close();
    if (!keepAlive)
        return linger();
    m_state = State::Reading;
    m_host.deadlines.set(m_deadline, Deadlines::Class::Idle, this);
    if (!m_pumping && (m_readable || !m_unparsed.empty()))
        postpone();
}

void Connection::linger()
{
    // Closing with unread input resets the connection and may take the answer
    // with it (RFC 9112 §9.6): half-close, then read on for a while.
    m_state = State::Lingering;
    m_unparsed = {};
    if (m_parser) {
        m_parser->finish();
        m_host.giveBack(std::move(m_parser));
    }
    m_deadline.clear();
    m_outbox.setCorked(*m_transport, false);
    afterWrite();
    if (m_state == State::Lingering && !m_pumping && m_readable)
        postpone();
}

void Connection::endOutput()
{
    if (!m_outputEnded) {
        if (!m_deadline.isSet())
            m_host.deadlines.set(m_deadline, Deadlines::Class::Linger, this);
        m_outputEnded = m_transport->shutdownWrite();
    }
    if (m_outputEnded && m_inputEnded)
        close();
}

void Connection::afterWrite()
{
    if (m_outbox.hasFailed())
        return close();
    if (!m_outbox.isEmpty())
        return;
    if (m_state == State::Lingering) {
        endOutput();
        return;
    }
    if (const auto waiter = std::exchange(m_roomWaiter, {}))
        waiter.resume();
}

} // namespace frontdesk
