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
    };

    virtual ~Transport() = default;

    /// Bytes read (1 and up), 0 at the end of what the client sends, or one of the
    /// above.
    virtual qint64 read(char *buffer, qsizetype size) = 0;
    /// Bytes taken, of all @p pieces in their order, or one of the above.
    virtual qint64 write(std::span<const std::string_view> pieces) = 0;
    /// No more will be written; reading goes on.
    virtual void shutdownWrite() = 0;
};

} // namespace frontdesk
