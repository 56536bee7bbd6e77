// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backuptest.h"
#include "storage/sqlite/sqlitebackup.h"
#include "storage/sqlite/sqliterestore.h"

#include <sqlite3.h>

#include <sys/wait.h>
#include <unistd.h>

using namespace frontdesk;

namespace {

/// SQLite's own shell, so to speak: another program that has the file open.
class Foreign
{
public:
    explicit Foreign(const QString &path)
    {
        sqlite3 *database = nullptr;
        sqlite3_open(QFile::encodeName(path).constData(), &database);
        m_database.reset(database);
    }
    bool run(const char *sql)
    {
        return sqlite3_exec(m_database.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }

private:
    struct Close
    {
        void operator()(sqlite3 *database) const { sqlite3_close(database); }
    };
    std::unique_ptr<sqlite3, Close> m_database;
};

} // namespace

class TestRestore : public BackupTest
{
    Q_OBJECT

private slots:
    void restores();
    void restoresWhatACrashLeft();
    void restoresWhereNothingWas();
    void keepsADamagedDatabaseWithItsLog();
    void refusesABackup_data();
    void refusesABackup();
    void refusesWhatIsInUse();
    void waitsForNobodyElse();
    void givenUpRestoresNothing();
};

void TestRestore::restores()
{
    fill(m_database, 10);
    QVERIFY(backUpSqlite(m_database, { m_file }, goOn));
    const QByteArray backup = contentsOf(m_file);
    QVERIFY(await((*Database::openSqlite(m_database, Clock::system()))
                          ->users()
                          .create({ "later", "later@x" })));
    for (int round = 0; round < 2; ++round) {
        const auto report = restoreSqlite(m_database, m_file, goOn);
        QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
        QVERIFY(report->kept.contains(QLatin1String("frontdesk.db.before-restore-20")));
        QCOMPARE(contentsOf(m_file), backup);
        QCOMPARE(usersIn(report->kept), round == 0 ? 11 : 10);
        QCOMPARE(usersIn(m_database), 10);
    }
    QCOMPARE(files().size(), 3); // both old ones are there
}

void TestRestore::restoresWhatACrashLeft()
{
    // Of both sides the latest is in the log only.
    fill(m_database, 1);
    const auto killed = [this](const char *name, int users) {
        const QString live = in("live.db");
        QFile::remove(live);
        const auto database = Database::openSqlite(live, Clock::system());
        for (int i = 0; i < users; ++i) {
            const std::string email = std::to_string(i) + "@crash";
            QVERIFY(await((*database)->users().create({ "C", email })));
        }
        for (const char *part : { "", "-wal" }) {
            const QString to = in(name) + QLatin1String(part);
            QFile::remove(to);
            QVERIFY(QFile::copy(live + QLatin1String(part), to));
        }
    };
    killed("data/frontdesk.db", 5);
    killed("users.backup", 7);
    const QByteArray backup = contentsOf(m_file), log = contentsOf(m_file + QLatin1String("-wal"));
    const auto report = restoreSqlite(m_database, m_file, goOn);
    QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
    QCOMPARE(files().size(), 2); // each is one file
    QCOMPARE(usersIn(m_database), 7);
    QCOMPARE(usersIn(report->kept), 5);
    QCOMPARE(contentsOf(m_file), backup);
    QCOMPARE(contentsOf(m_file + QLatin1String("-wal")), log);
}

void TestRestore::restoresWhereNothingWas()
{
    fill(in("other.db"), 4);
    write(m_database, {}); // as good as nothing
    const auto report = restoreSqlite(m_database, in("other.db"), goOn);
    QVERIFY(report);
    QCOMPARE(report->kept, QString());
    QCOMPARE(usersIn(m_database), 4);
    QCOMPARE(files(), QStringList { QStringLiteral("frontdesk.db") });
}

void TestRestore::keepsADamagedDatabaseWithItsLog()
{
    fill(m_file, 4);
    const QByteArray rubbish(10'000, 'x'), log(5'000, 'y');
    write(m_database, rubbish);
    write(m_database + QLatin1String("-wal"), log);
    const auto report = restoreSqlite(m_database, m_file, goOn);
    QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
    QCOMPARE(usersIn(m_database), 4);
    QCOMPARE(contentsOf(report->kept), rubbish);
    QCOMPARE(contentsOf(report->kept + QLatin1String("-wal")), log);
}

void TestRestore::refusesABackup_data()
{
    QTest::addColumn<QByteArray>("sql"); // what somebody did to it
    QTest::addColumn<int>("keep"); // bytes of it; -1: all
    QTest::addColumn<qint64>("damageAt");
    QTest::addColumn<QString>("code");
    const QString corrupt = QStringLiteral("corrupt"), foreign = QStringLiteral("foreign");
    QTest::newRow("newer") << QByteArray("PRAGMA user_version = 9999") << -1 << qint64(-1)
                           << QStringLiteral("too_new");
    QTest::newRow("foreign") << QByteArray("PRAGMA application_id = 42") << -1 << qint64(-1)
                             << foreign;
    QTest::newRow("empty") << QByteArray() << 0 << qint64(-1) << foreign;
    QTest::newRow("cut in half") << QByteArray() << 40'000 << qint64(-1) << corrupt;
    QTest::newRow("cut within the header") << QByteArray() << 50 << qint64(-1) << corrupt;
    QTest::newRow("no header") << QByteArray() << -1 << qint64(0) << corrupt;
    QTest::newRow("a page in the middle") << QByteArray() << -1 << qint64(7 * 4096) << corrupt;
    QTest::newRow("an index that lacks a row")
            << QByteArray("PRAGMA writable_schema = ON;"
                          "CREATE TEMP TABLE kept AS SELECT * FROM main.sqlite_schema"
                          " WHERE name = 'users_by_name';"
                          "DELETE FROM main.sqlite_schema WHERE name = 'users_by_name';"
                          "PRAGMA writable_schema = RESET;"
                          "INSERT INTO users (name, email) VALUES ('In no index', 'x@y');"
                          "PRAGMA writable_schema = ON;"
                          "INSERT INTO main.sqlite_schema SELECT * FROM kept")
            << -1 << qint64(-1) << corrupt;
}

void TestRestore::refusesABackup()
{
    QFETCH(const QByteArray, sql);
    QFETCH(const int, keep);
    QFETCH(const qint64, damageAt);
    QFETCH(const QString, code);
    fill(m_database, 3);
    fill(m_file, 1'000);
    if (!sql.isEmpty())
        QVERIFY(Foreign(m_file).run(sql.constData()));
    if (keep >= 0)
        QVERIFY(QFile::resize(m_file, keep));
    if (damageAt >= 0) {
        QFile file(m_file);
        QVERIFY(file.open(QFile::ReadWrite) && file.seek(damageAt));
        QCOMPARE(file.write(QByteArray(4096, '\x5a')), 4096);
    }
    const QByteArray before = contentsOf(m_database), backup = contentsOf(m_file);
    const auto report = restoreSqlite(m_database, m_file, goOn);
    QVERIFY(!report);
    QCOMPARE(report.error().code, code);
    QVERIFY2(report.error().detail.contains(m_file), qPrintable(report.error().detail));
    QCOMPARE(contentsOf(m_file), backup);
    QCOMPARE(contentsOf(m_database), before);
    QCOMPARE(files(), QStringList { QStringLiteral("frontdesk.db") });
}

void TestRestore::refusesWhatIsInUse()
{
    fill(m_database, 3);
    const auto itself = restoreSqlite(m_database, m_database, goOn);
    QVERIFY(!itself);
    QVERIFY(itself.error().detail.contains(QLatin1String("itself")));
    const auto folder = restoreSqlite(m_database, m_folder->path(), goOn);
    QVERIFY(!folder);
    QVERIFY(folder.error().detail.contains(QLatin1String("not a file")));
    QCOMPARE(usersIn(m_database), 3);
}

/// Locks of one's own process don't show, so another one has to hold them.
void TestRestore::waitsForNobodyElse()
{
    fill(m_database, 3);
    fill(m_file, 4);
    for (const QString &used : { m_file, m_database }) {
        int ready[2], done[2];
        QVERIFY(::pipe(ready) == 0 && ::pipe(done) == 0);
        const pid_t other = ::fork();
        if (other == 0) {
            char byte = 0;
            {
                Foreign open(used);
                byte = open.run("PRAGMA journal_mode = WAL; SELECT count(*) FROM users") ? 'y'
                                                                                         : 'n';
                (void)!::write(ready[1], &byte, 1);
                (void)!::read(done[0], &byte, 1);
            }
            ::_exit(0);
        }
        char byte = 0;
        QCOMPARE(::read(ready[0], &byte, 1), ssize_t(1));
        QCOMPARE(byte, 'y');
        const auto report = restoreSqlite(m_database, m_file, goOn);
        (void)!::write(done[1], &byte, 1);
        ::waitpid(other, nullptr, 0);
        for (const int end : { ready[0], ready[1], done[0], done[1] })
            ::close(end);
        QVERIFY(!report);
        QVERIFY2(report.error().detail.contains(QLatin1String("nother program")),
                 qPrintable(report.error().detail));
        QCOMPARE(usersIn(m_database), 3);
    }
}

void TestRestore::givenUpRestoresNothing()
{
    fill(m_database, 3);
    fill(m_file, 1'000);
    int most = 0;
    const auto count = [&most](qint64, qint64) { return ++most > 0; };
    QVERIFY(restoreSqlite(in("elsewhere.db"), m_file, count));
    QVERIFY(most > 0);
    for (int calls = 1; calls <= most; ++calls) {
        int left = calls;
        const auto report
                = restoreSqlite(m_database, m_file, [&left](qint64, qint64) { return --left > 0; });
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Cancelled);
        QCOMPARE(files(), QStringList { QStringLiteral("frontdesk.db") });
        QCOMPARE(usersIn(m_database), 3);
    }
}

QTEST_GUILESS_MAIN(TestRestore)
#include "tst_restore.moc"
