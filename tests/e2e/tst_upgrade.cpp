// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/databasefile.h"
#include "support/httpclient.h"
#include "support/serverprocess.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTest>

using namespace frontdesk;

namespace {

/// Not the tasks: the engine goes on with them, or lets them go, as soon as it starts.
const QByteArray v1Users = "SELECT id, name, email, version, created_at FROM users ORDER BY id";

} // namespace

/// A database of the first version, a process that is killed while it brings it up
/// to date, and what is there afterwards.
class UpgradeTest : public QObject
{
    Q_OBJECT

private slots:
    void killedInTheMiddle();
};

void UpgradeTest::killedInTheMiddle()
{
    ServerProcess server;
    QVERIFY(QDir().mkpath(server.dataFolder()));
    QFile script(QStringLiteral(FIRST_VERSION));
    QVERIFY(script.open(QFile::ReadOnly));
    const int users = rounds(200'000, 50'000);
    const QByteArray old = script.readAll()
            + "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < "
            + QByteArray::number(users)
            + ") INSERT INTO users (name, email) SELECT 'User ' || i, i || '@many' FROM n;";
    QVERIFY(!runSql(server.databasePath(), old).isEmpty()); // it names its journal mode
    const QByteArray before = runSql(server.databasePath(), v1Users);
    QVERIFY(before.count('\n') > users);
    const QString kept = server.folder() + QStringLiteral("/kept.db");
    QVERIFY(QFile::copy(server.databasePath(), kept));

    QElapsedTimer whole;
    whole.start();
    QVERIFY(server.start());
    const qint64 needed = whole.elapsed();
    server.kill();

    const quint32 seed = qEnvironmentVariableIsSet("FRONTDESK_SEED")
            ? qEnvironmentVariableIntValue("FRONTDESK_SEED")
            : QRandomGenerator::global()->generate();
    qInfo("an upgrade takes %lld ms; FRONTDESK_SEED=%u", needed, seed);
    QRandomGenerator random(seed);
    const QString log = server.databasePath() + QStringLiteral("-wal");
    const auto migrationWrites = [&log] { return QFileInfo(log).size() > 100'000; };
    int within = 0; // the transaction of a migration
    for (int round = 0; round < rounds(8, 4) || (within == 0 && round < 50); ++round) {
        QDir(server.dataFolder()).removeRecursively();
        QVERIFY(QDir().mkpath(server.dataFolder()));
        QVERIFY(QFile::copy(kept, server.databasePath()));
        server.begin();
        if (round % 2 == 0)
            QVERIFY(QTest::qWaitFor(migrationWrites, 30'000));
        else
            QTest::qWait(int(random.bounded(needed)));
        server.kill();
        const bool wrote = migrationWrites();
        const QByteArray version = runSql(server.databasePath(), "PRAGMA user_version");
        QCOMPARE(runSql(server.databasePath(), "PRAGMA integrity_check"), "ok\n");
        QCOMPARE(runSql(server.databasePath(), v1Users), before);
        within += wrote && version == "1\n";

        QVERIFY(server.start());
        HttpClient client(server.port());
        QCOMPARE(client.get("/users?limit=1&count=exact").field("X-Total-Count").toInt(),
                 int(before.count('\n')));
        QCOMPARE(client.post("/add-user", userJson("New", "new@upgrade")).status, 200);
        QCOMPARE(server.stop(), 0);
    }
    qInfo("%d kills came within a migration", within);
    QVERIFY(within > 0);
}

QTEST_GUILESS_MAIN(UpgradeTest)
#include "tst_upgrade.moc"
