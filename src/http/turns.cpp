// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/turns.h"

#include <utility>

namespace frontdesk {

Async<Result<Turns::Turn>> Turns::take(QString host, std::stop_token stop)
{
    if (Host &entry = m_hosts[host]; hasRoom(entry)) {
        begin(entry);
    } else {
        auto [free, resolver] = defer<void>();
        const auto waiter = std::make_shared<Waiter>(std::move(resolver));
        entry.waiting.push_back(waiter);
        const auto leave = [waiter] { waiter->reset(); };
        const std::stop_callback leaving(stop, leave);
        const auto begun = co_await free;
        if (!begun)
            co_return failure(begun.error());
    }
    const auto giveBack = [this, host](void *) { end(host); };
    co_return Turn(this, giveBack);
}

void Turns::end(const QString &name)
{
    --m_taken;
    auto each = m_hosts.find(name);
    --each->second.taken;
    // There is room for one: the other hosts get it before this one has another.
    for (size_t i = 0; i < m_hosts.size() && m_taken < m_limits.inAll; ++i) {
        if (++each == m_hosts.end())
            each = m_hosts.begin();
        letGo(each->second);
    }
    std::erase_if(m_hosts, [](const auto &host) {
        return host.second.taken == 0 && host.second.waiting.empty();
    });
}

void Turns::letGo(Host &host)
{
    while (!host.waiting.empty() && hasRoom(host)) {
        const auto waiter = std::move(host.waiting.front());
        host.waiting.pop_front();
        if (!*waiter)
            continue;
        begin(host);
        std::exchange(*waiter, std::nullopt)->resolve({});
    }
}

} // namespace frontdesk
