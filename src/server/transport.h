// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <span>
#include <string_view>

namespace frontdesk {

/// The bytes between a Connection and its client. Non-blocking; belongs to one
/// server thread, whose Poller tells the connection when to try again.
class Transport
{
public:
    enum : qint64 {
        WouldBlock = -1, ///< nothing now
        Failed = -2, ///< reset or broken: nothing will come or go any more
        NotEncrypted = -3, ///< plain HTTP where TLS is spoken; it is answered in plain, too
    };

    virtual ~Transport() = default;

    /// Bytes read (1 and up), 0 at the end of what the client sends, or one of the
    /// above. Fewer bytes than asked for: more will be a new event, unless
    /// holdsMore().
    virtual qint64 read(char *buffer, qsizetype size) = 0;
    /// Bytes taken, of all @p pieces in their order, or one of the above.
    virtual qint64 write(std::span<const std::string_view> pieces) = 0;
    /// No more will be written; what is read from then on is to be thrown away.
    /// False: to be called again when it can be written.
    virtual bool shutdownWrite() = 0;

    /// Something may be left to read that no event for reading will tell of.
    virtual bool holdsMore() const { return false; }
    /// Requests can come: there is no handshake, or it is done.
    virtual bool isEstablished() const { return true; }
};

} // namespace frontdesk
