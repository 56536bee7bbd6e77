// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/databasefile.h"
#include "support/httpclient.h"
#include "support/serverprocess.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace frontdesk;

/// `frontdeskd restore` and a SIGKILL at any moment: what is there afterwards is the
/// old database or the restored one, whole, and a second call succeeds.
class RestoreTest : public QObject
{
    Q_OBJECT

private slots:
    void killedInTheMiddle();

private:
    QStringList restoreCall() const
    {
        return { QStringLiteral("--data"), m_server.dataFolder(), QStringLiteral("restore"),
                 m_server.folder() + QStringLiteral("/backup.db") };
    }
    bool putBackOldFolder()
    {
        const QString old = m_server.folder() + QStringLiteral("/old.db");
        return QDir(m_server.dataFolder()).removeRecursively()
                && QDir().mkpath(m_server.dataFolder())
                && QFile::copy(old, m_server.databasePath());
    }
    /// What a server on the folder has; -1: it doesn't start or stop.
    int countUsers()
    {
        if (!m_server.start())
            return -1;
        const auto answer = HttpClient(m_server.port()).get("/users?limit=1&count=exact");
        return m_server.stop() == 0 ? answer.field("X-Total-Count").toInt() : -1;
    }

    ServerProcess m_server;
};

void RestoreTest::killedInTheMiddle()
{
    const int many = rounds(100'000, 20'000);
    QVERIFY(m_server.start());
    QCOMPARE(HttpClient(m_server.port()).post("/add-user", userJson("Old", "old@x")).status, 200);
    QCOMPARE(m_server.stop(), 0);
    QVERIFY(QFile::copy(m_server.databasePath(), m_server.folder() + QStringLiteral("/old.db")));
    const QString backup = m_server.folder() + QStringLiteral("/backup.db");
    QVERIFY(QFile::copy(m_server.databasePath(), backup));
    const QByteArray fill = "WITH RECURSIVE n(i) AS (VALUES(2) UNION ALL SELECT i + 1 FROM n "
                            "WHERE i < "
            + QByteArray::number(many)
            + ") INSERT INTO users (name, email) SELECT 'User ' || i, i || '@many' FROM n; "
              "SELECT count(*) FROM users;";
    QCOMPARE(runSql(backup, fill), QByteArray::number(many) + '\n');

    QElapsedTimer whole;
    whole.start();
    QCOMPARE(m_server.run(restoreCall()), 0);
    const qint64 needed = whole.elapsed();
    QCOMPARE(countUsers(), many);

    const quint32 seed = qEnvironmentVariableIsSet("FRONTDESK_SEED")
            ? qEnvironmentVariableIntValue("FRONTDESK_SEED")
            : QRandomGenerator::global()->generate();
    qInfo("a restore takes %lld ms; FRONTDESK_SEED=%u", needed, seed);
    QRandomGenerator random(seed);
    const QString copy = m_server.databasePath() + QStringLiteral(".restoring");
    int within = 0; // the work, with its copy half made
    for (int round = 0; round < rounds(10, 5) || (within == 0 && round < 50); ++round) {
        QVERIFY(putBackOldFolder());
        m_server.begin(restoreCall());
        QTest::qWait(int(random.bounded(needed)));
        m_server.kill();
        within += QFile::exists(copy);
        const int users = countUsers();
        QVERIFY2(users == 1 || users == many, qPrintable(QString::number(users)));
        QCOMPARE(runSql(m_server.databasePath(), "PRAGMA integrity_check"), "ok\n");
        QCOMPARE(m_server.run(restoreCall()), 0);
        QVERIFY(!QFile::exists(copy));
        QCOMPARE(countUsers(), many);
        const QStringList kept
                = QDir(m_server.dataFolder()).entryList({ QStringLiteral("*.before-restore-*Z") });
        QVERIFY(!kept.isEmpty()); // the oldest name is the old database
        QCOMPARE(runSql(m_server.dataFolder() + u'/' + kept.first(), "SELECT email FROM users"),
                 "old@x\n");
    }
    QVERIFY(within > 0);
}

QTEST_GUILESS_MAIN(RestoreTest)
#include "tst_restore.moc"
