// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitewriter.h"

#include "storage/sqlite/sqliteerror.h"

#include <QLoggingCategory>

#include <pthread.h>
#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(logWriter, "frontdesk.writer")

constexpr int tooLongPages = 16'000; // 64 MiB
constexpr auto checkpointLockTimeout = 50ms;
constexpr auto longestGathering = 1ms;

/// SQLite doesn't say when a lock is free, so ask soon at first, then often enough.
std::chrono::milliseconds pauseBefore(int attempt)
{
    return std::chrono::milliseconds(std::min(1 << std::min(attempt, 5), 20));
}

} // namespace

SqliteWriter::SqliteWriter(SqliteConnection connection, Options options)
    : m_connection(std::move(connection))
    , m_options(std::move(options))
    , m_lockTimeout(m_options.lockTimeout)
    , m_nextCheckpoint(m_options.checkpointPages)
{
    sqlite3_busy_handler(m_connection.handle(), keepWaiting, this);
    sqlite3_wal_hook( // in place of SQLite's own checkpoints, which hold up a commit's answers
            m_connection.handle(),
            [](void *self, sqlite3 *, const char *, int pages) {
                static_cast<SqliteWriter *>(self)->logHasGrownTo(pages);
                return SQLITE_OK;
            },
            this);
    m_thread = std::thread([this] { work(); });
}

SqliteWriter::~SqliteWriter()
{
    stop();
}

void SqliteWriter::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

bool SqliteWriter::othersWait()
{
    const std::lock_guard lock(m_mutex);
    return m_stopping || m_promptInQueue > 0 || !m_bulk.empty();
}

void SqliteWriter::enqueue(std::unique_ptr<Job> job, Pace pace)
{
    std::unique_lock lock(m_mutex);
    if (m_stopping) {
        lock.unlock();
        job->fail({ ErrorKind::Unavailable,
                    QStringLiteral("shutting_down"),
                    QStringLiteral("The server is shutting down."),
                    {} });
        return;
    }
    if (pace == Pace::Bulk)
        m_bulk.push_back(std::move(job));
    else
        m_queue.push_back(std::move(job));
    m_promptInQueue += pace == Pace::Prompt;
    const bool enough = pace == Pace::Bulk || m_queue.size() == m_wanted;
    lock.unlock();
    if (enough)
        m_wake.notify_all();
}

void SqliteWriter::work()
{
    ::pthread_setname_np(::pthread_self(), m_options.name);
    while (waitForWork()) {
        const auto bulk = takeBulk();
        commitQueued();
        if (isLogLong()) {
            moveLogIntoDatabase();
            commitQueued(); // those who came meanwhile
        }
        if (bulk)
            commit({ &bulk, 1 });
    }
}

/// False: that was all, and it is to stop.
bool SqliteWriter::waitForWork()
{
    std::unique_lock lock(m_mutex);
    const auto hasJobs = [this] { return !m_queue.empty() || !m_bulk.empty(); };
    if (!isLogLong())
        m_wake.wait(lock, [&] { return m_stopping || hasJobs(); });
    return hasJobs() || !m_stopping;
}

/// Clients that were answered together come back one after the other. The first
/// of them waits a moment for the rest, or it would have an fsync to itself and
/// they would wait for that one and theirs. A lone client never waits.
void SqliteWriter::gather(std::unique_lock<std::mutex> &lock)
{
    m_wanted = std::max<size_t>(m_lastBatch, 1);
    m_wake.wait_for(lock, std::min<std::chrono::nanoseconds>(m_lastCommit / 4, longestGathering),
                    [this] { return m_stopping || m_queue.size() >= m_wanted; });
    m_wanted = 1;
}

SqliteWriter::Jobs SqliteWriter::takeQueued()
{
    std::unique_lock lock(m_mutex);
    if (m_queue.empty())
        return {};
    gather(lock);
    m_promptInQueue = 0;
    m_lastBatch = m_queue.size();
    return std::exchange(m_queue, {});
}

void SqliteWriter::commitQueued()
{
    const Jobs jobs = takeQueued();
    for (Batch waiting = jobs; !waiting.empty();) {
        const size_t count = std::min(waiting.size(), m_options.batchLimit);
        commit(waiting.first(count));
        waiting = waiting.subspan(count);
    }
}

/// Its turn has come, once those who wait now have been served. Null: there is none.
std::unique_ptr<SqliteWriter::Job> SqliteWriter::takeBulk()
{
    const std::lock_guard lock(m_mutex);
    if (m_bulk.empty())
        return nullptr;
    auto job = std::move(m_bulk.front());
    m_bulk.pop_front();
    return job;
}

void SqliteWriter::commit(Batch batch)
{
    const auto began = std::chrono::steady_clock::now();
    m_waitsSince = began;
    const auto committed = runAll(batch);
    m_lastCommit = std::chrono::steady_clock::now() - began;
    if (!committed) {
        if (m_connection.inTransaction())
            (void)m_connection.execute("ROLLBACK");
        noteFailure(&committed.error());
        for (const auto &job : batch)
            job->fail(committed.error());
        return;
    }
    noteFailure(nullptr);
    for (const auto &job : batch)
        job->committed();
    m_commits.fetch_add(1, std::memory_order_release);
    for (const auto &job : batch)
        job->answer();
}

Result<void> SqliteWriter::runAll(Batch batch)
{
    if (auto begun = m_connection.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    for (const auto &job : batch) {
        // A full or failing disk may have undone the whole transaction: then what
        // went well before is lost too, and what follows would commit by itself.
        if (const Error *error = job->run(m_connection); error && !m_connection.inTransaction())
            return failure(*error);
    }
    return m_connection.execute("COMMIT");
}

/// Tells the operator when trouble begins and ends, not at every batch.
void SqliteWriter::noteFailure(const Error *error)
{
    if (error && !m_failing)
        qCWarning(logWriter, "Writes fail: %s", qUtf8Printable(error->detail));
    else if (!error && m_failing)
        qCWarning(logWriter, "Writes succeed again.");
    m_failing = error;
}

/// A checkpoint, after the answers. Readers of old snapshots may keep it from
/// starting the log over; when it has grown too long they are sent away.
void SqliteWriter::moveLogIntoDatabase()
{
    const bool tooLong = m_logPages >= tooLongPages;
    if (tooLong)
        m_options.logTooLong();
    m_waitsSince = std::chrono::steady_clock::now();
    m_lockTimeout = checkpointLockTimeout;
    sqlite3_wal_checkpoint_v2(m_connection.handle(), nullptr,
                              tooLong ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE,
                              nullptr, nullptr); // one that fails is tried again soon
    m_lockTimeout = m_options.lockTimeout;
    m_nextCheckpoint = m_logPages + m_options.checkpointPages;
}

void SqliteWriter::logHasGrownTo(int pages)
{
    if (pages < m_logPages) // it was started over
        m_nextCheckpoint = m_options.checkpointPages;
    m_logPages = pages;
}

int SqliteWriter::keepWaiting(void *self, int attempt)
{
    return static_cast<SqliteWriter *>(self)->waitForLock(attempt);
}

bool SqliteWriter::waitForLock(int attempt)
{
    if (std::chrono::steady_clock::now() - m_waitsSince >= m_lockTimeout)
        return false;
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, pauseBefore(attempt), [this] { return m_stopping; });
}

} // namespace frontdesk
