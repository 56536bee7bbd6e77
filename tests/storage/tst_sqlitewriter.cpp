// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlitewritertest.h"

#include <QFileInfo>

using namespace frontdesk;

class TestSqliteWriter : public SqliteWriterTest
{
    Q_OBJECT

private slots:
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
    Async<Result<bool>> askWhoWaits()
    {
        return m_writer->write<bool>(
                [this](SqliteConnection &) -> Result<bool> { return m_writer->othersWait(); }, {},
                SqliteWriter::Pace::Bulk);
    }
};

QTEST_GUILESS_MAIN(TestSqliteWriter)
#include "tst_sqlitewriter.moc"
