// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/deferred.h"

#include <QString>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>

namespace frontdesk {

/// Lets so many at a time go to one host, and so many in all; the others wait,
/// without a thread, in the order they came for each host. So a host that never
/// answers holds up nobody else. Thread-confined.
class Turns
{
public:
    struct Limits
    {
        int inAll = 256;
        int perHost = 16;
    };

    /// While it lives the turn is taken.
    using Turn = std::shared_ptr<void>;

    explicit Turns(Limits limits)
        : m_limits(limits)
    { }
    Turns(const Turns &) = delete;
    Turns &operator=(const Turns &) = delete;

    /// Waits for a turn at @p host; this outlives it. Errors: Cancelled when @p stop
    /// is asked to.
    Async<Result<Turn>> take(QString host, std::stop_token stop);

    int taken() const { return m_taken; }

private:
    using Waiter = std::optional<Resolver<void>>; ///< empty: it has gone
    struct Host
    {
        int taken = 0;
        std::deque<std::shared_ptr<Waiter>> waiting;
    };
    using Hosts = std::map<QString, Host>;

    bool hasRoom(const Host &host) const
    {
        return m_taken < m_limits.inAll && host.taken < m_limits.perHost;
    }
    void begin(Host &host)
    {
        ++host.taken;
        ++m_taken;
    }
    void end(const QString &name);
    void letGo(Host &host);

    const Limits m_limits;
    int m_taken = 0;
    Hosts m_hosts; ///< where somebody is or waits
};

} // namespace frontdesk
