// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace frontdesk::fuzz {

/// A client in memory: sends and takes as much as it is told to.
struct ScriptedClient
{
    std::string_view unsent; ///< what it will ever send
    size_t offered = 0; ///< of that, what can be read now
    size_t appetite = 0; ///< what it takes of the answers before the network is full
    bool hasEnded = false; ///< sends nothing behind what is offered
    bool isReset = false;
    bool hasTransport = true; ///< the connection holds its end
    bool sawEnd = false; ///< of the answers
    std::string received;
};

/// The connection's end of a ScriptedClient, with the manners of a socket: a short
/// read means that there is nothing more now.
class ScriptedTransport final : public Transport
{
public:
    explicit ScriptedTransport(ScriptedClient &client)
        : m_client(client)
    { }
    ~ScriptedTransport() override;

    qint64 read(char *buffer, qsizetype size) override;
    qint64 write(std::span<const std::string_view> pieces) override;
    bool shutdownWrite() override;

private:
    ScriptedClient &m_client;
};

} // namespace frontdesk::fuzz
