// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/inbox.h"
#include "storage/database.h"
#include "storage/taskstore.h"
#include "storage/userstore.h"
#include "support/await.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace frontdesk;

namespace {

/// Runs SQL as another program would.
bool foreignSql(const QString &path, const char *sql)
{
    sqlite3 *database = nullptr;
    const bool done = sqlite3_open(QFile::encodeName(path).constData(), &database) == SQLITE_OK
            && sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    return sqlite3_close(database) == SQLITE_OK && done;
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, qint64 at, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QFile::ReadWrite));
    QVERIFY(file.seek(at));
    QCOMPARE(file.write(bytes), bytes.size());
}

UserDraft draft(int number)
{
    const std::string digits = std::to_string(number);
    return { "User " + digits, "user" + digits + "@example.org" };
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("frontdesk.db"));
    }

    void opensAMissingFile()
    {
        const auto database = open();
        QVERIFY(database);
        QCOMPARE((*database)->description(), QStringLiteral("SQLite frontdesk.db"));
        QCOMPARE((*database)->users().count(), 0);
    }

    void keepsWhatItStored()
    {
        fill(20);
        const auto again = open();
        QVERIFY(again);
        QCOMPARE((*again)->users().count(), 20);
        const auto user = await((*again)->users().find(7));
        QVERIFY(user);
        QCOMPARE(user->email, std::string("user7@example.org"));
    }

    void leavesNoLogBehindWhenClosed()
    {
        fill(20);
        QVERIFY(!QFileInfo::exists(m_path + QStringLiteral("-wal")));
    }

    void refusesWithASentence_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("code");
        QTest::newRow("written by a newer Frontdesk")
                << QByteArray("PRAGMA user_version = 9999") << QStringLiteral("too_new");
        QTest::newRow("of another program")
                << QByteArray("PRAGMA application_id = 42") << QStringLiteral("foreign");
    }

    void refusesWithASentence()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, code);
        fill(20);
        QVERIFY(foreignSql(m_path, sql.constData()));
        refusesAndLeavesAlone(ErrorKind::UnsupportedType, code);
    }

    void refusesAnotherProgramsDatabase()
    {
        QVERIFY(foreignSql(m_path, "CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')"));
        refusesAndLeavesAlone(ErrorKind::UnsupportedType, QStringLiteral("foreign"));
    }

    void refusesDamage_data()
    {
        QTest::addColumn<qint64>("at");
        QTest::addColumn<int>("size");
        QTest::newRow("no header") << qint64(0) << 100;
        QTest::newRow("first page") << qint64(100) << 3'000;
        QTest::newRow("a page in the middle") << qint64(5 * 4096) << 4096;
    }

    void refusesDamage()
    {
        QFETCH(qint64, at);
        QFETCH(int, size);
        fill(1'000);
        overwrite(m_path, at, QByteArray(size, '\x5a'));
        refusesAndLeavesAlone(ErrorKind::Malformed, QStringLiteral("corrupt"));
    }

    void refusesATruncatedFile()
    {
        fill(1'000);
        QVERIFY(QFile::resize(m_path, QFileInfo(m_path).size() / 2));
        refusesAndLeavesAlone(ErrorKind::Malformed, QStringLiteral("corrupt"));
    }

    void refusesWhatIsNoDatabase()
    {
        QFile file(m_path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(QByteArray(10'000, 'x'));
        file.close();
        refusesAndLeavesAlone(ErrorKind::Malformed, QStringLiteral("corrupt"));
    }

    void refusesAFolderInItsPlace()
    {
        const auto database = Database::openSqlite(m_folder->path(), Clock::system());
        QVERIFY(!database);
        QCOMPARE(database.error().kind, ErrorKind::Io);
        QCOMPARE(database.error().code, QStringLiteral("unreadable"));
        QVERIFY(database.error().detail.contains(m_folder->path()));
    }

    void refusesAMissingFolder()
    {
        const auto database = Database::openSqlite(
                m_folder->filePath(QStringLiteral("nowhere/frontdesk.db")), Clock::system());
        QVERIFY(!database);
        QCOMPARE(database.error().code, QStringLiteral("unreadable"));
    }

    void survivesACrashWithAJournalLeftBehind()
    {
        fill(1'000);
        const QString killed = m_folder->filePath(QStringLiteral("killed.db"));
        sqlite3 *writer = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(m_path).constData(), &writer), SQLITE_OK);
        // With so small a cache its pages are in the file before the transaction ends.
        QCOMPARE(sqlite3_exec(writer,
                              "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN;"
                              "UPDATE users SET name = 'Half done'",
                              nullptr, nullptr, nullptr),
                 SQLITE_OK);
        QVERIFY(QFile::copy(m_path, killed));
        QVERIFY(QFile::copy(m_path + QStringLiteral("-journal"),
                            killed + QStringLiteral("-journal")));
        QCOMPARE(sqlite3_close(writer), SQLITE_OK);
        QVERIFY(contentsOf(killed).contains("Half done"));

        m_path = killed;
        const auto database = open();
        QVERIFY2(database, database ? "" : qPrintable(database.error().detail));
        const auto user = await((*database)->users().find(1));
        QVERIFY(user);
        QVERIFY(user->name != "Half done");
    }

    void survivesACrashWithALogLeftBehind()
    {
        // A copy of the files while the database is open is what a crash leaves.
        const auto database = open();
        QVERIFY(database);
        QVERIFY(await((*database)->users().create(draft(1))));
        const QString crashed = m_folder->filePath(QStringLiteral("crashed.db"));
        QVERIFY(QFile::copy(m_path, crashed));
        QVERIFY(QFile::copy(m_path + QStringLiteral("-wal"), crashed + QStringLiteral("-wal")));

        const auto recovered = Database::openSqlite(crashed, Clock::system());
        QVERIFY(recovered);
        QCOMPARE((*recovered)->users().count(), 1);
    }

private:
    Result<std::unique_ptr<Database>> open()
    {
        return Database::openSqlite(m_path, Clock::system());
    }

    void fill(int users)
    {
        const auto database = open();
        QVERIFY(database);
        for (int number = 1; number <= users; ++number)
            m_pending.push_back((*database)->users().create(draft(number)));
        for (auto &pending : m_pending)
            QVERIFY(await(std::move(pending)));
        m_pending.clear();
    }

    void refusesAndLeavesAlone(ErrorKind kind, const QString &code)
    {
        const QByteArray before = contentsOf(m_path);
        QVERIFY(!before.isEmpty());
        const auto database = open();
        QVERIFY(!database);
        QCOMPARE(database.error().code, code);
        QCOMPARE(database.error().kind, kind);
        QVERIFY(database.error().detail.contains(m_path));
        QVERIFY(database.error().detail.contains(QLatin1String("--data")));
        QCOMPARE(contentsOf(m_path), before);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::vector<Async<Result<User>>> m_pending;
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
