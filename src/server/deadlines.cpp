// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/deadlines.h"

#include <ctime>

namespace frontdesk {

void Deadlines::Entry::unlink()
{
    if (!m_next)
        return;
    m_previous->m_next = m_next;
    m_next->m_previous = m_previous;
    m_previous = m_next = nullptr;
}

Deadlines::Deadlines(const Limits &limits)
    : m_durations { limits.headTimeout.count(),  limits.headTimeout.count(),
                    limits.stallTimeout.count(), limits.idleTimeout.count(),
                    limits.writeTimeout.count(), limits.lingerTimeout.count() }
{
    for (Entry &list : m_lists)
        list.m_previous = list.m_next = &list;
}

void Deadlines::set(Entry &entry, Class what, void *owner)
{
    entry.unlink();
    entry.m_class = what;
    entry.m_owner = owner;
    entry.m_dueMs = nowMs() + m_durations[size_t(what)];
    Entry &list = m_lists[size_t(what)];
    entry.m_previous = list.m_previous;
    entry.m_next = &list;
    list.m_previous->m_next = &entry;
    list.m_previous = &entry;
}

Deadlines::Due Deadlines::takeDue()
{
    const qint64 now = nowMs();
    for (Entry &list : m_lists) {
        Entry *oldest = list.m_next;
        if (oldest == &list || oldest->m_dueMs > now)
            continue;
        oldest->unlink();
        return { oldest->m_owner, oldest->m_class };
    }
    return {};
}

qint64 Deadlines::nowMs()
{
    timespec now {};
    ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

} // namespace frontdesk
