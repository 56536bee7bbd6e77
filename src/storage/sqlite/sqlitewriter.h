// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/deferred.h"
#include "base/result.h"
#include "storage/sqlite/sqliteconnection.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <utility>
#include <vector>

namespace frontdesk {

/// The one thread that writes. It takes all that waits, runs it in one
/// transaction, makes that durable with one fsync and then answers each (group
/// commit): under load a write costs a share of an fsync, alone a whole one.
///
/// What takes long (Pace::Bulk) has a transaction of its own, and lets go first whoever
/// came while the one before it ran.
class SqliteWriter
{
public:
    struct Options
    {
        /// How long to wait for a lock that another process holds.
        std::chrono::milliseconds lockTimeout { 10'000 };
        /// Jobs in one transaction at most: it bounds how long the first waits.
        size_t batchLimit = 2'000;
        const char *name = "writer"; ///< the thread's, 15 characters at most
        /// The write-ahead log is moved into the database after so many pages of 4 KiB:
        /// rarely enough to cost little, short enough to read.
        int checkpointPages = 4'000;
        /// Called in the writer's thread when the write-ahead log has become so
        /// long that nobody should hold an old snapshot of it.
        std::function<void()> logTooLong = [] {};
    };

    /// @p connection is set up already and becomes the writer's.
    SqliteWriter(SqliteConnection connection, Options options);
    ~SqliteWriter();

    /// Finishes what is queued and ends the thread; a wait for a foreign lock is
    /// given up. The connection stays open for as long as this lives: the last to
    /// close moves the log into the database.
    void stop();

    /// For writes that nobody counts.
    struct Ignore
    {
        template <typename T>
        void operator()(const T &) const
        { }
    };

    enum class Pace : quint8 {
        Prompt,
        Patient, ///< nobody needs to hurry for it
        Bulk, ///< takes long: the others go first
    };

    /// Runs @p work (Result<T>(SqliteConnection &)) in the writer's thread, and
    /// once it is durable @p committed (void(const T &)) there too. A work that
    /// fails must leave nothing behind: one statement undoes itself, several want
    /// a SqliteSavepoint. Any thread that has an Inbox.
    ///
    /// Errors: those of @p work, Busy "database_locked", Io, Unavailable.
    template <typename T, typename Work, typename Committed = Ignore>
    Async<Result<T>> write(Work work, Committed committed = {}, Pace pace = Pace::Prompt)
    {
        auto pair = defer<T>();
        enqueue(std::make_unique<JobOf<T, Work, Committed>>(std::move(work), std::move(committed),
                                                            std::move(pair.second)),
                pace);
        co_return co_await pair.first;
    }

    /// Somebody waits who isn't patient: the job that runs should come to its end. Within a
    /// bulk job only.
    bool othersWait();

    /// Commits so far, raised before the first answer of each: a snapshot taken
    /// at an older count may lack rows that have been acknowledged. Any thread.
    const std::atomic<quint64> &commits() const { return m_commits; }

private:
    class Job
    {
    public:
        virtual ~Job() = default;
        /// Null: it went well.
        virtual const Error *run(SqliteConnection &connection) = 0;
        virtual void committed() = 0;
        virtual void answer() = 0;
        virtual void fail(const Error &error) = 0;
    };

    template <typename T, typename Work, typename Committed>
    class JobOf final : public Job
    {
    public:
        JobOf(Work &&work, Committed &&committed, Resolver<T> &&resolver)
            : m_work(std::move(work))
            , m_committed(std::move(committed))
            , m_resolver(std::move(resolver))
        { }

        const Error *run(SqliteConnection &connection) override
        {
            m_outcome.emplace(m_work(connection));
            return *m_outcome ? nullptr : &m_outcome->error();
        }
        void committed() override
        {
            if (*m_outcome)
                m_committed(**m_outcome);
        }
        void answer() override { m_resolver.resolve(std::move(*m_outcome)); }
        void fail(const Error &error) override { m_resolver.resolve(failure(error)); }

    private:
        Work m_work;
        Committed m_committed;
        Resolver<T> m_resolver;
        std::optional<Result<T>> m_outcome;
    };

    using Jobs = std::vector<std::unique_ptr<Job>>;
    using Batch = std::span<const std::unique_ptr<Job>>;

    void enqueue(std::unique_ptr<Job> job, Pace pace);
    void work();
    bool waitForWork();
    void gather(std::unique_lock<std::mutex> &lock);
    Jobs takeQueued();
    std::unique_ptr<Job> takeBulk();
    void commitQueued();
    void commit(Batch batch);
    Result<void> runAll(Batch batch);
    void noteFailure(const Error *error);
    bool isLogLong() const { return m_logPages >= m_nextCheckpoint; }
    void moveLogIntoDatabase();

    static int keepWaiting(void *self, int attempt);
    bool waitForLock(int attempt);
    void logHasGrownTo(int pages);

    SqliteConnection m_connection;
    const Options m_options;
    std::chrono::milliseconds m_lockTimeout;
    std::chrono::steady_clock::time_point m_waitsSince;
    bool m_failing = false;
    size_t m_lastBatch = 0; // jobs that were taken together
    std::chrono::nanoseconds m_lastCommit {};
    int m_logPages = 0; // of the write-ahead log, after the last commit
    int m_nextCheckpoint; // at that many
    std::atomic<quint64> m_commits { 0 };

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    Jobs m_queue;
    std::deque<std::unique_ptr<Job>> m_bulk;
    size_t m_promptInQueue = 0;
    size_t m_wanted = 1; // so many queued jobs wake the thread
    bool m_stopping = false;

    std::thread m_thread; // last: it uses all of the above
};

} // namespace frontdesk
