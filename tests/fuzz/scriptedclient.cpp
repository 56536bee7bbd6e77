// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedclient.h"

#include "script.h"

#include <algorithm>
#include <cstring>

namespace frontdesk::fuzz {

ScriptedTransport::~ScriptedTransport()
{
    m_client.hasTransport = false;
}

qint64 ScriptedTransport::read(char *buffer, qsizetype size)
{
    require(size > 0, "a read has room");
    if (m_client.isReset)
        return Failed;
    const size_t count = std::min(size_t(size), m_client.offered);
    if (count == 0)
        return m_client.hasEnded ? 0 : qint64(WouldBlock);
    std::memcpy(buffer, m_client.unsent.data(), count);
    m_client.unsent.remove_prefix(count);
    m_client.offered -= count;
    return qint64(count);
}

qint64 ScriptedTransport::write(std::span<const std::string_view> pieces)
{
    require(!m_client.sawEnd, "nothing is written behind the end");
    if (m_client.isReset)
        return Failed;
    qint64 taken = 0;
    for (const std::string_view piece : pieces) {
        const size_t count = std::min(piece.size(), m_client.appetite);
        m_client.received.append(piece.substr(0, count));
        m_client.appetite -= count;
        taken += qint64(count);
        if (count < piece.size())
            return taken ? taken : qint64(WouldBlock);
    }
    return taken;
}

bool ScriptedTransport::shutdownWrite()
{
    m_client.sawEnd = true;
    return true;
}

} // namespace frontdesk::fuzz
