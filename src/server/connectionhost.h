// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "server/deadlines.h"
#include "server/exchangerecorder.h"
#include "server/limits.h"
#include "server/message.h"
#include "server/poller.h"
#include "server/requestparser.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace frontdesk {

class Connection;

/// What the connections of one server thread share: its poller, pools, deadlines
/// and buffers.
struct ConnectionHost
{
    ConnectionHost(int threadNumber, const Limits &sharedLimits, ExchangeRecorder &sharedRecorder,
                   BodyPlaces bodies);

    static constexpr qsizetype inputSize = 128 << 10;
    /// Answers to pipelined requests leave together until they are that large.
    static constexpr size_t corkSize = 64 << 10;

    const int thread; ///< 1 and up
    const Limits &limits;
    ExchangeRecorder &recorder;
    Poller poller;
    MessagePool messages;
    Deadlines deadlines;

    /// Sends a complete request on its way through QHttpServer; false if that did
    /// not take it.
    std::function<bool(const MessageRef &)> route;
    /// Why a request is not let in, asked when its head is here and its body isn't.
    std::function<std::optional<Error>(const Message &)> refusal;
    /// The connection is closed and can be destroyed once nothing of it is on the
    /// stack.
    std::function<void(Connection &)> bury;
    bool stopping = false; ///< answers say `Connection: close`
    int coroutines = 0; ///< that hold a Message

    const std::unique_ptr<char[]> input; ///< what is being read
    std::string cork; ///< answers of the connection whose requests are being worked off
    std::vector<Exchange> corked; ///< and their exchanges
    std::string scratch; ///< a head that is being written

    /// Counts a coroutine that holds a Message: the thread doesn't end before it.
    class Holder
    {
    public:
        explicit Holder(ConnectionHost &host)
            : m_host(host)
        {
            ++m_host.coroutines;
        }
        ~Holder() { --m_host.coroutines; }
        Q_DISABLE_COPY_MOVE(Holder)

    private:
        ConnectionHost &m_host;
    };

    std::unique_ptr<RequestParser> takeParser();
    void giveBack(std::unique_ptr<RequestParser> parser);

    /// "Date: …\r\n" of the present second (RFC 9110 §6.6.1).
    std::string_view dateField();
    /// 16 hex digits, different for each request of this program run.
    std::array<char, 16> requestId(const Message &message) const;

private:
    const BodyPlaces m_bodies;
    std::vector<std::unique_ptr<RequestParser>> m_parsers;
    std::array<char, 64> m_date {};
    size_t m_dateSize = 0;
    qint64 m_dateSecond = 0;
    const quint32 m_idPrefix;
};

} // namespace frontdesk
