// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/connection.h"

#include "base/bodysource.h"
#include "base/clock.h"
#include "server/connectionhost.h"

#include <ctime>
#include <sys/epoll.h>

namespace frontdesk {

namespace {

// Then it is another connection's turn.
constexpr int readsInARow = 8;

qint64 wallMs()
{
    timespec now {};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
    return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

} // namespace

Connection::Connection(ConnectionHost &host, std::unique_ptr<Transport> transport, QByteArray peer)
    : m_host(host)
    , m_transport(std::move(transport))
    , m_peer(std::move(peer))
    , m_outbox(host, this)
{
    m_host.deadlines.set(m_deadline,
                         m_transport->isEstablished() ? Deadlines::Class::Idle
                                                      : Deadlines::Class::Handshake,
                         this);
}

Connection::~Connection()
{
    m_host.poller.forget(*this);
}

void Connection::ready(std::uint32_t events)
{
    if (events == 0)
        m_postponed = false;
    if (m_state == State::Closed)
        return;
    if (events & (EPOLLERR | EPOLLHUP))
        return close();
    if ((events & EPOLLOUT) && (!m_outbox.isEmpty() || m_state == State::Lingering)) {
        m_outbox.resume(*m_transport);
        afterWrite();
        if (m_state == State::Closed)
            return;
    }
    m_halfClosed = m_halfClosed || (events & EPOLLRDHUP);
    // One that only listens has no reason to close its half; and nothing may be sent for
    // long that would tell whether it reads on.
    if (m_halfClosed && m_source && m_source->isEndless())
        return close();
    m_readable = m_readable || (events & (EPOLLIN | EPOLLRDHUP)) || m_transport->holdsMore();
    pump();
}

void Connection::pump()
{
    if (m_pumping || m_state == State::Closed)
        return;
    m_pumping = true;
    m_outbox.setCorked(*m_transport, true);
    for (int reads = 0; m_state == State::Reading || m_state == State::Lingering; ++reads) {
        if (isClogged())
            break;
        if (!m_unparsed.empty()) {
            std::string bytes = std::exchange(m_unparsed, {});
            bytes.erase(0, consume(bytes));
            if (m_state != State::Lingering && m_state != State::Closed)
                m_unparsed = std::move(bytes);
            if (m_state != State::Reading)
                continue;
        }
        if (!m_readable)
            break;
        if (reads == readsInARow) {
            postpone();
            break;
        }
        if (!readMore())
            break;
    }
    m_pumping = false;
    if (m_state == State::Closed)
        return;
    m_outbox.setCorked(*m_transport, false);
    if (m_outbox.hasFailed())
        close();
}

bool Connection::isClogged() const
{
    return qsizetype(m_outbox.size()) > m_host.limits.unsentBytes;
}

bool Connection::readMore()
{
    const qint64 count = m_transport->read(m_host.input.get(), ConnectionHost::inputSize);
    if (count == Transport::WouldBlock) {
        m_readable = false;
        if (m_deadline.isSet() && m_deadline.what() == Deadlines::Class::Handshake
            && m_transport->isEstablished())
            m_host.deadlines.set(m_deadline, Deadlines::Class::Idle, this);
        return false;
    }
    if (count == Transport::NotEncrypted) {
        refuse({ 400, "tls_required", "This port speaks HTTPS: ask again with https://." });
        return false;
    }
    if (count == Transport::Failed) {
        close();
        return false;
    }
    if (count == 0) {
        m_readable = false;
        m_inputEnded = true;
        linger();
        return false;
    }
    if (count < ConnectionHost::inputSize && !m_halfClosed && !m_transport->holdsMore())
        m_readable = false; // drained: more will be a new event
    if (m_state == State::Lingering)
        return true;
    m_receivedNs = steadyNs();
    const std::string_view bytes(m_host.input.get(), size_t(count));
    if (!m_unparsed.empty()) {
        m_unparsed.append(bytes);
        return true;
    }
    const size_t taken = consume(bytes);
    if (m_state != State::Lingering && m_state != State::Closed)
        m_unparsed.assign(bytes.substr(taken));
    return m_unparsed.empty() || m_readable;
}

size_t Connection::consume(std::string_view bytes)
{
    size_t taken = 0;
    while (m_state == State::Reading && taken < bytes.size() && !isClogged()) {
        if (!m_parser) {
            // RFC 9112 §2.2: empty lines before a request are to be ignored.
            taken = std::min(bytes.find_first_not_of("\r\n", taken), bytes.size());
            if (taken == bytes.size())
                break;
            m_parser = m_host.takeParser();
            m_parser->begin(m_host.messages.take());
        }
        taken += m_parser->take(bytes.substr(taken));
        switch (m_parser->status()) {
        case RequestParser::Status::NeedsHead:
            if (!m_deadline.isSet() || m_deadline.what() != Deadlines::Class::Head)
                m_host.deadlines.set(m_deadline, Deadlines::Class::Head, this);
            return taken;
        case RequestParser::Status::NeedsBody:
            waitForBody(taken < bytes.size());
            return taken;
        case RequestParser::Status::Complete:
            handOver();
            break;
        case RequestParser::Status::Refused:
            refuse(m_parser->refusal());
            break;
        }
    }
    return taken;
}

void Connection::waitForBody(bool bodyFollows)
{
    const Message &message = *m_parser->message();
    if (m_bodyDueMs == 0) {
        if (auto error = m_host.refusal(message))
            return refuseWith(Reply::problem(std::move(*error)));
        m_bodyDueMs = Deadlines::nowMs() + m_host.limits.bodyTimeout.count();
        if (message.expectsContinue && !message.http10 && !bodyFollows && message.body.isEmpty())
            m_outbox.write(*m_transport, "HTTP/1.1 100 Continue\r\n\r\n", {});
    } else if (Deadlines::nowMs() > m_bodyDueMs) {
        return refuse({ 408, "body_timeout", "The body took too long to arrive." });
    }
    m_host.deadlines.set(m_deadline, Deadlines::Class::Body, this);
}

void Connection::handOver()
{
    m_message = m_parser->finish();
    m_host.giveBack(std::move(m_parser));
    m_deadline.clear();
    m_bodyDueMs = 0;
    m_state = State::Working;
    m_message->connection = this;
    m_message->receivedAtMs = wallMs();
    m_message->times.receivedNs = m_receivedNs;
    m_message->times.dispatchedNs = steadyNs();
    const MessageRef message = m_message; // it may be answered before this returns
    if (!m_host.route(message) && message->connection) {
        message->keepAlive = false;
        answer(Reply::problem(400, QStringLiteral("bad_target"),
                              QStringLiteral("The request target is malformed.")));
    }
}

void Connection::refuse(const Refusal &refusal)
{
    refuseWith(Reply::problem(refusal.status, QString::fromLatin1(refusal.code),
                              QString::fromLatin1(refusal.detail)));
}

/// Answers before the request is complete: the connection can't go on after it.
void Connection::refuseWith(Reply reply)
{
    if (m_parser) {
        m_message = m_parser->finish();
        m_host.giveBack(std::move(m_parser));
    } else {
        m_message = m_host.messages.take();
    }
    m_deadline.clear();
    m_bodyDueMs = 0;
    m_state = State::Working;
    m_message->connection = this;
    m_message->keepAlive = false;
    m_message->receivedAtMs = wallMs();
    m_message->times.receivedNs = m_message->times.dispatchedNs = steadyNs();
    answer(std::move(reply));
}

void Connection::postpone()
{
    if (std::exchange(m_postponed, true))
        return;
    m_host.poller.later(*this);
}

void Connection::expired(Deadlines::Class what)
{
    if (what == Deadlines::Class::Head)
        refuse({ 408, "head_timeout", "The request head took too long to arrive." });
    else if (what == Deadlines::Class::Body)
        refuse({ 408, "body_timeout", "The body took too long to arrive." });
    else
        close();
}

void Connection::stop()
{
    if (m_state == State::Reading && !m_parser && m_unparsed.empty())
        linger();
}

void Connection::close()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_deadline.clear();
    if (m_parser) {
        m_parser->finish();
        m_host.giveBack(std::move(m_parser));
    }
    if (m_message)
        m_message->connection = nullptr;
    m_message = MessageRef();
    m_unparsed = {};
    m_transport.reset();
    auto *const source = std::exchange(m_source, nullptr);
    if (const auto waiter = std::exchange(m_roomWaiter, {}))
        waiter.resume(); // it sees that the client has gone
    else if (source)
        source->clientHasGone();
    m_host.bury(*this);
}

} // namespace frontdesk
