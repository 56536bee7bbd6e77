// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/inbox.h"
#include "base/result.h"
#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqlitekeptpages.h"

#include <QString>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace frontdesk {

/// One thread's connection for point reads, which run where they are asked for.
/// All reads of an event loop's round share one snapshot, since to begin one
/// costs as much as to read a row; it is renewed when the writer has committed in
/// between, so that an acknowledged row is always there.
class SqliteReader final : private Inbox::RoundEnd
{
public:
    /// @p commits is the writer's count and outlives the reader.
    SqliteReader(SqliteConnection connection, const std::atomic<quint64> &commits);

    /// Moves to a snapshot that holds all that has been acknowledged.
    void renew();

    /// At that snapshot.
    SqliteConnection &connection() { return *m_connection; }
    /// Renewed for it.
    SqliteKeptPages &keptPages();

    void close() { m_connection.reset(); }
    bool isDisused() const { return !m_connection && !m_inRound; }

private:
    void roundEnded() override;
    void beginSnapshot();
    void endSnapshot();

    std::optional<SqliteConnection> m_connection;
    SqliteKeptPages m_keptPages; ///< read on it
    bool m_pagesAreRenewed = false; ///< for the shared snapshot
    const std::atomic<quint64> &m_commits;
    quint64 m_snapshot = 0; ///< the count that the shared snapshot was begun at
    bool m_inRound = false;
};

/// The readers of all threads that ever asked. A thread's reader ends with the
/// thread or with this, whichever is first; this must not end while a thread
/// still reads.
class SqliteReaders
{
public:
    SqliteReaders(QString path, const std::atomic<quint64> &commits);
    SqliteReaders(const SqliteReaders &) = delete;
    SqliteReaders &operator=(const SqliteReaders &) = delete;
    ~SqliteReaders();

    /// The calling thread's reader, opened at its first call, at a snapshot that
    /// holds all that has been acknowledged. Use it at once: the next call may
    /// move the snapshot.
    Result<SqliteReader *> latest();

private:
    Result<std::shared_ptr<SqliteReader>> open();

    const QString m_path;
    const std::atomic<quint64> &m_commits;
    const quint64 m_id; ///< never used twice, unlike an address
    std::mutex m_mutex;
    std::vector<std::weak_ptr<SqliteReader>> m_readers;
};

} // namespace frontdesk
