// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/deferred.h"
#include "support/httpclient.h"
#include "testserver.h"

#include <QTest>

#include <mutex>
#include <stdexcept>
#include <vector>

using namespace frontdesk;

namespace {

/// Answers that come when the test says so, from another thread than the server's.
class Gatehouse
{
public:
    Handler handler()
    {
        return [this](Request request) { return wait(std::move(request)); };
    }

    size_t waiting()
    {
        const std::lock_guard lock(m_mutex);
        return m_resolvers.size();
    }

    void openAll()
    {
        const std::lock_guard lock(m_mutex);
        for (auto &resolver : m_resolvers)
            resolver.resolve(0);
        m_resolvers.clear();
    }

private:
    Async<Reply> wait(Request request)
    {
        auto [later, resolver] = defer<int>();
        {
            const std::lock_guard lock(m_mutex);
            m_resolvers.push_back(std::move(resolver));
        }
        const auto opened = co_await later;
        co_return opened ? Reply::text("late " + QByteArray::fromStdString(request.argument(0)),
                                       "text/plain")
                         : Reply::problem(opened.error());
    }

    std::mutex m_mutex;
    std::vector<Resolver<int>> m_resolvers;
};

QByteArray request(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

} // namespace

class TestHttpServer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void answersInOrder();
    void goodAnswersBeforeTheRefusal();
    void answersEachClientWhenItsOwnIsReady();
    void catchesWhatRoutesThrow();
    void headOptionsAndAllow();
    void readsOnAfterARefusal();
    void continuesWhenExpected();
    void halfClosedClientsGetTheirAnswer();
    void hangUpsWhileAnswersArePending();
    void recordsExchanges();
    void stopsWhenAllIsAnswered();
    void sharesThePort();

private:
    Gatehouse m_gatehouse;
    RouteTable m_routes;
};

void TestHttpServer::initTestCase()
{
    m_routes.add(Method::Get, "/now/{what}", [](Request r) -> Async<Reply> {
        return Reply::text("now " + QByteArray::fromStdString(r.argument(0)), "text/plain");
    });
    m_routes.add(Method::Get, "/late/{what}", m_gatehouse.handler());
    m_routes.add(Method::Post, "/echo", [](Request r) -> Async<Reply> {
        return Reply::text(r.body(), "application/octet-stream");
    });
    m_routes.add(Method::Get, "/throw",
                 [](Request) -> Async<Reply> { throw std::runtime_error("boom"); });
    m_routes.add(Method::Get, "/throw-later", [](Request) -> Async<Reply> {
        auto [later, resolver] = defer<int>();
        resolver.resolve(0);
        co_await later;
        throw std::runtime_error("boom");
    });
}

void TestHttpServer::answersInOrder()
{
    TestServer server(m_routes);
    HttpClient client(server.port);
    QByteArray pipeline;
    for (int i = 0; i < 100; ++i)
        pipeline += request("/now/" + QByteArray::number(i));
    pipeline.insert(pipeline.indexOf("GET /now/50 "), request("/late/x"));
    QVERIFY(client.send(pipeline));
    for (int i = 0; i < 50; ++i)
        QCOMPARE(client.read().body, "now " + QByteArray::number(i));
    QTRY_COMPARE(m_gatehouse.waiting(), size_t(1));
    m_gatehouse.openAll();
    QCOMPARE(client.read().body, QByteArray("late x"));
    for (int i = 50; i < 100; ++i)
        QCOMPARE(client.read().body, "now " + QByteArray::number(i));
}

void TestHttpServer::goodAnswersBeforeTheRefusal()
{
    TestServer server(m_routes);
    HttpClient client(server.port);
    QVERIFY(client.send(request("/now/1") + request("/now/2") + "rubbish\r\n\r\n"
                        + request("/now/3")));
    QCOMPARE(client.read().body, QByteArray("now 1"));
    QCOMPARE(client.read().body, QByteArray("now 2"));
    const HttpAnswer refusal = client.read();
    QCOMPARE(refusal.status, 400);
    QCOMPARE(refusal.field("Connection"), QByteArray("close"));
    QVERIFY(!refusal.field("Date").isEmpty());
    QVERIFY(client.isClosedByServer());
}

void TestHttpServer::answersEachClientWhenItsOwnIsReady()
{
    TestServer server(m_routes);
    HttpClient waiting(server.port), quick(server.port);
    QVERIFY(waiting.sendRequest("GET", "/late/a"));
    QTRY_COMPARE(m_gatehouse.waiting(), size_t(1));
    QCOMPARE(quick.get("/now/b").body, QByteArray("now b")); // on the same thread
    m_gatehouse.openAll();
    QCOMPARE(waiting.read().body, QByteArray("late a"));
}

void TestHttpServer::catchesWhatRoutesThrow()
{
    TestServer server(m_routes);
    HttpClient client(server.port);
    for (const char *target : { "/throw", "/throw-later" }) {
        QTest::ignoreMessage(QtCriticalMsg, "A route threw: boom");
        const HttpAnswer answer = client.get(target);
        QCOMPARE(answer.status, 500);
        QCOMPARE(answer.object()[u"code"].toString(), QStringLiteral("internal_error"));
        QVERIFY(!answer.body.contains("boom"));
    }
    QCOMPARE(client.get("/now/1").status, 200);
}

void TestHttpServer::headOptionsAndAllow()
{
    TestServer server(m_routes);
    HttpClient client(server.port);
    QVERIFY(client.sendRequest("HEAD", "/now/1"));
    const HttpAnswer head = client.read(true);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.field("Content-Length"), QByteArray("5"));
    QVERIFY(client.sendRequest("OPTIONS", "/now/1"));
    const HttpAnswer options = client.read();
    QCOMPARE(options.status, 204);
    QCOMPARE(options.field("Allow"), QByteArray("GET, HEAD, OPTIONS"));
    QVERIFY(client.sendRequest("OPTIONS", "*"));
    QCOMPARE(client.read().status, 204);
    QVERIFY(client.sendRequest("DELETE", "/now/1"));
    const HttpAnswer refused = client.read();
    QCOMPARE(refused.status, 405);
    QCOMPARE(refused.field("Allow"), QByteArray("GET, HEAD, OPTIONS"));
}

void TestHttpServer::readsOnAfterARefusal()
{
    // A client that is still sending must get the refusal, not a reset.
    TestServer server(m_routes);
    HttpClient client(server.port);
    QVERIFY(client.send(
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000000\r\n\r\n"));
    client.send(QByteArray(4'000'000, 'x'));
    QCOMPARE(client.read().status, 413);
}

void TestHttpServer::continuesWhenExpected()
{
    TestServer server(m_routes);
    HttpClient client(server.port);
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                        "Content-Length: 3\r\n\r\n"));
    QCOMPARE(client.read(true).status, 100);
    QVERIFY(client.send("abc"));
    QCOMPARE(client.read().body, QByteArray("abc"));
}

void TestHttpServer::halfClosedClientsGetTheirAnswer()
{
    TestServer server(m_routes);
    HttpClient client(server.port);
    QVERIFY(client.sendRequest("GET", "/late/a"));
    client.closeSending();
    QTRY_COMPARE(m_gatehouse.waiting(), size_t(1));
    m_gatehouse.openAll();
    QCOMPARE(client.read().body, QByteArray("late a"));
    QVERIFY(client.isClosedByServer());
}

void TestHttpServer::hangUpsWhileAnswersArePending()
{
    TestServer server(m_routes);
    for (int round = 0; round < 20; ++round) {
        std::vector<HttpClient> clients;
        for (int i = 0; i < 50; ++i) {
            clients.emplace_back(server.port);
            QVERIFY(clients.back().send(request("/late/x") + request("/now/x")));
        }
        QTRY_COMPARE(m_gatehouse.waiting(), size_t(50));
        for (size_t i = 0; i < clients.size(); i += 2)
            clients[i].vanish();
        m_gatehouse.openAll(); // some clients are known to have gone by now, some not yet
        for (size_t i = 1; i < clients.size(); i += 2) {
            QCOMPARE(clients[i].read().body, QByteArray("late x"));
            QCOMPARE(clients[i].read().body, QByteArray("now x"));
        }
    }
    QTRY_COMPARE(server.connectionCount(), 0);
}

void TestHttpServer::recordsExchanges()
{
    TestServer server(m_routes);
    {
        HttpClient client(server.port);
        client.get("/now/1", "Authorization: secret\r\n");
        client.post("/echo", "body");
        QVERIFY(client.send("rubbish\r\n\r\n"));
        client.read();
    }
    QList<Exchange> exchanges;
    QTRY_VERIFY((exchanges += server.takeExchanges()).size() == 3);
    const Exchange &first = exchanges[0];
    QCOMPARE(first.method, QByteArray("GET"));
    QCOMPARE(first.texts.target(), QByteArrayView("/now/1"));
    QCOMPARE(first.status, 200);
    QVERIFY(first.texts.requestHead().contains("Authorization: ***\r\n"));
    QVERIFY(first.texts.responseHead().contains("Content-Length: 5\r\n"));
    QCOMPARE(first.responseBody, QByteArray("now 1"));
    QVERIFY(first.client.startsWith("127.0.0.1:"));
    const ExchangeTimes &times = first.times;
    QVERIFY(times.receivedNs <= times.dispatchedNs && times.dispatchedNs <= times.handlerNs
            && times.handlerNs <= times.answeredNs && times.answeredNs <= times.writtenNs);
    QCOMPARE(exchanges[1].requestBody, QByteArray("body"));
    QCOMPARE(exchanges[2].status, 400);
}

void TestHttpServer::stopsWhenAllIsAnswered()
{
    TestServer server(m_routes);
    HttpClient idle(server.port), busy(server.port);
    QCOMPARE(idle.get("/now/1").status, 200);
    QVERIFY(busy.sendRequest("GET", "/late/a"));
    QTRY_COMPARE(m_gatehouse.waiting(), size_t(1));
    std::thread opener([&] {
        // The idle connection is closed by the stop; only then is the other answered.
        if (idle.isClosedByServer())
            m_gatehouse.openAll();
    });
    QVERIFY(server.stop());
    opener.join();
    const HttpAnswer last = busy.read();
    QCOMPARE(last.body, QByteArray("late a"));
    QCOMPARE(last.field("Connection"), QByteArray("close"));
    QVERIFY(!HttpClient(server.port).isConnected());
}

void TestHttpServer::sharesThePort()
{
    TestServer server(m_routes, {}, 3);
    std::vector<HttpClient> clients;
    for (int i = 0; i < 200; ++i)
        clients.emplace_back(server.port);
    for (auto &client : clients)
        QCOMPARE(client.get("/now/1").status, 200);
    QCOMPARE(server.connectionCount(), 200);
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
