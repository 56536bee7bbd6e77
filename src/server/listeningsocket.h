// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHostAddress>

#include <utility>

namespace frontdesk {

/// A bound, listening TCP socket, non-blocking.
class ListeningSocket
{
public:
    /// @p port 0 takes a free one. Errors, with a sentence that says what to do:
    /// Busy "port_taken", Forbidden "port_forbidden", Io for anything else.
    static Result<ListeningSocket> open(const QHostAddress &address, quint16 port);

    ListeningSocket(ListeningSocket &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    { }
    ListeningSocket &operator=(ListeningSocket &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~ListeningSocket();

    int descriptor() const { return m_descriptor; }
    quint16 port() const;

private:
    explicit ListeningSocket(int descriptor)
        : m_descriptor(descriptor)
    { }

    int m_descriptor;
};

} // namespace frontdesk
