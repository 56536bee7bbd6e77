// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlitewritertest.h"

using namespace frontdesk;
using namespace std::chrono_literals;

/// Foreign locks, a full disk and a stop while writes wait.
class TestSqliteWriterTrouble : public SqliteWriterTest
{
    Q_OBJECT

private slots:
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

private:
    Async<Result<qint64>> limitPages(Sql pragma)
    {
        return m_writer->write<qint64>(
                [pragma](SqliteConnection &connection) { return connection.integer(pragma); });
    }

    std::optional<SqliteConnection> lockAsAStranger()
    {
        auto stranger = openSqliteWriter(m_path);
        if (!stranger || !stranger->execute("BEGIN IMMEDIATE"))
            return std::nullopt;
        return std::move(*stranger);
    }
};

QTEST_GUILESS_MAIN(TestSqliteWriterTrouble)
#include "tst_sqlitewritertrouble.moc"
