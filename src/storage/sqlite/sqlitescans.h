// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/deferred.h"
#include "base/result.h"
#include "storage/sqlite/sqliteconnection.h"

#include <QRunnable>
#include <QString>
#include <QThreadPool>

#include <array>
#include <exception>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

namespace frontdesk {

/// Reads that take longer than a server thread may: pages, lists and streams, on
/// a pool with as many connections as threads.
///
/// A stream keeps its snapshot from piece to piece, so that it shows one state of
/// the table; but nobody waits for a stream whose client is slow: when every
/// connection holds a snapshot, the one that lay idle longest is given to who
/// needs it, and its stream goes on from a new one. So any number of streams may
/// be open.
class SqliteScans
{
public:
    static constexpr int connectionCount = 4;

    /// Who keeps a snapshot: an address of the keeper's own. Null: nobody.
    using Keeper = const void *;

    explicit SqliteScans(QString path);
    SqliteScans(const SqliteScans &) = delete;
    SqliteScans &operator=(const SqliteScans &) = delete;

    /// Runs @p work (Result<T>(SqliteConnection &)) in the pool, on a snapshot
    /// that holds all that was acknowledged before. With a @p keeper the snapshot
    /// is kept for its next run, unless somebody else needs the connection.
    template <typename Work>
    auto run(Work work, Keeper keeper = nullptr)
    {
        using T = typename std::invoke_result_t<Work &, SqliteConnection &>::value_type;
        auto pair = defer<T>();
        m_threads.start(new Run<Work, T>(*this, keeper, std::move(work), std::move(pair.second)));
        return awaited(std::move(pair.first));
    }

    /// Ends what @p keeper has kept, when its run ends if one is under way. Any
    /// thread.
    void forget(Keeper keeper);
    /// Ends all snapshots, those in use when their run ends. Any thread.
    void endSnapshots();

private:
    struct Slot
    {
        std::optional<SqliteConnection> connection;
        Keeper keeper = nullptr;
        quint64 lastUsed = 0;
        bool inUse = false;
    };

    /// A connection for the length of one run.
    class Lease
    {
    public:
        Lease(SqliteScans &scans, Slot &slot)
            : m_scans(scans)
            , m_slot(&slot)
        { }
        Lease(Lease &&other) noexcept
            : m_scans(other.m_scans)
            , m_slot(std::exchange(other.m_slot, nullptr))
        { }
        Lease &operator=(Lease &&) = delete;
        ~Lease()
        {
            if (m_slot)
                m_scans.giveBack(*m_slot);
        }

        SqliteConnection &connection() { return *m_slot->connection; }

    private:
        SqliteScans &m_scans;
        Slot *m_slot;
    };

    /// Answers through the Inbox of who asked: a QFuture's watcher would be an object
    /// and several events for each.
    template <typename Work, typename T>
    class Run final : public QRunnable
    {
    public:
        Run(SqliteScans &scans, Keeper keeper, Work &&work, Resolver<T> &&resolver)
            : m_scans(scans)
            , m_keeper(keeper)
            , m_work(std::move(work))
            , m_resolver(std::move(resolver))
        { }

        void run() override
        {
            try {
                m_resolver.resolve(outcome());
            } catch (const std::exception &) { // out of memory: the Resolver says Cancelled
            }
        }

    private:
        Result<T> outcome()
        {
            auto lease = m_scans.acquire(m_keeper);
            if (!lease)
                return failure(lease.error());
            return m_work(lease->connection());
        }

        SqliteScans &m_scans;
        const Keeper m_keeper;
        Work m_work;
        Resolver<T> m_resolver;
    };

    /// A coroutine of its own, since g++ 12 destroys a lambda twice that is a
    /// temporary in a co_await expression.
    template <typename T>
    static Async<Result<T>> awaited(Deferred<T> deferred)
    {
        co_return co_await deferred;
    }

    Result<Lease> acquire(Keeper keeper);
    Slot &choose(Keeper keeper);
    void giveBack(Slot &slot);
    static void release(Slot &slot);

    const QString m_path;
    std::mutex m_mutex; // guards the slots, but for the connection of one in use
    std::array<Slot, connectionCount> m_slots;
    quint64 m_uses = 0;
    QThreadPool m_threads; // last: its runs use all of the above
};

} // namespace frontdesk
