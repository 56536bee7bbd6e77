// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlitereader.h"

#include "storage/sqlite/sqlitesetup.h"

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

struct ThreadReader
{
    quint64 owner;
    std::shared_ptr<SqliteReader> reader;
};

thread_local std::vector<ThreadReader> t_readers; // one, but where two databases are open

quint64 nextId()
{
    static std::atomic<quint64> last { 0 };
    return ++last;
}

} // namespace

SqliteReader::SqliteReader(SqliteConnection connection, const std::atomic<quint64> &commits)
    : m_connection(std::move(connection))
    , m_commits(commits)
{ }

void SqliteReader::renew()
{
    if (m_inRound) {
        if (m_snapshot != m_commits.load(std::memory_order_acquire)) {
            endSnapshot();
            beginSnapshot();
        }
    } else if (const auto &inbox = Inbox::current(); inbox && inbox->callAtRoundEnd(*this)) {
        m_inRound = true;
        beginSnapshot();
    }
}

SqliteKeptPages &SqliteReader::keptPages()
{
    if (!std::exchange(m_pagesAreRenewed, m_connection->inTransaction()))
        m_keptPages.renew(*m_connection);
    return m_keptPages;
}

void SqliteReader::roundEnded()
{
    m_inRound = false;
    if (m_connection)
        endSnapshot();
}

void SqliteReader::beginSnapshot()
{
    m_snapshot
            = m_commits.load(std::memory_order_acquire); // first: a commit since then is seen too
    (void)m_connection->execute("BEGIN"); // where it fails, each read is on its own
}

void SqliteReader::endSnapshot()
{
    m_pagesAreRenewed = false;
    if (m_connection->inTransaction())
        (void)m_connection->execute("COMMIT");
}

SqliteReaders::SqliteReaders(QString path, const std::atomic<quint64> &commits)
    : m_path(std::move(path))
    , m_commits(commits)
    , m_id(nextId())
{ }

SqliteReaders::~SqliteReaders()
{
    const std::lock_guard lock(m_mutex);
    for (const auto &weak : m_readers) {
        if (const auto reader = weak.lock())
            reader->close();
    }
}

Result<SqliteReader *> SqliteReaders::latest()
{
    for (const ThreadReader &mine : t_readers) {
        if (mine.owner == m_id) {
            mine.reader->renew();
            return mine.reader.get();
        }
    }
    auto opened = open();
    if (!opened)
        return failure(opened.error());
    std::erase_if(t_readers, [](const ThreadReader &old) { return old.reader->isDisused(); });
    t_readers.push_back({ m_id, *opened });
    (*opened)->renew();
    return opened->get();
}

Result<std::shared_ptr<SqliteReader>> SqliteReaders::open()
{
    auto connection = openSqliteReader(m_path);
    if (!connection)
        return failure(connection.error());
    auto reader = std::make_shared<SqliteReader>(std::move(*connection), m_commits);
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_readers, [](const auto &weak) { return weak.expired(); });
    m_readers.push_back(reader);
    return reader;
}

} // namespace frontdesk
