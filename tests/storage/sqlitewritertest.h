// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/inbox.h"
#include "storage/sqlite/sqlitesetup.h"
#include "storage/sqlite/sqlitewriter.h"
#include "support/await.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>
#include <semaphore>
#include <utility>
#include <vector>

namespace frontdesk {

/// A writer on a table of numbers, for each of a test's functions once it is started.
class SqliteWriterTest : public QObject
{
    Q_OBJECT

protected:
    void start(SqliteWriter::Options options = {})
    {
        auto connection = openSqliteWriter(m_path);
        QVERIFY(connection);
        QVERIFY(connection->executeScript("CREATE TABLE numbers (number UNIQUE, padding)"));
        m_writer = std::make_unique<SqliteWriter>(std::move(*connection), std::move(options));
    }

    Async<Result<qint64>> insert(qint64 number,
                                 SqliteWriter::Pace pace = SqliteWriter::Pace::Prompt)
    {
        return m_writer->write<qint64>(
                [number](SqliteConnection &connection) -> Result<qint64> {
                    const auto done = connection.execute("INSERT INTO numbers (number) VALUES (?1)",
                                                         number);
                    if (!done)
                        return failure(done.error());
                    return number;
                },
                {}, pace);
    }

    Async<Result<qint64>> insertLarge(qint64 number)
    {
        return m_writer->write<qint64>([number](SqliteConnection &connection) -> Result<qint64> {
            const auto done
                    = connection.execute("INSERT INTO numbers VALUES (?1, zeroblob(3000))", number);
            if (!done)
                return failure(done.error());
            return number;
        });
    }

    /// Keeps the writer's thread busy until release().
    void hold()
    {
        m_held = m_writer->write<bool>([this](SqliteConnection &) -> Result<bool> {
            m_reached.release();
            m_gate.acquire();
            return true;
        });
        m_reached.acquire();
    }
    void release()
    {
        m_gate.release();
        QVERIFY(await(std::move(*m_held)));
    }

    std::vector<Async<Result<qint64>>> insertWhileBusy(int count)
    {
        hold();
        std::vector<Async<Result<qint64>>> pending;
        for (int number = 1; number <= count; ++number)
            pending.push_back(insert(number));
        release();
        return pending;
    }

    qint64 rowsSeenByOthers()
    {
        auto other = openSqliteReader(m_path);
        if (!other)
            return -1;
        return other->integer("SELECT count(*) FROM numbers").value_or(-1);
    }

    QString m_path;
    std::binary_semaphore m_reached { 0 };
    std::binary_semaphore m_gate { 0 };
    std::unique_ptr<SqliteWriter> m_writer;

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("test.db"));
    }
    void cleanup() { m_writer.reset(); }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<Async<Result<bool>>> m_held;
};

} // namespace frontdesk
