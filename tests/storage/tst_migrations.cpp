// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "storage/database.h"
#include "storage/taskstore.h"
#include "storage/userstore.h"
#include "support/await.h"
#include "support/databasefile.h"
#include "support/fakeclock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

namespace {

/// With @p more in it.
bool makeFirstVersion(const QString &path, const QByteArray &more = {})
{
    QFile script(QStringLiteral(FIRST_VERSION));
    return script.open(QFile::ReadOnly) && !runSql(path, script.readAll() + more).isEmpty();
}

/// All rows of all tables, as far as the first version knew them.
QByteArray rowsOf(const QString &path)
{
    return runSql(path,
                  "SELECT id, name, email, version, created_at FROM users ORDER BY id;"
                  "SELECT id, kind, params, state, priority, due_at, created_at, started_at, "
                  "ended_at, attempt, max_attempts, rescued, parent, worker, progress_done, "
                  "progress_total, progress_text, result, error FROM tasks ORDER BY id;"
                  "SELECT id, task, attempt, worker, started_at, ended_at, error "
                  "FROM task_attempts ORDER BY id;"
                  "SELECT name, seq FROM sqlite_sequence ORDER BY name");
}

} // namespace

/// Databases of earlier versions, opened by this one.
class TestMigrations : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void opensTheFirstVersion();
    void everyRowSurvives();
    void aMigrationThatFailsChangesNothing();

private:
    FakeClock m_clock;
};

void TestMigrations::opensTheFirstVersion()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("frontdesk.db"));
    QVERIFY(makeFirstVersion(path));

    for (int opening = 1; opening <= 2; ++opening) {
        const auto database = Database::openSqlite(path, m_clock);
        QVERIFY2(database, database ? "" : qPrintable(database.error().detail));
        UserStore &users = (*database)->users();
        QCOMPARE(users.count(), 2 + opening);
        const auto geek = await(users.find(1));
        const User expected { 1, "Geek", "geeks@gfg.org", 1, 1'790'000'000'123, 1'790'000'000'123 };
        QVERIFY(geek);
        QVERIFY(*geek == expected);

        const std::string email = std::to_string(opening) + "@example.org";
        const auto added = await(users.create({ "Added", email }));
        QVERIFY(added);
        QCOMPARE(added->id, 4 + opening); // 4 was used once
        const auto changed = await(users.update(2, { "Z" + email, std::nullopt }, {}));
        QVERIFY(changed);
        QCOMPARE(changed->version, 1 + opening);
        const auto page = await(users.list({ UserOrder::Name, true, 2, {}, {}, false }));
        QVERIFY(page);
        QCOMPARE(page->users.last().id, 2); // the other one begins beyond all letters
        const auto found = await(users.list({ UserOrder::Id, false, 5, "zoe@", {}, true }));
        QVERIFY(found);
        QCOMPARE(found->total, std::optional<qint64>(1));

        const auto task = await((*database)->tasks().find(1));
        QVERIFY(task);
        QVERIFY(task->state == TaskState::Completed);
    }
}

void TestMigrations::everyRowSurvives()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("frontdesk.db"));
    QVERIFY(makeFirstVersion(path));
    const QByteArray before = rowsOf(path);
    QCOMPARE(before.count("\n"), 3 + 8 + 1 + 4 + 2); // one has a line feed in it
    QVERIFY(Database::openSqlite(path, m_clock));
    QVERIFY(runSql(path, "PRAGMA user_version") != "1\n");
    QCOMPARE(rowsOf(path), before);
    QCOMPARE(runSql(path, "PRAGMA integrity_check"), "ok\n");
    QCOMPARE(runSql(path, "SELECT count(*) FROM pragma_foreign_key_check"), "0\n");

    const auto database = Database::openSqlite(path, m_clock);
    QVERIFY(database);
    for (qint64 id = 1; id <= 8; ++id)
        QVERIFY(await((*database)->tasks().find(id)));
    const auto awkward = await((*database)->users().find(3));
    QVERIFY(awkward);
    QCOMPARE(awkward->email.size(), size_t(100));
}

/// A table stands in the way of the second migration, whose first statements have
/// gone well by then.
void TestMigrations::aMigrationThatFailsChangesNothing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("frontdesk.db"));
    QVERIFY(makeFirstVersion(path, "CREATE TABLE answers (mine);"));
    const QByteArray before = rowsOf(path);
    const QByteArray schema = runSql(path, "SELECT * FROM sqlite_schema ORDER BY name");

    const auto refused = Database::openSqlite(path, m_clock);
    QVERIFY(!refused);
    QVERIFY2(refused.error().detail.contains(path), qPrintable(refused.error().detail));
    QCOMPARE(runSql(path, "PRAGMA user_version"), "1\n");
    QCOMPARE(runSql(path, "SELECT * FROM sqlite_schema ORDER BY name"), schema);
    QCOMPARE(rowsOf(path), before);

    QVERIFY(!runSql(path, "DROP TABLE answers; SELECT 1").isEmpty());
    const auto database = Database::openSqlite(path, m_clock);
    QVERIFY(database);
    QVERIFY(await((*database)->users().create({ "New", "new@x" })));
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
