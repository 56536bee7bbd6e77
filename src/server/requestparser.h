// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/bodyreceiver.h"
#include "server/headscan.h"
#include "server/message.h"

#include <memory>
#include <string_view>

namespace frontdesk {

/// Reads one request after the other (RFC 9112) out of a stream of bytes.
/// Boost.Beast does the parsing; what it lets pass, and our limits, are checked
/// around it.
class RequestParser
{
public:
    enum class Status {
        NeedsHead, ///< the head isn't complete
        NeedsBody, ///< the head is good and in message(), the body isn't complete
        Complete,
        Refused, ///< see refusal(); the connection can't be used any further
    };

    explicit RequestParser(const Limits &limits, BodyPlaces places = {});
    ~RequestParser();
    Q_DISABLE_COPY_MOVE(RequestParser)

    /// Starts over, with @p message to fill.
    void begin(MessageRef message);
    /// Lets go of the message.
    MessageRef finish() { return std::move(m_message); }

    /// Takes what it can of @p bytes and says how many that were. The rest is to be
    /// offered again, with more behind it, while the status is Needs….
    size_t take(std::string_view bytes);

    Status status() const { return m_status; }
    const Refusal &refusal() const { return m_refusal; }
    const MessageRef &message() const { return m_message; }

private:
    class Beast;

    size_t takeHead(std::string_view bytes);
    void takeBody(std::string_view bytes, size_t &taken);

    const Limits &m_limits;
    const std::unique_ptr<Beast> m_beast;
    MessageRef m_message;
    Status m_status = Status::NeedsHead;
    Refusal m_refusal;
    qsizetype m_scanned = 0; // of a head that is not complete yet
};

} // namespace frontdesk
