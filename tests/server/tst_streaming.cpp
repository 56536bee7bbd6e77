// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/deferred.h"
#include "support/httpclient.h"
#include "testserver.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace frontdesk;

namespace {

struct Counters
{
    std::atomic<int> pieces { 0 };
    std::atomic<int> destroyed { 0 };
};

/// Pieces of 64 KiB, made in another thread; -1: without end.
class Pieces final : public BodySource
{
public:
    Pieces(Counters &counters, int count, bool fails)
        : m_counters(counters)
        , m_left(count)
        , m_fails(fails)
    { }
    ~Pieces() override { ++m_counters.destroyed; }

    Async<Result<QByteArray>> next() override
    {
        const bool end = m_left == 0;
        if (m_left > 0)
            --m_left;
        const bool fails = end && m_fails;
        if (!end)
            ++m_counters.pieces;
        auto [later, resolver] = defer<QByteArray>();
        std::thread([end, fails, r = std::move(resolver)]() mutable {
            if (fails)
                r.resolve(failure(ErrorKind::Io, QStringLiteral("io"), QStringLiteral("disk")));
            else
                r.resolve(end ? QByteArray() : QByteArray(64 * 1024, 'x'));
        }).detach();
        co_return co_await later;
    }

private:
    Counters &m_counters;
    int m_left;
    const bool m_fails;
};

} // namespace

class TestStreaming : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void sendsAllPieces();
    void keepsTheConnection();
    void closesFor10();
    void cutsWhatFails();
    void pullsNoFasterThanTheClientReads();
    void endsWhenTheClientGoes();
    void stopsInTheMiddle();

private:
    void add(const char *path, int count, bool fails);

    Counters m_counters;
    RouteTable m_routes;
};

void TestStreaming::initTestCase()
{
    add("/ten", 10, false);
    add("/broken", 2, true);
    add("/endless", -1, false);
}

void TestStreaming::init()
{
    m_counters.pieces = 0;
    m_counters.destroyed = 0;
}

void TestStreaming::add(const char *path, int count, bool fails)
{
    m_routes.add(Method::Get, path, [this, count, fails](Request) -> Async<Reply> {
        return Reply::stream(std::make_unique<Pieces>(m_counters, count, fails), "text/plain");
    });
}

void TestStreaming::sendsAllPieces()
{
    TestServer server(m_routes);
    HttpClient client(server.port);
    const HttpAnswer answer = client.get("/ten");
    QCOMPARE(answer.field("Transfer-Encoding"), QByteArray("chunked"));
    QCOMPARE(answer.body, QByteArray(10 * 64 * 1024, 'x'));
    QTRY_COMPARE(m_counters.destroyed.load(), 1);
    QList<Exchange> exchanges;
    QTRY_VERIFY((exchanges += server.takeExchanges()).size() == 1);
    QCOMPARE(exchanges[0].responseBodySize, qint64(10 * 64 * 1024));
    QCOMPARE(exchanges[0].responseBody.size(), 64 * 1024);
    QVERIFY(exchanges[0].times.writtenNs > 0);
}

void TestStreaming::keepsTheConnection()
{
    TestServer server(m_routes);
    HttpClient client(server.port);
    QVERIFY(client.sendRequest("GET", "/ten") && client.sendRequest("HEAD", "/ten")
            && client.sendRequest("GET", "/ten"));
    QCOMPARE(client.read().body.size(), 10 * 64 * 1024);
    QCOMPARE(client.read(true).status, 200);
    QCOMPARE(client.read().body.size(), 10 * 64 * 1024);
}

void TestStreaming::closesFor10()
{
    TestServer server(m_routes);
    HttpClient client(server.port);
    QVERIFY(client.send("GET /ten HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    const HttpAnswer answer = client.read();
    QVERIFY(answer.field("Transfer-Encoding").isEmpty());
    QCOMPARE(answer.field("Connection"), QByteArray("close"));
    QCOMPARE(answer.body.size(), 10 * 64 * 1024);
}

void TestStreaming::cutsWhatFails()
{
    TestServer server(m_routes);
    HttpClient client(server.port);
    QCOMPARE(client.get("/broken").status, 0); // broken off: no last chunk
    QTRY_COMPARE(m_counters.destroyed.load(), 1);
}

void TestStreaming::pullsNoFasterThanTheClientReads()
{
    Limits limits;
    limits.writeTimeout = std::chrono::milliseconds(300);
    TestServer server(m_routes, limits);
    HttpClient client(server.port);
    QVERIFY(client.sendRequest("GET", "/endless"));
    QTRY_COMPARE(m_counters.destroyed.load(), 1); // given up, since nobody reads
    // What the system buffers for a connection, some MiB, and no more.
    QVERIFY2(m_counters.pieces < 256, qPrintable(QString::number(m_counters.pieces)));
}

void TestStreaming::endsWhenTheClientGoes()
{
    TestServer server(m_routes);
    for (int i = 0; i < 30; ++i) {
        HttpClient client(server.port);
        QVERIFY(client.sendRequest("GET", "/endless"));
        QVERIFY(client.hasAnswer(HttpClient::patience));
        client.vanish();
    }
    QTRY_COMPARE(m_counters.destroyed.load(), 30);
    QTRY_COMPARE(server.connectionCount(), 0);
}

void TestStreaming::stopsInTheMiddle()
{
    Limits limits;
    limits.stopTimeout = std::chrono::milliseconds(100);
    TestServer server(m_routes, limits);
    HttpClient client(server.port);
    QVERIFY(client.sendRequest("GET", "/endless"));
    QVERIFY(client.hasAnswer(HttpClient::patience));
    QVERIFY(server.stop());
    QCOMPARE(m_counters.destroyed.load(), 1);
}

QTEST_GUILESS_MAIN(TestStreaming)
#include "tst_streaming.moc"
