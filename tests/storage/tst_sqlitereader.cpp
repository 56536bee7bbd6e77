// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/inbox.h"
#include "storage/sqlite/sqlitereader.h"
#include "storage/sqlite/sqlitesetup.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace frontdesk;

namespace {

/// A loop whose rounds the test ends.
class RoundInbox final : public Inbox
{
public:
    bool callAtRoundEnd(RoundEnd &asker) override
    {
        m_askers.push_back(&asker);
        return true;
    }

    void endRound()
    {
        for (RoundEnd *asker : std::exchange(m_askers, {}))
            asker->roundEnded();
    }
    size_t askers() const { return m_askers.size(); }

private:
    void wake() override { }

    std::vector<RoundEnd *> m_askers;
};

} // namespace

class TestSqliteReader : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("test.db"));
        auto writer = openSqliteWriter(m_path);
        QVERIFY(writer);
        m_writer = std::move(*writer);
        QVERIFY(m_writer->executeScript("CREATE TABLE numbers (number)"));
        QVERIFY(m_writer->execute("PRAGMA busy_timeout = 0"));
        m_commits = 0;
        m_readers = std::make_unique<SqliteReaders>(m_path, m_commits);
        m_inbox = std::make_shared<RoundInbox>();
    }
    void cleanup()
    {
        m_readers.reset();
        Inbox::setCurrent(nullptr);
    }

    void readsOfARoundShareASnapshot()
    {
        Inbox::setCurrent(m_inbox);
        QCOMPARE(rows(), 0);
        QCOMPARE(m_inbox->askers(), size_t(1));
        insert(); // by another process, say: nobody was told of it
        QCOMPARE(rows(), 0);
        QCOMPARE(m_inbox->askers(), size_t(1));
        m_inbox->endRound();
        QCOMPARE(rows(), 1);
        m_inbox->endRound();
    }

    void acknowledgedWritesAreSeenWithinTheRound()
    {
        Inbox::setCurrent(m_inbox);
        QCOMPARE(rows(), 0);
        insert();
        ++m_commits;
        QCOMPARE(rows(), 1);
        insert();
        ++m_commits;
        QCOMPARE(rows(), 2);
        m_inbox->endRound();
    }

    void nothingIsHeldBetweenRounds()
    {
        Inbox::setCurrent(m_inbox);
        QCOMPARE(rows(), 0);
        QVERIFY(!logCanBeEmptied());
        m_inbox->endRound();
        QVERIFY(logCanBeEmptied());
    }

    void readsByThemselvesWithoutRounds_data()
    {
        QTest::addColumn<bool>("withInbox");
        QTest::newRow("no inbox") << false;
        QTest::newRow("an event loop, which has no rounds") << true;
    }

    void readsByThemselvesWithoutRounds()
    {
        QFETCH(bool, withInbox);
        Inbox::setCurrent(withInbox ? makeEventLoopInbox() : nullptr);
        QCOMPARE(rows(), 0);
        insert();
        QCOMPARE(rows(), 1);
        QVERIFY(logCanBeEmptied());
    }

    void survivesTheEndOfTheDatabaseWithinARound()
    {
        Inbox::setCurrent(m_inbox);
        QCOMPARE(rows(), 0);
        m_readers.reset();
        m_inbox->endRound();
    }

    void aThreadTakesItsConnectionAlong()
    {
        const auto readInAThread = [this] { std::thread([this] { QCOMPARE(rows(), 0); }).join(); };
        readInAThread();
        const qsizetype before = openDescriptors();
        for (int i = 0; i < 50; ++i)
            readInAThread();
        QCOMPARE(openDescriptors(), before);
    }

    void cannotWrite()
    {
        const auto reader = m_readers->latest();
        QVERIFY(reader);
        QVERIFY(!(*reader)->connection().execute("INSERT INTO numbers VALUES (1)"));
    }

private:
    qint64 rows()
    {
        const auto reader = m_readers->latest();
        if (!reader)
            return -1;
        return (*reader)->connection().integer("SELECT count(*) FROM numbers").value_or(-1);
    }

    void insert() { QVERIFY(m_writer->execute("INSERT INTO numbers VALUES (1)")); }

    static qsizetype openDescriptors()
    {
        return QDir(QStringLiteral("/proc/self/fd"))
                .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
                .size();
    }

    /// Possible only while no reader holds a snapshot.
    bool logCanBeEmptied()
    {
        insert();
        return m_writer->integer("PRAGMA wal_checkpoint(TRUNCATE)") == 0; // 1: busy
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::optional<SqliteConnection> m_writer;
    std::atomic<quint64> m_commits { 0 };
    std::unique_ptr<SqliteReaders> m_readers;
    std::shared_ptr<RoundInbox> m_inbox;
};

QTEST_GUILESS_MAIN(TestSqliteReader)
#include "tst_sqlitereader.moc"
