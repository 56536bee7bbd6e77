// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "storage/database.h"
#include "storage/taskstore.h"
#include "storage/userstore.h"
#include "support/await.h"
#include "support/fakeclock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace frontdesk;

/// Databases of earlier versions, opened by this one.
class TestMigrations : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void opensTheFirstVersion();

private:
    FakeClock m_clock;
};

void TestMigrations::opensTheFirstVersion()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("frontdesk.db"));
    QFile script(QStringLiteral(FIRST_VERSION));
    QVERIFY(script.open(QFile::ReadOnly));
    sqlite3 *old = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(path).constData(), &old), SQLITE_OK);
    QCOMPARE(sqlite3_exec(old, script.readAll().constData(), nullptr, nullptr, nullptr), SQLITE_OK);
    QCOMPARE(sqlite3_close(old), SQLITE_OK);

    for (int opening = 1; opening <= 2; ++opening) {
        const auto database = Database::openSqlite(path, m_clock);
        QVERIFY2(database, database ? "" : qPrintable(database.error().detail));
        UserStore &users = (*database)->users();
        QCOMPARE(users.count(), 1 + opening);
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
        const auto page = await(users.list({ UserOrder::Name, true, 1, {}, {}, false }));
        QVERIFY(page);
        QCOMPARE(page->users.first().id, 2);
        const auto found = await(users.list({ UserOrder::Id, false, 5, "zoe@", {}, true }));
        QVERIFY(found);
        QCOMPARE(found->total, std::optional<qint64>(1));

        const auto task = await((*database)->tasks().find(1));
        QVERIFY(task);
        QVERIFY(task->state == TaskState::Completed);
    }
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
