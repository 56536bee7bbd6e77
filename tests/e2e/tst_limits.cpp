// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/databasefile.h"
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <memory>

using namespace frontdesk;

namespace {

QByteArray get(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

QByteArray post(const QByteArray &target, const QByteArray &fields, const QByteArray &body = {})
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + fields + "\r\n" + body;
}

} // namespace

/// Each limit of the settings, met by the running program (SPEC §6).
class LimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void sizes_data();
    void sizes();
    void slowHead();
    void stalledBody();
    void trickledBody();
    void idleConnection();
    void clientThatDoesNotRead();
    void connections();
    void bodiesTogether();
    void loggedBodies();
    void limitsFromTheFile();

private:
    static QStringList words(const char *options)
    {
        return QString::fromLatin1(options).split(u' ');
    }

    ServerProcess m_server; ///< with limits of sizes
};

void LimitsTest::initTestCase()
{
    m_server.options = words("--max-header-size 2 --max-target-size 1 --max-header-fields 10 "
                             "--max-body-size 1 --max-import-size 1 --max-json-depth 3");
    QVERIFY(m_server.start());
}

void LimitsTest::cleanupTestCase()
{
    QCOMPARE(m_server.stop(), 0);
}

void LimitsTest::sizes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    const QByteArray field = "X: y\r\n", letter = "x";
    QTest::newRow("a target of 1,000 letters") << get('/' + letter.repeated(1000)) << 404;
    QTest::newRow("a target over 1 KiB") << get('/' + letter.repeated(1100)) << 414;
    QTest::newRow("a header of 1.5 KiB")
            << get("/livez", "X: " + letter.repeated(1500) + "\r\n") << 200;
    QTest::newRow("a header over 2 KiB")
            << get("/livez", "X: " + letter.repeated(2048) + "\r\n") << 431;
    QTest::newRow("ten fields") << get("/livez", field.repeated(9)) << 200;
    QTest::newRow("eleven fields") << get("/livez", field.repeated(10)) << 431;
    QTest::newRow("a body of 1 KiB")
            << post("/add-user", "Content-Length: 1024\r\n", "{}" + QByteArray(1022, ' ')) << 422;
    QTest::newRow("a body over 1 KiB") << post("/add-user", "Content-Length: 1025\r\n") << 413;
    QTest::newRow("a file over 1 MiB")
            << post("/users/import", "Content-Length: 1048577\r\n") << 413;
    QTest::newRow("three levels of JSON")
            << post("/add-user", "Content-Length: 11\r\n", "{\"a\":[[1]]}") << 422;
    QTest::newRow("four levels of JSON")
            << post("/add-user", "Content-Length: 13\r\n", "{\"a\":[[[1]]]}") << 400;
    QTest::newRow("four levels of JSON in a batch")
            << post("/users/batch", "Content-Length: 9\r\n", "[[[[1]]]]") << 400;
}

void LimitsTest::sizes()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    HttpClient client(m_server.port());
    client.send(bytes);
    const HttpAnswer answer = client.read();
    QCOMPARE(answer.status, status);
    if (status >= 400)
        QCOMPARE(problemWith(answer), QString());
}

void LimitsTest::slowHead()
{
    ServerProcess server;
    server.options = words("--header-timeout 1");
    QVERIFY(server.start());
    HttpClient client(server.port());
    QVERIFY(client.send("GET / HTTP/1.1\r\nHo"));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(client.read().status, 408);
    QVERIFY(timer.elapsed() < 9'000); // the default is 10 s
}

void LimitsTest::stalledBody()
{
    ServerProcess server;
    server.options = words("--stall-timeout 1");
    QVERIFY(server.start());
    HttpClient client(server.port());
    QVERIFY(client.send(post("/add-user", "Content-Length: 10\r\n", "{")));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(client.read().status, 408);
    QVERIFY(timer.elapsed() < 19'000);
}

void LimitsTest::trickledBody()
{
    ServerProcess server;
    server.options = words("--body-timeout 1");
    QVERIFY(server.start());
    HttpClient client(server.port());
    QVERIFY(client.send(post("/add-user", "Content-Length: 100000\r\n")));
    QElapsedTimer timer;
    timer.start();
    while (!client.hasAnswer(std::chrono::milliseconds(50)) && timer.elapsed() < 30'000)
        client.send(" ");
    QCOMPARE(client.read().status, 408);
}

void LimitsTest::idleConnection()
{
    ServerProcess server;
    server.options = words("--idle-timeout 1");
    QVERIFY(server.start());
    HttpClient client(server.port());
    QCOMPARE(client.get("/livez").status, 200);
    QVERIFY(client.isClosedByServer()); // the default is more than the client's patience
}

void LimitsTest::clientThatDoesNotRead()
{
    ServerProcess server;
    server.options = words("--write-timeout 1");
    QVERIFY(server.start());
    HttpClient client(server.port());
    const QByteArray many = get("/").repeated(500);
    QElapsedTimer timer;
    timer.start();
    while (client.send(many)) { } // until it is cut off
    QVERIFY(timer.elapsed() < 29'000);
    QCOMPARE(HttpClient(server.port()).get("/livez").status, 200);
}

void LimitsTest::connections()
{
    ServerProcess server;
    server.options = words("--max-connections 2");
    QVERIFY(server.start());
    HttpClient first(server.port()), second(server.port());
    QCOMPARE(first.get("/livez").status, 200);
    QCOMPARE(second.get("/livez").status, 200);
    HttpClient third(server.port());
    const HttpAnswer refused = third.read();
    QCOMPARE(refused.status, 503);
    QVERIFY(!refused.field("Retry-After").isEmpty());
}

void LimitsTest::bodiesTogether()
{
    ServerProcess server;
    server.options = words("--max-bodies-size 1");
    QVERIFY(server.start());
    const QByteArray large
            = post("/add-user", "Expect: 100-continue\r\nContent-Length: 1048576\r\n");
    HttpClient first(server.port()), second(server.port());
    QVERIFY(first.send(large));
    QCOMPARE(first.read(true).status, 100); // granted
    QVERIFY(second.send(large));
    QCOMPARE(second.read().status, 503);
}

void LimitsTest::loggedBodies()
{
    ServerProcess server;
    server.options = words("--request-log-body-size 1");
    QVERIFY(server.start());
    HttpClient client(server.port());
    QCOMPARE(client.post("/add-user", "{}" + QByteArray(2998, ' ')).status, 422);
    QCOMPARE(server.stop(), 0);
    QCOMPARE(runSql(server.dataFolder() + QStringLiteral("/requests.db"),
                    "SELECT length(request_body) FROM exchanges"),
             "1024\n");
}

/// The file that nobody names.
void LimitsTest::limitsFromTheFile()
{
    ServerProcess server;
    const QString folder = server.configurationFolder() + QStringLiteral("/frontdesk");
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + QStringLiteral("/frontdesk.ini"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("; small\nmax-body-size=2\n") > 0);
    file.close();
    QVERIFY(server.start());
    HttpClient client(server.port());
    QVERIFY(client.send(post("/add-user", "Content-Length: 2049\r\n")));
    QCOMPARE(client.read().status, 413);
}

QTEST_GUILESS_MAIN(LimitsTest)
#include "tst_limits.moc"
