// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport.h"

namespace frontdesk {

/// A TCP connection without encryption: a non-blocking descriptor it owns.
class SocketTransport final : public Transport
{
public:
    explicit SocketTransport(int descriptor)
        : m_descriptor(descriptor)
    { }
    ~SocketTransport() override;
    Q_DISABLE_COPY_MOVE(SocketTransport)

    qint64 read(char *buffer, qsizetype size) override;
    qint64 write(std::span<const std::string_view> pieces) override;
    bool shutdownWrite() override;

private:
    const int m_descriptor;
};

} // namespace frontdesk
