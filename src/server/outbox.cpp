// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/outbox.h"

#include "base/clock.h"
#include "server/connectionhost.h"
#include "server/transport.h"

#include <algorithm>

namespace frontdesk {

namespace {

// Below, copying into the cork is cheaper than another system call.
constexpr size_t copiedBody = 16 << 10;

} // namespace

Outbox::Outbox(ConnectionHost &host, void *owner)
    : m_host(host)
    , m_owner(owner)
{ }

Outbox::~Outbox()
{
    if (m_waiting)
        recordAll(*m_waiting, false);
}

void Outbox::setCorked(Transport &transport, bool corked)
{
    m_corked = corked;
    if (!corked)
        flushCork(transport);
}

void Outbox::write(Transport &transport, std::string_view head, std::string_view body,
                   std::string_view tail)
{
    if (!m_corked)
        return send(transport, { head, body, tail });
    if (body.size() > copiedBody) {
        m_host.cork.append(head);
        send(transport, { m_host.cork, body, tail });
        m_host.cork.clear();
        return;
    }
    m_host.cork.append(head).append(body).append(tail);
    if (m_host.cork.size() >= ConnectionHost::corkSize)
        flushCork(transport);
}

void Outbox::recordWhenSent(Transport &transport, Exchange &&exchange)
{
    m_host.corked.push_back(std::move(exchange));
    if (!m_corked)
        flushCork(transport);
}

void Outbox::flushCork(Transport &transport)
{
    if (!m_host.cork.empty()) {
        send(transport, { m_host.cork, {}, {} });
        m_host.cork.clear();
    }
    if (m_host.corked.empty())
        return;
    if (m_unsent.empty()) {
        recordAll(m_host.corked, !m_failed);
        return;
    }
    if (!m_waiting)
        m_waiting = std::make_unique<std::vector<Exchange>>();
    std::move(m_host.corked.begin(), m_host.corked.end(), std::back_inserter(*m_waiting));
    m_host.corked.clear();
}

void Outbox::send(Transport &transport, std::array<std::string_view, 3> pieces)
{
    if (m_failed)
        return;
    if (m_unsent.empty()) {
        const qint64 count = transport.write(pieces);
        if (count == Transport::Failed) {
            m_failed = true;
            return;
        }
        auto sent = size_t(std::max<qint64>(count, 0)); // less than nothing: it would block
        for (std::string_view &piece : pieces) {
            const size_t ofPiece = std::min(sent, piece.size());
            piece.remove_prefix(ofPiece);
            sent -= ofPiece;
        }
        if (std::ranges::all_of(pieces, &std::string_view::empty))
            return;
        m_host.deadlines.set(m_deadline, Deadlines::Class::Write, m_owner);
    }
    for (const std::string_view piece : pieces)
        m_unsent.append(piece);
}

void Outbox::resume(Transport &transport)
{
    while (m_sent < m_unsent.size()) {
        const std::array pieces = { std::string_view(m_unsent).substr(m_sent) };
        const qint64 count = transport.write(pieces);
        if (count == Transport::WouldBlock)
            return;
        if (count == Transport::Failed) {
            m_failed = true;
            return;
        }
        m_sent += size_t(count);
    }
    std::string().swap(m_unsent); // an idle connection keeps no buffer
    m_sent = 0;
    m_deadline.clear();
    if (m_waiting)
        recordAll(*std::exchange(m_waiting, nullptr), true);
}

void Outbox::recordAll(std::vector<Exchange> &exchanges, bool sent)
{
    const qint64 now = sent ? steadyNs() : 0;
    for (Exchange &exchange : exchanges) {
        exchange.times.writtenNs = now;
        m_host.recorder.record(std::move(exchange));
    }
    exchanges.clear();
}

} // namespace frontdesk
