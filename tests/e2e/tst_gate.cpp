// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"

#include <QTest>

using namespace frontdesk;

/// Who may come in (SPEC §7). In the rows PORT stands for the server's own.
class GateTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void authority_data();
    void authority();
    void crossSite_data();
    void crossSite();
    void refusedBeforeTheBody_data();
    void refusedBeforeTheBody();
    void loopbackOnly();
    void cleanupTestCase();

private:
    QByteArray withPort(QByteArray text) const
    {
        return text.replace("PORT", QByteArray::number(m_server.port()));
    }

    ServerProcess m_server;
    int m_added = 0;
    int m_started = 0;
};

void GateTest::initTestCase()
{
    QVERIFY(m_server.start());
}

void GateTest::authority_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");

    const auto row = [](const char *name, const QByteArray &target, const QByteArray &host,
                        int status) { QTest::newRow(name) << target << host << status; };
    row("address and port", "/livez", "127.0.0.1:PORT", 200);
    row("name and port", "/livez", "localhost:PORT", 200);
    row("name in capitals", "/livez", "LocalHost:PORT", 200);
    row("name alone", "/livez", "localhost", 200);
    row("IPv6", "/livez", "[::1]:PORT", 200);
    row("foreign name", "/livez", "evil.example", 421);
    row("foreign name and our port", "/livez", "evil.example:PORT", 421);
    row("our name as a prefix", "/livez", "localhost.evil.example", 421);
    row("our address as a prefix", "/livez", "127.0.0.1.evil.example", 421);
    row("our name as a suffix", "/livez", "evil-localhost", 421);
    row("foreign address", "/livez", "10.0.0.1:PORT", 421);
    row("absolute form", "http://127.0.0.1:PORT/livez", "127.0.0.1:PORT", 200);
    row("absolute form overrides Host", "http://localhost:PORT/livez", "evil.example", 200);
    row("foreign absolute form", "http://evil.example/livez", "localhost:PORT", 421);
    row("user part in front", "http://localhost@evil.example/livez", "localhost:PORT", 421);
}

void GateTest::authority()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, host);
    QFETCH(const int, status);
    HttpClient client(m_server.port());
    client.send("GET " + withPort(target) + " HTTP/1.1\r\nHost: " + withPort(host) + "\r\n\r\n");
    const auto answer = client.read();
    if (status == 421 && answer.status == 400)
        QVERIFY(target.contains('@')); // refused as malformed: as good
    else
        QCOMPARE(answer.status, status);
    if (status != 200)
        QCOMPARE(problemWith(answer), QString());
}

void GateTest::crossSite_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("allowed");

    const auto row = [](const char *name, const QByteArray &field, bool allowed) {
        QTest::newRow(name) << field << allowed;
    };
    row("no browser", "", true);
    row("our own origin", "Origin: http://127.0.0.1:PORT\r\n", true);
    row("same origin", "Sec-Fetch-Site: same-origin\r\n", true);
    row("typed by the user", "Sec-Fetch-Site: none\r\n", true);
    row("foreign origin", "Origin: http://evil.example\r\n", false);
    row("our host, other port", "Origin: http://127.0.0.1:1\r\n", false);
    row("our host, other scheme", "Origin: https://127.0.0.1:PORT\r\n", false);
    row("our origin as a prefix", "Origin: http://127.0.0.1:PORT.evil.example\r\n", false);
    row("opaque origin", "Origin: null\r\n", false);
    row("cross-site", "Sec-Fetch-Site: cross-site\r\n", false);
    row("same-site", "Sec-Fetch-Site: same-site\r\n", false);
    row("one good, one bad", "Origin: http://127.0.0.1:PORT\r\nSec-Fetch-Site: cross-site\r\n",
        false);
}

void GateTest::crossSite()
{
    QFETCH(const QByteArray, field);
    QFETCH(const bool, allowed);
    const QByteArray fields = withPort(field);
    HttpClient client(m_server.port());

    const auto check = [allowed](const HttpAnswer &answer, int success) {
        QCOMPARE(answer.status, allowed ? success : 403);
        QVERIFY(answer.field("Access-Control-Allow-Origin").isNull());
        if (!allowed)
            QCOMPARE(problemWith(answer), QString());
    };
    check(client.post("/add-user", userJson("A", QByteArray::number(m_added) + "@gate"), fields),
          200);
    check(client.get("/start-task", fields), 200);
    check(client.post("/tasks", R"({"kind":"sleep","params":{"seconds":3600}})", fields), 202);
    m_added += allowed;
    m_started += 2 * allowed;

    QCOMPARE(client.get("/users", fields).status, 200); // reading is not refused
    QCOMPARE(client.get("/users").array().size(), m_added);
    QCOMPARE(client.get("/tasks").array().size(), m_started);
}

void GateTest::refusedBeforeTheBody_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("status");

    QTest::newRow("foreign name") << QByteArray("evil.example") << QByteArray() << 421;
    QTest::newRow("cross-site") << QByteArray("localhost")
                                << QByteArray("Sec-Fetch-Site: cross-site\r\n") << 403;
    QTest::newRow("asks whether to go on") << QByteArray("localhost")
                                           << QByteArray("Origin: http://evil.example\r\n"
                                                         "Expect: 100-continue\r\n")
                                           << 403;
}

void GateTest::refusedBeforeTheBody()
{
    QFETCH(const QByteArray, host);
    QFETCH(const QByteArray, field);
    QFETCH(const int, status);
    HttpClient client(m_server.port());
    client.send("POST /tasks HTTP/1.1\r\nHost: " + host + "\r\n" + field
                + "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{");
    const auto answer = client.read(); // 999,999 bytes never come
    QCOMPARE(answer.status, status);
    QCOMPARE(problemWith(answer), QString());
    QCOMPARE(answer.field("Connection"), "close");
    QVERIFY(client.isClosedByServer());
}

void GateTest::loopbackOnly()
{
    for (const char *host : { "0.0.0.0", "::", "10.1.2.3" }) {
        ServerProcess beyond;
        const auto code = beyond.run({ QStringLiteral("--port"), QStringLiteral("0"),
                                       QStringLiteral("--host"), QString::fromLatin1(host),
                                       QStringLiteral("--data"), beyond.dataFolder() });
        QVERIFY(code == 1 || code == 2);
        QVERIFY2(beyond.errors().contains(host), beyond.errors());
        QCOMPARE(beyond.errors().count('\n'), 1);
        QCOMPARE(beyond.output(), QByteArray());
    }
}

void GateTest::cleanupTestCase()
{
    QCOMPARE(m_server.stop(), 0);
}

QTEST_GUILESS_MAIN(GateTest)
#include "tst_gate.moc"
