// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/databasefile.h"
#include "support/httpclient.h"
#include "support/serverprocess.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <memory>

using namespace frontdesk;

/// What of the requests is on disk (SPEC §6).
class RequestLogTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_server = std::make_unique<ServerProcess>(); }

    void isThereAfterwards();
    void survivesAKill();
    void damagedOneIsSetAside();
    void canBeSwitchedOff();

private:
    QString logPath() const { return m_server->dataFolder() + QStringLiteral("/requests.db"); }
    QByteArray select(const QByteArray &what) const
    {
        return runSql(logPath(), "SELECT " + what + " FROM exchanges ORDER BY id");
    }

    std::unique_ptr<ServerProcess> m_server;
};

void RequestLogTest::isThereAfterwards()
{
    for (int run = 0; run < 2; ++run) {
        QVERIFY(m_server->start());
        HttpClient client(m_server->port());
        QCOMPARE(client.get("/user/7", "Authorization: Bearer abc123\r\n").status, 404);
        QCOMPARE(client.post("/add-user", "{").status, 400);
        QCOMPARE(m_server->stop(), 0);
    }
    QCOMPARE(select("method, target, status, request_body"),
             "GET|/user/7|404|\nPOST|/add-user|400|{\nGET|/user/7|404|\nPOST|/add-user|400|{\n");
    QVERIFY(select("request_head").contains("Authorization: ***"));
    QVERIFY(!select("request_head").contains("abc123"));
    QCOMPARE(runSql(logPath(), "SELECT first_exchange, left_out FROM sessions"), "1|0\n3|0\n");
    QCOMPARE(QFile::permissions(logPath()) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::permissions(m_server->databasePath()) & (QFile::ReadGroup | QFile::ReadOther));
}

void RequestLogTest::survivesAKill()
{
    QVERIFY(m_server->start());
    QCOMPARE(HttpClient(m_server->port()).get("/livez").status, 200);
    QTRY_VERIFY(QFile(logPath() + QStringLiteral("-wal")).size() > 0);
    QTRY_COMPARE(select("target"), "/livez\n");
    m_server->kill();
    QCOMPARE(select("target"), "/livez\n");
    QVERIFY(m_server->start());
    QCOMPARE(HttpClient(m_server->port()).get("/readyz").status, 200);
    QCOMPARE(m_server->stop(), 0);
    QCOMPARE(select("target"), "/livez\n/readyz\n");
}

void RequestLogTest::damagedOneIsSetAside()
{
    QVERIFY(QDir().mkpath(m_server->dataFolder()));
    {
        QFile file(logPath());
        QVERIFY(file.open(QFile::WriteOnly) && file.write("no database at all") > 0);
    }
    QVERIFY(m_server->start());
    QCOMPARE(HttpClient(m_server->port()).get("/livez").status, 200);
    QCOMPARE(m_server->stop(), 0);
    QCOMPARE(select("target"), "/livez\n");
    const QStringList aside
            = QDir(m_server->dataFolder()).entryList({ QStringLiteral("requests.db.damaged-*") });
    QCOMPARE(aside.size(), 1);
    QVERIFY2(m_server->errors().contains(aside.first().toUtf8()), m_server->errors());
}

void RequestLogTest::canBeSwitchedOff()
{
    m_server->options = QStringList { QStringLiteral("--request-log-size"), QStringLiteral("0") };
    QVERIFY(m_server->start());
    QCOMPARE(HttpClient(m_server->port()).get("/livez").status, 200);
    QCOMPARE(m_server->stop(), 0);
    QVERIFY(!QFile::exists(logPath()));
}

QTEST_GUILESS_MAIN(RequestLogTest)
#include "tst_requestlog.moc"
