// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backuptest.h"
#include "storage/sqlite/sqlitebackup.h"

#include <sys/stat.h>

using namespace frontdesk;

class TestBackup : public BackupTest
{
    Q_OBJECT

private slots:
    void holdsWhatWasThere();
    void replacesWhenTold();
    void refusesAPlace_data();
    void refusesAPlace();
    void leavesNothingBehindWhenGivenUp();
    void readsWhatACrashLeft();
};

void TestBackup::holdsWhatWasThere()
{
    fill(m_database, 300);
    const auto database = Database::openSqlite(m_database, Clock::system());
    QVERIFY(database);
    qint64 done = 0, total = 0;
    const auto report = (*database)->backUp({ m_file }, [&](qint64 now, qint64 all) {
        done = now;
        total = all;
        return true;
    });
    QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
    QCOMPARE(report->bytes, QFileInfo(m_file).size());
    QCOMPARE(done, total);
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(m_file).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t(0600));
    QCOMPARE(usersIn(m_file), 300);
    // An id that was used up stays so.
    const auto copy = Database::openSqlite(m_file, Clock::system());
    QCOMPARE(await((*copy)->users().create({ "new", "new@x" }))->id, 301);
}

void TestBackup::replacesWhenTold()
{
    fill(m_database, 3);
    write(m_file, "something dear");
    const auto refused = backUpSqlite(m_database, { m_file, false }, goOn);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("file_exists"));
    QCOMPARE(contentsOf(m_file), "something dear");
    QVERIFY(backUpSqlite(m_database, { m_file, true }, goOn));
    QCOMPARE(usersIn(m_file), 3);
}

void TestBackup::refusesAPlace_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("code");
    const QString place = QStringLiteral("not_a_place"), failed = QStringLiteral("backup_failed");
    QTest::newRow("the database") << QStringLiteral("data/frontdesk.db") << place;
    QTest::newRow("the database by another way")
            << QStringLiteral("data/../data/frontdesk.db") << place;
    QTest::newRow("its log") << QStringLiteral("data/frontdesk.db-wal") << place;
    QTest::newRow("a folder") << QStringLiteral("data") << place;
    QTest::newRow("no folder") << QStringLiteral("nowhere/file") << failed;
    QTest::newRow("a folder that is a file") << QStringLiteral("data/frontdesk.db/file") << failed;
    QTest::newRow("too long a name") << QString(300, u'n') << failed;
    QTest::newRow("too long a path")
            << QStringLiteral("%1/%1/%1/n").arg(QString(200, u'd')) << failed;
}

void TestBackup::refusesAPlace()
{
    QFETCH(const QString, file);
    QFETCH(const QString, code);
    fill(m_database, 20);
    const QByteArray before = contentsOf(m_database);
    const QString path = m_folder->filePath(file);
    if (file.size() > 600)
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    const auto report = backUpSqlite(m_database, { path, true }, goOn);
    QVERIFY(!report);
    QCOMPARE(report.error().code, code);
    QVERIFY2(report.error().detail.contains(path), qPrintable(report.error().detail));
    QCOMPARE(contentsOf(m_database), before);
    QCOMPARE(files(), QStringList { QStringLiteral("frontdesk.db") });
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void TestBackup::leavesNothingBehindWhenGivenUp()
{
    fill(m_database, 5'000);
    int calls = 0;
    const auto report = backUpSqlite(m_database, { m_file },
                                     [&calls](qint64, qint64) { return ++calls < 3; });
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Cancelled);
    QCOMPARE(calls, 3); // it was asked while it worked
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void TestBackup::readsWhatACrashLeft()
{
    const auto database = Database::openSqlite(m_database, Clock::system());
    QVERIFY(await((*database)->users().create({ "A", "a@x" })));
    const QString crashed = in("crashed.db");
    QVERIFY(QFile::copy(m_database, crashed));
    QVERIFY(QFile::copy(m_database + QLatin1String("-wal"), crashed + QLatin1String("-wal")));
    QVERIFY(backUpSqlite(crashed, { m_file }, goOn));
    QCOMPARE(usersIn(m_file), 1);
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
