// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/bodyfile.h"
#include "support/httpclient.h"
#include "testserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype mebi = 1024 * 1024;

QByteArray digest(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

/// Where the body was, how long and what.
Reply describe(const Request &request)
{
    const auto file = request.file();
    if (!file)
        return Reply::text("memory " + digest(request.body()), "text/plain");
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 at = 0; at < file->size(); at += 64 * 1024)
        hash.addData(file->read(at, 64 * 1024).value());
    return Reply::text("file " + hash.result().toHex(), "text/plain");
}

QByteArray body(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 random = 1;
    for (char &byte : bytes) {
        random = random * 1664525 + 1013904223;
        byte = char(random >> 24);
    }
    return bytes;
}

QByteArray chunked(const QByteArray &bytes, qsizetype chunk)
{
    QByteArray text;
    for (qsizetype at = 0; at < bytes.size(); at += chunk) {
        const QByteArray piece = bytes.mid(at, chunk);
        text += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    }
    return text + "0\r\n\r\n";
}

int openFiles()
{
    return int(QDir(QStringLiteral("/proc/self/fd")).count());
}

const QByteArray chunkedHead
        = "POST /file HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";

} // namespace

/// Bodies that are too large for memory, on routes that take files.
class TestLargeBodies : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void arriveExactly_data();
    void arriveExactly();
    void arriveInChunks_data();
    void arriveInChunks();
    void keepTheConnection();
    void outliveTheirRequest();
    void areRefusedBeforeTheyAreRead_data();
    void areRefusedBeforeTheyAreRead();
    void areRefusedWhereTheyGrowTooLarge();
    void shareOneBudget();
    void meetAFullDisk();
    void meetAFolderThatIsGone();
    void leaveNothingWhenTheClientGoes();
    void haveATotalDeadline();
    void areLoggedInPart();

private:
    RouteTable m_routes;
    std::shared_ptr<const BodyFile> m_kept;
};

void TestLargeBodies::initTestCase()
{
    const auto answer = [](Request request) -> Async<Reply> { return describe(request); };
    m_routes.add(Method::Post, "/file", answer, RouteTrait::TakesFile);
    m_routes.add(Method::Put, "/file", answer);
    m_routes.add(Method::Post, "/memory", answer);
    m_routes.add(
            Method::Post, "/keep",
            [this](Request request) -> Async<Reply> {
                m_kept = request.file();
                return Reply::empty(204);
            },
            RouteTrait::TakesFile);
}

void TestLargeBodies::arriveExactly_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<QByteArray>("where");
    QTest::newRow("small") << qsizetype(10) << QByteArray("memory ");
    QTest::newRow("the most for memory") << mebi << QByteArray("memory ");
    QTest::newRow("one more") << mebi + 1 << QByteArray("file ");
    QTest::newRow("the most") << 64 * mebi << QByteArray("file ");
}

void TestLargeBodies::arriveExactly()
{
    QFETCH(const qsizetype, size);
    QFETCH(const QByteArray, where);
    TestServer server(m_routes);
    HttpClient client(server.port);
    const QByteArray bytes = body(size);
    QCOMPARE(client.post("/file", bytes).body, where + digest(bytes));
    QVERIFY(QDir(server.spoolFolder()).isEmpty());
}

void TestLargeBodies::arriveInChunks_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("chunk");
    QTest::addColumn<QByteArray>("where");
    QTest::newRow("small") << qsizetype(10) << qsizetype(3) << QByteArray("memory ");
    QTest::newRow("the most for memory") << mebi << qsizetype(4099) << QByteArray("memory ");
    QTest::newRow("one more") << mebi + 1 << qsizetype(4099) << QByteArray("file ");
    QTest::newRow("in one chunk") << 3 * mebi << 3 * mebi << QByteArray("file ");
    QTest::newRow("in many") << 5 * mebi << qsizetype(70'001) << QByteArray("file ");
}

void TestLargeBodies::arriveInChunks()
{
    QFETCH(const qsizetype, size);
    QFETCH(const qsizetype, chunk);
    QFETCH(const QByteArray, where);
    TestServer server(m_routes);
    HttpClient client(server.port);
    const QByteArray bytes = body(size);
    QVERIFY(client.send(chunkedHead + chunked(bytes, chunk)));
    QCOMPARE(client.read().body, where + digest(bytes));
}

void TestLargeBodies::keepTheConnection()
{
    TestServer server(m_routes);
    HttpClient client(server.port);
    const QByteArray large = body(2 * mebi);
    QVERIFY(client.sendRequest("POST", "/file", {}, large)
            && client.sendRequest("POST", "/file", {}, "small")
            && client.sendRequest("POST", "/file", {}, large)
            && client.sendRequest("POST", "/memory", {}, "small"));
    QCOMPARE(client.read().body, "file " + digest(large));
    QCOMPARE(client.read().body, "memory " + digest("small"));
    QCOMPARE(client.read().body, "file " + digest(large));
    QCOMPARE(client.read().body, "memory " + digest("small"));
}

void TestLargeBodies::outliveTheirRequest()
{
    const QByteArray bytes = body(2 * mebi);
    {
        TestServer server(m_routes);
        HttpClient client(server.port);
        QCOMPARE(client.post("/keep", bytes).status, 204);
    }
    QVERIFY(m_kept->read(0, m_kept->size()).value() == bytes);
    m_kept.reset();
}

void TestLargeBodies::areRefusedBeforeTheyAreRead_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("length");
    const QByteArray tooLarge = QByteArray::number(64 * mebi + 1);
    QTest::newRow("beyond a file") << QByteArray("POST /file") << tooLarge;
    QTest::newRow("far beyond") << QByteArray("POST /file") << QByteArray("18446744073709551615");
    QTest::newRow("beyond memory") << QByteArray("POST /memory") << QByteArray::number(mebi + 1);
    QTest::newRow("another method") << QByteArray("PUT /file") << QByteArray::number(mebi + 1);
    QTest::newRow("no route") << QByteArray("POST /none") << QByteArray::number(mebi + 1);
}

void TestLargeBodies::areRefusedBeforeTheyAreRead()
{
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, length);
    TestServer server(m_routes);
    HttpClient client(server.port);
    QVERIFY(client.send(start
                        + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                          "Content-Length: "
                        + length + "\r\n\r\n"));
    QCOMPARE(client.read().status, 413);
    QVERIFY(client.isClosedByServer());
}

void TestLargeBodies::areRefusedWhereTheyGrowTooLarge()
{
    Limits limits;
    limits.fileBytes = 3 * quint64(mebi);
    TestServer server(m_routes, limits);
    const int before = openFiles();
    for (const char *size : { "200000", "ffffffffffffffff" }) { // 2 MiB; 2^64 - 1
        HttpClient client(server.port);
        client.send(chunkedHead + "200000\r\n" + QByteArray(2 * mebi, 'x') + "\r\n" + size
                    + "\r\n");
        QCOMPARE(client.read().status, 413); // by its announcement
    }
    QTRY_VERIFY(openFiles() <= before);
}

void TestLargeBodies::shareOneBudget()
{
    Limits limits;
    limits.filesTogether = 5 * mebi;
    TestServer server(m_routes, limits);
    const QByteArray head = "POST /file HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                            "Content-Length: "
            + QByteArray::number(3 * mebi) + "\r\n\r\n";
    HttpClient first(server.port), second(server.port), third(server.port);
    QVERIFY(first.send(head));
    QCOMPARE(first.read(true).status, 100);
    QVERIFY(second.send(head));
    const HttpAnswer refused = second.read();
    QCOMPARE(refused.status, 503);
    QVERIFY(!refused.field("Retry-After").isEmpty());
    QVERIFY(first.send(body(3 * mebi)));
    QCOMPARE(first.read().status, 200);
    QCOMPARE(third.post("/file", body(3 * mebi)).status, 200); // what the first has given back
}

void TestLargeBodies::meetAFullDisk()
{
    std::signal(SIGXFSZ, SIG_IGN);
    TestServer server(m_routes);
    const int before = openFiles();
    rlimit usual {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &usual), 0);
    const rlimit small { 2 * mebi, usual.rlim_max };
    const QByteArray bytes = body(4 * mebi);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    HttpClient sized(server.port), inChunks(server.port);
    sized.sendRequest("POST", "/file", {}, bytes);
    const HttpAnswer first = sized.read();
    inChunks.send(chunkedHead + chunked(bytes, 50'000));
    const HttpAnswer second = inChunks.read();
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &usual), 0);
    for (const HttpAnswer &answer : { first, second }) {
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.object()[u"code"].toString(), QStringLiteral("spool_failed"));
        QVERIFY(!answer.field("Retry-After").isEmpty());
    }
    QTRY_VERIFY(openFiles() <= before + 2); // the two clients are still there
    QCOMPARE(HttpClient(server.port).post("/file", bytes).body, "file " + digest(bytes));
}

void TestLargeBodies::meetAFolderThatIsGone()
{
    TestServer server(m_routes);
    QVERIFY(QDir().rmdir(server.spoolFolder()));
    HttpClient client(server.port);
    client.sendRequest("POST", "/file", {}, body(2 * mebi));
    QCOMPARE(client.read().status, 503);
    QCOMPARE(HttpClient(server.port).post("/file", "small").status, 200);
}

void TestLargeBodies::leaveNothingWhenTheClientGoes()
{
    TestServer server(m_routes);
    QCOMPARE(HttpClient(server.port).post("/file", body(2 * mebi)).status, 200);
    QTRY_COMPARE(server.connectionCount(), 0);
    const int before = openFiles();
    for (int i = 0; i < 20; ++i) {
        HttpClient sized(server.port), inChunks(server.port);
        sized.send("POST /file HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                   + QByteArray::number(3 * mebi) + "\r\n\r\n" + body(2 * mebi));
        inChunks.send(chunkedHead + "200000\r\n" + body(2 * mebi) + "\r\n");
        if (i % 2)
            sized.vanish();
    }
    QTRY_COMPARE(server.connectionCount(), 0);
    QCOMPARE(openFiles(), before);
    QVERIFY(QDir(server.spoolFolder()).isEmpty());
}

void TestLargeBodies::haveATotalDeadline()
{
    Limits limits;
    limits.bodyTimeout = 300ms;
    TestServer server(m_routes, limits);
    HttpClient client(server.port);
    QVERIFY(client.send("POST /file HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                        + QByteArray::number(60 * mebi) + "\r\n\r\n"));
    const QByteArray piece(10'000, 'x');
    while (!client.hasAnswer(20ms))
        client.send(piece);
    QCOMPARE(client.read().status, 408);
}

void TestLargeBodies::areLoggedInPart()
{
    TestServer server(m_routes);
    const QByteArray bytes = body(2 * mebi);
    QCOMPARE(HttpClient(server.port).post("/file", bytes).status, 200);
    QList<Exchange> exchanges;
    QTRY_VERIFY((exchanges += server.takeExchanges()).size() == 1);
    QCOMPARE(exchanges[0].requestBodySize, qint64(bytes.size()));
    QVERIFY(exchanges[0].requestBody == bytes.first(64 * 1024));
}

QTEST_GUILESS_MAIN(TestLargeBodies)
#include "tst_largebodies.moc"
