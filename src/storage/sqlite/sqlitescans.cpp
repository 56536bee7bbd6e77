// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitescans.h"

#include "storage/sqlite/sqlitesetup.h"

#include <algorithm>
#include <tuple>

namespace frontdesk {

SqliteScans::SqliteScans(QString path)
    : m_path(std::move(path))
{
    m_threads.setMaxThreadCount(connectionCount);
    m_threads.setObjectName(QStringLiteral("scans"));
}

void SqliteScans::forget(Keeper keeper)
{
    const std::lock_guard lock(m_mutex);
    for (Slot &slot : m_slots) {
        if (slot.keeper == keeper)
            release(slot);
    }
}

void SqliteScans::endSnapshots()
{
    const std::lock_guard lock(m_mutex);
    for (Slot &slot : m_slots)
        release(slot);
}

Result<SqliteScans::Lease> SqliteScans::acquire(Keeper keeper)
{
    std::unique_lock lock(m_mutex);
    Slot &slot = choose(keeper);
    slot.inUse = true;
    slot.keeper = keeper;
    slot.lastUsed = ++m_uses;
    lock.unlock();

    Lease lease(*this, slot);
    if (!slot.connection) {
        auto opened = openSqliteReader(m_path);
        if (!opened)
            return failure(opened.error());
        // 4 MiB: a scan meets each page once, and there are several of these caches.
        if (const auto set = opened->execute("PRAGMA cache_size = -4096"); !set)
            return failure(set.error());
        slot.connection.emplace(std::move(*opened));
    }
    if (!slot.connection->inTransaction()) {
        if (const auto begun = slot.connection->execute("BEGIN"); !begun)
            return failure(begun.error());
    }
    return lease;
}

/// The keeper's own connection, or a free one, or the one that was kept idle
/// longest. There is always one, as no more runs are under way than threads.
SqliteScans::Slot &SqliteScans::choose(Keeper keeper)
{
    const auto rank = [keeper](const Slot &slot) {
        const bool own = keeper && slot.keeper == keeper;
        return std::tuple(slot.inUse, !own, slot.keeper != nullptr, slot.lastUsed);
    };
    Slot &best = *std::min_element(
            m_slots.begin(), m_slots.end(),
            [&rank](const Slot &one, const Slot &other) { return rank(one) < rank(other); });
    Q_ASSERT(!best.inUse);
    if (best.keeper != keeper)
        release(best);
    return best;
}

void SqliteScans::giveBack(Slot &slot)
{
    const std::lock_guard lock(m_mutex);
    slot.inUse = false;
    if (!slot.keeper)
        release(slot);
}

/// Nobody keeps it any more; its snapshot ends as soon as it isn't read from.
void SqliteScans::release(Slot &slot)
{
    slot.keeper = nullptr;
    if (!slot.inUse && slot.connection && slot.connection->inTransaction())
        (void)slot.connection->execute("COMMIT");
}

} // namespace frontdesk
