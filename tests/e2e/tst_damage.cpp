// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/databasefile.h"
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace frontdesk;

/// A large database is not read throughout before it is served: what is damaged in
/// it shows when it is met, as a sentence or a 503, and the rest is served.
class DamageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void largeDatabase_data();
    void largeDatabase();

private:
    QTemporaryDir m_folder;
    QString m_sound;
};

void DamageTest::initTestCase()
{
    ServerProcess server;
    QVERIFY(server.start());
    QCOMPARE(server.stop(), 0);
    QVERIFY(!runSql(server.databasePath(),
                    "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n "
                    "WHERE i < 150000) INSERT INTO users (name, email) "
                    "SELECT 'User ' || i, i || '@many.example.org' FROM n; SELECT 1")
                     .isEmpty());
    runSql(server.databasePath(), "PRAGMA wal_checkpoint(TRUNCATE)");
    QVERIFY(QFileInfo(server.databasePath()).size() > 17'000'000);
    m_sound = m_folder.filePath(QStringLiteral("sound.db"));
    QVERIFY(QFile::copy(server.databasePath(), m_sound));
}

void DamageTest::largeDatabase_data()
{
    QTest::addColumn<int>("first"); // page that is damaged
    QTest::addColumn<int>("step"); // the next one after so many; 0: that one alone
    QTest::addColumn<bool>("rowsOnly"); // pages of an index are left out
    QTest::addColumn<int>("keep"); // per cent of the file
    QTest::addColumn<bool>("served"); // what is damaged isn't met at the start
    QTest::newRow("one page of users") << 1'000 << 0 << true << 100 << true;
    QTest::newRow("many pages of users") << 1'000 << 7 << true << 100 << true;
    QTest::newRow("every tenth page") << 30 << 10 << false << 100 << false;
    QTest::newRow("every page but the first hundred") << 100 << 1 << false << 100 << false;
    QTest::newRow("cut in half") << 0 << 0 << false << 50 << false;
    QTest::newRow("its last page lost") << 0 << 0 << false << 99 << false;
}

void DamageTest::largeDatabase()
{
    QFETCH(const int, first);
    QFETCH(const int, step);
    QFETCH(const bool, rowsOnly);
    QFETCH(const int, keep);
    QFETCH(const bool, served);
    ServerProcess server;
    QVERIFY(QDir().mkpath(server.dataFolder()));
    QVERIFY(QFile::copy(m_sound, server.databasePath()));
    const qint64 size = QFileInfo(m_sound).size();
    {
        QFile file(server.databasePath());
        QVERIFY(file.open(QFile::ReadWrite));
        // The last pages stay: what the start looks at is among them.
        for (qint64 page = first; page > 0 && page < size / 4096 * 9 / 10; ++page) {
            QVERIFY(file.seek(page * 4096));
            constexpr char leafOfTable = 0x0d;
            if (rowsOnly && file.peek(1).at(0) != leafOfTable)
                continue;
            QCOMPARE(file.write(QByteArray(4096, '\x5a')), 4096);
            if (step == 0)
                break;
            page += step - 1;
        }
        QVERIFY(file.resize(size * keep / 100));
    }

    server.begin();
    QVERIFY(QTest::qWaitFor([&] { return !server.isRunning() || !server.output().isEmpty(); },
                            30'000));
    QCOMPARE(server.isRunning(), served);
    if (!served) {
        QCOMPARE(server.waitForEnd(), 1);
        QVERIFY2(server.errors().contains("damaged"), server.errors());
        QCOMPARE(QFileInfo(server.databasePath()).size(), size * keep / 100);
        return;
    }
    QVERIFY(server.start()); // again, for its port
    int damaged = 0, asked = 0;
    const auto check = [&](const QByteArray &method, const QByteArray &target,
                           const QByteArray &body = {}) {
        HttpClient client(server.port());
        client.sendRequest(method, target,
                           body.isEmpty() ? "" : "Content-Type: application/json\r\n", body);
        const auto answer = client.read();
        ++asked;
        if (answer.status == 503) {
            ++damaged;
            QCOMPARE(problemWith(answer), QString());
            QCOMPARE(answer.object().value(QLatin1String("code")).toString(),
                     QStringLiteral("storage_damaged"));
        } else if (method == "GET" && target == "/users" && answer.status == 0) {
            ++damaged; // met later on: the stream has said 200 and breaks off
        } else {
            const QList<int> right { 200, 201, 204, 404, 409 };
            QVERIFY2(right.contains(answer.status),
                     QByteArray(target + ' ' + QByteArray::number(answer.status) + answer.body));
        }
    };
    for (int i = 0; i < 200; ++i) {
        const QByteArray id = QByteArray::number(1 + i * 749);
        check("GET", "/user/" + id);
        if (i % 10 != 0)
            continue;
        check("GET", "/users?limit=50&sort=-name&q=user%20" + id);
        check("PATCH", "/users/" + id, "{\"name\":\"Changed\"}");
        check("DELETE", "/users/" + QByteArray::number(2 + i * 700));
        check("POST", "/users", userJson("New", id + "@new"));
    }
    check("GET", "/users?limit=1&count=exact");
    check("GET", "/users");
    check("GET", "/tasks");
    QVERIFY(damaged > 0 && damaged < asked);
    QCOMPARE(HttpClient(server.port()).get("/livez").status, 200);
    QCOMPARE(server.stop(), 0);
    qInfo("%d of %d requests met damage", damaged, asked);
}

QTEST_GUILESS_MAIN(DamageTest)
#include "tst_damage.moc"
