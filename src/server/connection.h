// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/answerhead.h"
#include "server/deadlines.h"
#include "server/headscan.h"
#include "server/message.h"
#include "server/outbox.h"
#include "server/poller.h"
#include "server/reply.h"
#include "server/transport.h"

#include <coroutine>
#include <memory>
#include <string>

namespace frontdesk {

class BodySource;
struct ConnectionHost;
class RequestParser;

/// One client (RFC 9112 §9). Reads a request, hands it over, waits for its
/// answer, writes that, and only then looks at the next: answers are in order
/// however long each takes, and what a client sends ahead stays in the system's
/// buffers. Destroyed by the Listener after it has closed itself.
class Connection final : public Pollable
{
public:
    /// @p peer: "127.0.0.1:51234".
    Connection(ConnectionHost &host, std::unique_ptr<Transport> transport, QByteArray peer);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    void ready(std::uint32_t events) override;
    void expired(Deadlines::Class what);
    /// Graceful stop: closes now if no request is under way, else after its answer.
    void stop();
    /// At once. What a route still works on is answered to nobody.
    void close();

    /// Answers @p message with the guard's own refusal and closes.
    void refuse(const Refusal &refusal);
    void refuseWith(Reply reply);
    /// The answer to the request that was handed over.
    void answer(Reply &&reply);

    // For the body of a streamed answer, while Message::connection is set:

    void sendPiece(const QByteArray &piece, Framing framing);
    void endStream(Framing framing, Exchange &&exchange);
    /// `co_await`ed: until the client has taken most of what was sent, or has gone.
    auto room()
    {
        struct Room
        {
            Connection &connection;
            bool await_ready() const
            {
                return connection.m_outbox.isEmpty() || connection.hasFailed();
            }
            void await_suspend(std::coroutine_handle<> waiter) { connection.m_roomWaiter = waiter; }
            void await_resume() const { }
        };
        return Room { *this };
    }

    size_t index = 0; ///< where the Listener keeps it

private:
    enum class State {
        Reading, ///< for a request
        Working, ///< a route has it
        Streaming, ///< its answer is being sent
        Lingering, ///< answered for the last time; reading what still comes
        Closed,
    };

    bool hasFailed() const { return m_outbox.hasFailed(); }
    void pump();
    /// The client reads nothing: it gets no further answer until it does.
    bool isClogged() const;
    bool readMore();
    size_t consume(std::string_view bytes);
    void waitForBody(bool bodyFollows);
    void handOver();
    Exchange logged(const Reply &reply, std::string_view head) const;
    void endMessage(bool keepAlive);
    void linger();
    void endOutput();
    void afterWrite();
    void postpone();

    ConnectionHost &m_host;
    std::unique_ptr<Transport> m_transport; // null: closed
    const QByteArray m_peer;
    Outbox m_outbox;
    Deadlines::Entry m_deadline;
    std::string m_unparsed;
    std::unique_ptr<RequestParser> m_parser; // while a request is coming in
    MessageRef m_message; // Working, Streaming
    BodySource *m_source = nullptr; // Streaming: whoever sends it owns it
    std::coroutine_handle<> m_roomWaiter;
    qint64 m_receivedNs = 0; // steady clock, at the last read
    qint64 m_bodyDueMs = 0; // 0: no body is coming in
    State m_state = State::Reading;
    bool m_readable = false;
    bool m_halfClosed = false; // the client has sent all, some of it may be unread
    bool m_inputEnded = false; // and nothing is unread
    bool m_outputEnded = false; // the client has been told that nothing follows
    bool m_pumping = false;
    bool m_postponed = false;
};

} // namespace frontdesk
