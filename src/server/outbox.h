// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"
#include "server/deadlines.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace frontdesk {

struct ConnectionHost;
class Transport;

/// What a connection has still to send. While it is corked, answers gather in the
/// thread's buffer and leave in one call; what the client doesn't take waits here
/// for it, under a deadline.
class Outbox
{
public:
    /// @p owner: given to the host's deadlines.
    Outbox(ConnectionHost &host, void *owner);
    ~Outbox();
    Q_DISABLE_COPY_MOVE(Outbox)

    void setCorked(Transport &transport, bool corked);

    void write(Transport &transport, std::string_view head, std::string_view body,
               std::string_view tail = {});
    /// To be recorded once all that was written before it has left.
    void recordWhenSent(Transport &transport, Exchange &&exchange);
    /// The transport takes more.
    void resume(Transport &transport);

    bool isEmpty() const { return m_unsent.empty(); }
    size_t size() const { return m_unsent.size() - m_sent; }
    /// The client can't be written to any more.
    bool hasFailed() const { return m_failed; }

private:
    void flushCork(Transport &transport);
    void send(Transport &transport, std::array<std::string_view, 3> pieces);
    void recordAll(std::vector<Exchange> &exchanges, bool sent);

    ConnectionHost &m_host;
    void *const m_owner;
    std::string m_unsent;
    size_t m_sent = 0; // of m_unsent
    std::unique_ptr<std::vector<Exchange>> m_waiting; // for m_unsent
    Deadlines::Entry m_deadline;
    bool m_corked = false;
    bool m_failed = false;
};

} // namespace frontdesk
