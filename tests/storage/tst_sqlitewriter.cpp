// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "storage/sqlite/sqlitesetup.h"
#include "storage/sqlite/sqlitewriter.h"
#include "support/await.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <semaphore>

using namespace frontdesk;
using namespace std::chrono_literals;

class TestSqliteWriter : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("test.db"));
    }
    void cleanup() { m_writer.reset(); }

    void commitsTogetherWhatWaitsTogether()
    {
        start();
        auto pending = insertWhileBusy(500);
        for (size_t i = 0; i < pending.size(); ++i)
            QCOMPARE(*await(std::move(pending[i])), qint64(i + 1)); // in order
        QCOMPARE(m_writer->commits().load(), 2); // that of the busy one, then all
    }

    void splitsWhatIsTooMuchForOneTransaction()
    {
        start({ .batchLimit = 100 });
        for (auto &one : insertWhileBusy(250))
            QVERIFY(await(std::move(one)));
        QCOMPARE(m_writer->commits().load(), 1 + 3);
    }

    void answersWhenItIsThereForOthers()
    {
        start();
        for (int number = 1; number <= 20; ++number) {
            QVERIFY(await(insert(number)));
            QCOMPARE(rowsSeenByOthers(), number);
        }
    }

    void syncsAtEveryCommit()
    {
        start();
        const auto synchronous = await(m_writer->write<qint64>([](SqliteConnection &connection) {
            return connection.integer("PRAGMA synchronous");
        }));
        QVERIFY(synchronous);
        QCOMPARE(*synchronous, 2); // FULL
    }

    void aConstraintFailsItsOwnRowOnly()
    {
        start();
        hold();
        auto first = insert(1);
        auto again = insert(1);
        auto third = insert(3);
        release();
        QVERIFY(await(std::move(first)));
        QCOMPARE(await(std::move(again)).error().kind, ErrorKind::Conflict);
        QVERIFY(await(std::move(third)));
        QCOMPARE(rowsSeenByOthers(), 2);
        QCOMPARE(m_writer->commits().load(), 2);
    }

    void severalRowsAreAllOrNothing()
    {
        start();
        hold();
        auto before = insert(1);
        auto several = m_writer->write<bool>([](SqliteConnection &connection) -> Result<bool> {
            SqliteSavepoint together(connection);
            if (const auto begun = together.begin(); !begun)
                return failure(begun.error());
            for (const int number : { 10, 11, 1 }) { // 1 is taken
                const auto done
                        = connection.execute("INSERT INTO numbers (number) VALUES (?1)", number);
                if (!done)
                    return failure(done.error());
            }
            if (const auto kept = together.keep(); !kept)
                return failure(kept.error());
            return true;
        });
        auto after = insert(2);
        release();
        QVERIFY(await(std::move(before)));
        QVERIFY(!await(std::move(several)));
        QVERIFY(await(std::move(after)));
        QCOMPARE(rowsSeenByOthers(), 2);
    }

    void countsACommitBeforeItAnswers()
    {
        start();
        quint64 seen = 0;
        auto counted = m_writer->write<bool>(
                [](SqliteConnection &connection) -> Result<bool> {
                    if (const auto done
                        = connection.execute("INSERT INTO numbers (number) VALUES (1)");
                        !done)
                        return failure(done.error());
                    return true;
                },
                [this, &seen](bool) { seen = m_writer->commits().load(); });
        QVERIFY(await(std::move(counted)));
        QCOMPARE(seen, 0); // told first,
        QCOMPARE(m_writer->commits().load(), 1); // counted before the answer
    }

    void hurriesForWhoeverIsNotPatient()
    {
        start();
        auto asking = m_writer->write<int>(
                [this](SqliteConnection &) -> Result<int> {
                    int hurried = 0;
                    for (int i = 0; i < 3; ++i) {
                        m_reached.release();
                        m_gate.acquire();
                        hurried = hurried * 10 + (m_writer->othersWait() ? 1 : 0);
                    }
                    return hurried;
                },
                {}, SqliteWriter::Pace::Bulk);
        m_reached.acquire();
        m_gate.release(); // alone
        m_reached.acquire();
        auto patient = insert(1, SqliteWriter::Pace::Patient);
        m_gate.release();
        m_reached.acquire();
        auto prompt = insert(2);
        m_gate.release();
        QCOMPARE(await(std::move(asking)).value_or(-1), 1); // for the last only
        QVERIFY(await(std::move(patient)));
        QVERIFY(await(std::move(prompt)));
    }

    void whatTakesLongLetsTheOthersGoFirst()
    {
        start();
        hold();
        auto lengthy = m_writer->write<qint64>(
                [this](SqliteConnection &) -> Result<qint64> { return rowsSeenByOthers(); }, {},
                SqliteWriter::Pace::Bulk);
        auto prompt = insert(1);
        auto patient = insert(2, SqliteWriter::Pace::Patient);
        release();
        QCOMPARE(await(std::move(lengthy)).value_or(-1), 2); // they were there already
        QVERIFY(await(std::move(prompt)));
        QVERIFY(await(std::move(patient)));
        QCOMPARE(m_writer->commits().load(), 1 + 1 + 1);
    }

    void whatTakesLongHasATransactionOfItsOwn()
    {
        start();
        hold();
        auto first = askWhoWaits();
        auto second = askWhoWaits();
        release();
        QCOMPARE(await(std::move(first)).value_or(false), true); // for the second
        QCOMPARE(await(std::move(second)).value_or(true), false);
        QCOMPARE(m_writer->commits().load(), 1 + 2);
    }

    void waitsForAForeignLock()
    {
        start();
        auto stranger = lockAsAStranger();
        QVERIFY(stranger);
        auto waiting = insert(1);
        QVERIFY(!QTest::qWaitFor([&waiting] { return waiting.isReady(); }, 50));
        QVERIFY(stranger->execute("COMMIT"));
        QVERIFY(await(std::move(waiting)));
    }

    void givesUpOnAForeignLock()
    {
        start({ .lockTimeout = 50ms });
        auto stranger = lockAsAStranger();
        QVERIFY(stranger);
        const auto refused = await(insert(1));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Busy);
        QCOMPARE(refused.error().code, QStringLiteral("database_locked"));
        QVERIFY(stranger->execute("COMMIT"));
        QVERIFY(await(insert(1)));
    }

    void stopsWhileItWaitsForAForeignLock()
    {
        start();
        auto stranger = lockAsAStranger();
        QVERIFY(stranger);
        auto waiting = insert(1);
        m_writer->stop(); // at once, not after 10 s: the test's own limit watches
        QCOMPARE(await(std::move(waiting)).error().kind, ErrorKind::Busy);
    }

    void finishesWhatIsQueuedBeforeItStops()
    {
        start();
        auto pending = insertWhileBusy(100);
        auto lengthy = insert(101, SqliteWriter::Pace::Bulk);
        m_writer->stop();
        for (auto &one : pending)
            QVERIFY(await(std::move(one)));
        QVERIFY(await(std::move(lengthy)));
        const auto late = await(insert(1'000));
        QVERIFY(!late);
        QCOMPARE(late.error().kind, ErrorKind::Unavailable);
    }

    void aFullDiskFailsTheBatchAndIsGotOver()
    {
        start();
        const auto full = await(limitPages("PRAGMA max_page_count = 6"));
        QVERIFY(full);
        hold();
        std::vector<Async<Result<qint64>>> pending;
        for (int number = 1; number <= 20; ++number)
            pending.push_back(insertLarge(number));
        release();
        int refused = 0;
        for (auto &one : pending) {
            const auto result = await(std::move(one));
            if (result)
                continue;
            ++refused;
            QCOMPARE(result.error().kind, ErrorKind::Io);
            QCOMPARE(result.error().code, QStringLiteral("storage_full"));
        }
        QVERIFY(refused > 0);
        QCOMPARE(rowsSeenByOthers(), 20 - refused); // what was answered is there, no more, no less

        QVERIFY(await(limitPages("PRAGMA max_page_count = 1000000")));
        QVERIFY(await(insertLarge(100)));
        QCOMPARE(rowsSeenByOthers(), 20 - refused + 1);
    }

    void aTransactionThatIsUndoneFailsEveryJobInIt()
    {
        start();
        hold();
        auto before = insert(1);
        // What SQLite does by itself where the disk is full or fails.
        auto undone = m_writer->write<bool>([](SqliteConnection &connection) -> Result<bool> {
            if (const auto back = connection.execute("ROLLBACK"); !back)
                return failure(back.error());
            return failure(ErrorKind::Io, QStringLiteral("storage_full"), QString());
        });
        auto after = insert(2);
        release();
        QCOMPARE(await(std::move(before)).error().kind, ErrorKind::Io);
        QCOMPARE(await(std::move(undone)).error().kind, ErrorKind::Io);
        QCOMPARE(await(std::move(after)).error().kind, ErrorKind::Io);
        QCOMPARE(rowsSeenByOthers(), 0);
        QVERIFY(await(insert(3)));
        QCOMPARE(rowsSeenByOthers(), 1);
    }

    void movesTheLogIntoTheDatabase()
    {
        start();
        const QString log = m_path + QStringLiteral("-wal");
        for (int number = 1; number <= 60; ++number) {
            QVERIFY(await(
                    m_writer->write<bool>([number](SqliteConnection &connection) -> Result<bool> {
                        const auto done = connection.execute(
                                "INSERT INTO numbers VALUES (?1, zeroblob(1000000))", number);
                        if (!done)
                            return failure(done.error());
                        return true;
                    })));
        }
        QVERIFY(QFileInfo(log).size() < 40'000'000); // of 60 MB written
    }

    void movesASmallLogSoonWhereThatIsWanted()
    {
        start({ .checkpointPages = 100 });
        for (int number = 1; number <= 200; ++number)
            QVERIFY(await(insertLarge(number)));
        QVERIFY(QFileInfo(m_path + QStringLiteral("-wal")).size() < 1'000'000); // of 200 * 8 KiB
    }

private:
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

    Async<Result<bool>> askWhoWaits()
    {
        return m_writer->write<bool>(
                [this](SqliteConnection &) -> Result<bool> { return m_writer->othersWait(); }, {},
                SqliteWriter::Pace::Bulk);
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

    Async<Result<qint64>> limitPages(Sql pragma)
    {
        return m_writer->write<qint64>(
                [pragma](SqliteConnection &connection) { return connection.integer(pragma); });
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

    std::optional<SqliteConnection> lockAsAStranger()
    {
        auto stranger = openSqliteWriter(m_path);
        if (!stranger || !stranger->execute("BEGIN IMMEDIATE"))
            return std::nullopt;
        return std::move(*stranger);
    }

    qint64 rowsSeenByOthers()
    {
        auto other = openSqliteReader(m_path);
        if (!other)
            return -1;
        return other->integer("SELECT count(*) FROM numbers").value_or(-1);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::optional<Async<Result<bool>>> m_held;
    std::binary_semaphore m_reached { 0 };
    std::binary_semaphore m_gate { 0 };
    std::unique_ptr<SqliteWriter> m_writer;
};

QTEST_GUILESS_MAIN(TestSqliteWriter)
#include "tst_sqlitewriter.moc"
