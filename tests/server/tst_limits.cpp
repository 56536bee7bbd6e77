// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "testserver.h"

#include <QTest>

#include <vector>

using namespace frontdesk;
using namespace std::chrono_literals;

/// The server's patience, with limits short enough to be met. What is asserted is
/// what happens, never how long it takes.
class TestLimits : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void slowHead();
    void trickledHead();
    void stalledBody();
    void trickledBody();
    void idleConnection();
    void clientThatDoesNotRead();
    void tooManyConnections();
    void tooManyBodies();
    void endlessAnswerToNobody();

private:
    RouteTable m_routes;
};

void TestLimits::initTestCase()
{
    m_routes.add(Method::Get, "/", [](Request) -> Async<Reply> { return Reply::json("{}"); });
    m_routes.add(Method::Post, "/", [](Request) -> Async<Reply> { return Reply::json("{}"); });
    m_routes.add(Method::Get, "/large", [](Request) -> Async<Reply> {
        return Reply::text(QByteArray(32 * 1024 * 1024, 'x'), "text/plain");
    });
}

void TestLimits::slowHead()
{
    Limits limits;
    limits.headTimeout = 100ms;
    TestServer server(m_routes, limits);
    HttpClient client(server.port);
    QVERIFY(client.send("GET / HTTP/1.1\r\nHo"));
    const HttpAnswer answer = client.read();
    QCOMPARE(answer.status, 408);
    QCOMPARE(answer.object()[u"code"].toString(), QStringLiteral("head_timeout"));
    QVERIFY(client.isClosedByServer());
}

void TestLimits::trickledHead()
{
    Limits limits;
    limits.headTimeout = 300ms;
    TestServer server(m_routes, limits);
    HttpClient client(server.port);
    client.send("GET / HTTP/1.1\r\n");
    while (!client.hasAnswer(20ms))
        client.send("A: b\r\n"); // never more than 20 ms of silence
    QCOMPARE(client.read().status, 408);
}

void TestLimits::stalledBody()
{
    Limits limits;
    limits.stallTimeout = 100ms;
    TestServer server(m_routes, limits);
    HttpClient client(server.port);
    QVERIFY(client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc"));
    const HttpAnswer answer = client.read();
    QCOMPARE(answer.status, 408);
    QCOMPARE(answer.object()[u"code"].toString(), QStringLiteral("body_timeout"));
}

void TestLimits::trickledBody()
{
    Limits limits;
    limits.bodyTimeout = 300ms;
    TestServer server(m_routes, limits);
    HttpClient client(server.port);
    QVERIFY(client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"));
    while (!client.hasAnswer(20ms))
        client.send("x");
    QCOMPARE(client.read().status, 408);
}

void TestLimits::idleConnection()
{
    Limits limits;
    limits.idleTimeout = 100ms;
    TestServer server(m_routes, limits);
    HttpClient silent(server.port), kept(server.port);
    QCOMPARE(kept.get("/").status, 200);
    QVERIFY(kept.isClosedByServer());
    QVERIFY(silent.isClosedByServer());
    QTRY_COMPARE(server.connectionCount(), 0);
}

void TestLimits::clientThatDoesNotRead()
{
    Limits limits;
    limits.writeTimeout = 100ms;
    TestServer server(m_routes, limits);
    HttpClient client(server.port);
    QVERIFY(client.sendRequest("GET", "/large"));
    QTRY_COMPARE(server.connectionCount(), 1);
    QTRY_COMPARE(server.connectionCount(), 0); // though the client is still there
    QList<Exchange> exchanges;
    QTRY_VERIFY((exchanges += server.takeExchanges()).size() == 1);
    QCOMPARE(exchanges[0].times.writtenNs, qint64(0));
}

void TestLimits::tooManyConnections()
{
    Limits limits;
    limits.connections = 3;
    TestServer server(m_routes, limits);
    std::vector<HttpClient> clients;
    for (int i = 0; i < 3; ++i) {
        clients.emplace_back(server.port);
        QCOMPARE(clients.back().get("/").status, 200);
    }
    {
        HttpClient refused(server.port);
        QCOMPARE(refused.read().status, 503);
        QVERIFY(refused.isClosedByServer());
    }
    clients.pop_back();
    QTRY_COMPARE(server.connectionCount(), 2);
    QCOMPARE(HttpClient(server.port).get("/").status, 200);
}

void TestLimits::tooManyBodies()
{
    Limits limits;
    limits.bodiesTogether = 250'000;
    TestServer server(m_routes, limits);
    const QByteArray head = "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                            "Content-Length: 100000\r\n\r\n";
    HttpClient first(server.port), second(server.port), third(server.port), chunked(server.port);
    for (HttpClient *client : { &first, &second }) {
        QVERIFY(client->send(head));
        QCOMPARE(client->read(true).status, 100); // granted
    }
    QVERIFY(third.send(head));
    const HttpAnswer refused = third.read();
    QCOMPARE(refused.status, 503);
    QVERIFY(!refused.field("Retry-After").isEmpty());
    QVERIFY(chunked.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                         "186a0\r\n"
                         + QByteArray(100'000, 'x')));
    QCOMPARE(chunked.read().status, 503);
    QVERIFY(first.send(QByteArray(100'000, 'x')));
    QCOMPARE(first.read().status, 200);
    HttpClient fourth(server.port); // takes what the first has given back
    QVERIFY(fourth.send(head + QByteArray(100'000, 'x')));
    QCOMPARE(fourth.read().status, 200);
}

void TestLimits::endlessAnswerToNobody()
{
    // Pipelines of large answers that nobody reads must not pile up in memory.
    Limits limits;
    limits.writeTimeout = 300ms;
    TestServer server(m_routes, limits);
    HttpClient client(server.port);
    for (int i = 0; i < 50; ++i)
        QVERIFY(client.sendRequest("GET", "/large"));
    QTRY_COMPARE(server.connectionCount(), 0);
    qsizetype answered = 0;
    QTRY_VERIFY((answered += server.takeExchanges().size()) > 0);
    QVERIFY2(answered < 5, qPrintable(QString::number(answered))); // the rest was never begun
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
