// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/deferred.h"
#include "server/tlscontext.h"
#include "support/certificate.h"
#include "support/httpclient.h"
#include "testserver.h"

#include <QTest>

#include <atomic>
#include <vector>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

/// @p count pieces of 64 KiB; -1: without end.
class Pieces final : public BodySource
{
public:
    Pieces(int count, std::atomic<int> &sent)
        : m_left(count)
        , m_sent(sent)
    { }

    Async<Result<QByteArray>> next() override
    {
        if (m_left == 0)
            co_return QByteArray();
        m_left -= m_left > 0;
        ++m_sent;
        auto [later, resolver] = defer<QByteArray>();
        resolver.resolve(QByteArray(64 * 1024, 'x'));
        co_return co_await later;
    }

private:
    int m_left;
    std::atomic<int> &m_sent;
};

/// A ClientHello of TLS 1.1 or 1.2 that offers ECDHE-ECDSA with AES, on P-256 and
/// with SHA-256 (RFC 5246 §7.4.1.2, RFC 8422 §5.1).
QByteArray clientHello(char minorVersion)
{
    QByteArray hello = QByteArray("\x03", 1) + minorVersion + QByteArray(32, 'r');
    hello += QByteArray::fromHex("00"
                                 "0004c02bc009"
                                 "0100" // no session, suites, no compression
                                 "0010"
                                 "000a000400020017"
                                 "000d000400020403"); // extensions
    const QByteArray message = QByteArray("\x01\0\0", 3) + char(hello.size()) + hello;
    return QByteArray("\x16\x03\x01\0", 4) + char(message.size()) + message;
}

} // namespace

/// TLS through the same guard: nothing of HTTP is different behind it.
class TestTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void refusesWhatCannotWork_data();
    void refusesWhatCannotWork();
    void answersAndKeepsTheConnection();
    void worksOffPipelines();
    void takesLargeBodies();
    void writesLargeAnswers();
    void streamsNoFasterThanTheClientReads();
    void answersHalfClosedClients();
    void endsWithAFarewell();
    void survivesHangUps();
    void takesOnlyNewVersions();
    void tellsPlainHttp();
    void closesOnRubbish();
    void givesUpOnHalfOpenHandshakes();
    void letsIdleClientsBe();
    void refusesTooMany();
    void stopsWithHandshakesUnderWay();

private:
    HttpClient client(const TestServer &server) const
    {
        return { server.port, m_certificate.certificateFile() };
    }

    TestCertificate m_certificate;
    std::shared_ptr<const TlsContext> m_tls;
    RouteTable m_routes;
    std::atomic<int> m_pieces { 0 };
};

void TestTls::initTestCase()
{
    const auto tls = TlsContext::load(m_certificate.certificateFile(), m_certificate.keyFile());
    QVERIFY2(tls, tls ? "" : qPrintable(tls.error().detail));
    m_tls = *tls;
    m_routes.add(Method::Get, "/", [](Request) -> Async<Reply> { return Reply::json("{}"); });
    m_routes.add(Method::Post, "/echo", [](Request request) -> Async<Reply> {
        return Reply::text(request.body(), "text/plain");
    });
    m_routes.add(Method::Get, "/large", [](Request) -> Async<Reply> {
        return Reply::text(QByteArray(8 * 1024 * 1024, 'x'), "text/plain");
    });
    m_routes.add(Method::Get, "/stream", [this](Request) -> Async<Reply> {
        return Reply::stream(std::make_unique<Pieces>(20, m_pieces), "text/plain");
    });
    m_routes.add(Method::Get, "/endless", [this](Request) -> Async<Reply> {
        return Reply::stream(std::make_unique<Pieces>(-1, m_pieces), "text/plain");
    });
}

void TestTls::refusesWhatCannotWork_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("said");

    const QString good = m_certificate.certificateFile(), key = m_certificate.keyFile();
    const QString missing = m_certificate.folder() + QStringLiteral("/none.pem");
    static const TestCertificate other;
    const auto row = [](const char *name, const QString &certificateFile, const QString &keyFile,
                        const char *code, const QString &said) {
        QTest::newRow(name) << certificateFile << keyFile << QString::fromLatin1(code) << said;
    };
    row("no certificate", missing, key, "tls_certificate", missing);
    row("a folder", m_certificate.folder(), key, "tls_certificate", m_certificate.folder());
    row("the key twice", key, key, "tls_certificate", key);
    row("no key", good, missing, "tls_key", missing);
    row("the certificate twice", good, good, "tls_key", good);
    row("another's key", good, other.keyFile(), "tls_key", QStringLiteral("belong"));
    row("an encrypted key", good, m_certificate.encryptedKeyFile(), "tls_key",
        QStringLiteral("encrypted"));
}

void TestTls::refusesWhatCannotWork()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    QFETCH(const QString, code);
    QFETCH(const QString, said);
    const auto tls = TlsContext::load(certificate, key);
    QVERIFY(!tls);
    QCOMPARE(tls.error().code, code);
    QVERIFY2(tls.error().detail.contains(said), qPrintable(tls.error().detail));
}

void TestTls::answersAndKeepsTheConnection()
{
    TestServer server(m_routes, {}, 1, m_tls);
    HttpClient kept = client(server);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(kept.get("/").body, QByteArray("{}"));
    // Our own origin and absolute-form targets are https now (RFC 9110 §7.4).
    const QByteArray own = "127.0.0.1:" + QByteArray::number(server.port);
    QCOMPARE(kept.post("/echo", "1", "Origin: https://" + own + "\r\n").status, 200);
    QCOMPARE(kept.post("/echo", "1", "Origin: http://" + own + "\r\n").status, 403);
    QCOMPARE(kept.get("https://" + own + "/").status, 200);
    QCOMPARE(kept.get("http://" + own + "/").status, 421);
    QVERIFY(kept.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    QCOMPARE(kept.read().status, 200);
    QVERIFY(kept.isClosedByServer());
    QTRY_COMPARE(server.connectionCount(), 0);
}

void TestTls::worksOffPipelines()
{
    TestServer server(m_routes, {}, 1, m_tls);
    HttpClient one = client(server);
    QByteArray all;
    constexpr int count = 3000; // more than a record, and than a read
    for (int i = 0; i < count; ++i) {
        const QByteArray body = QByteArray::number(i);
        all += "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    QVERIFY(one.send(all));
    for (int i = 0; i < count; ++i)
        QCOMPARE(one.read().body, QByteArray::number(i));
}

void TestTls::takesLargeBodies()
{
    TestServer server(m_routes, {}, 1, m_tls);
    HttpClient one = client(server);
    QByteArray body(1024 * 1024, Qt::Uninitialized);
    for (qsizetype i = 0; i < body.size(); ++i)
        body[i] = char('a' + i * 7 % 23);
    for (int i = 0; i < 3; ++i)
        QVERIFY(one.post("/echo", body).body == body);
    QCOMPARE(one.post("/echo", body + 'x').status, 413);
}

void TestTls::writesLargeAnswers()
{
    TestServer server(m_routes, {}, 1, m_tls);
    HttpClient one = client(server);
    QVERIFY(one.sendRequest("GET", "/large") && one.sendRequest("GET", "/stream")
            && one.sendRequest("GET", "/"));
    QVERIFY(one.read().body == QByteArray(8 * 1024 * 1024, 'x'));
    QCOMPARE(one.read().body.size(), 20 * 64 * 1024);
    QCOMPARE(one.read().body, QByteArray("{}"));
}

void TestTls::streamsNoFasterThanTheClientReads()
{
    Limits limits;
    limits.writeTimeout = 300ms;
    TestServer server(m_routes, limits, 1, m_tls);
    m_pieces = 0;
    HttpClient one = client(server);
    QVERIFY(one.sendRequest("GET", "/endless"));
    QTRY_COMPARE(server.connectionCount(), 1);
    QTRY_COMPARE(server.connectionCount(), 0); // given up, since nobody reads
    QVERIFY2(m_pieces < 256, qPrintable(QString::number(m_pieces)));
}

void TestTls::answersHalfClosedClients()
{
    TestServer server(m_routes, {}, 1, m_tls);
    HttpClient one = client(server);
    QVERIFY(one.sendRequest("GET", "/large") && one.sendRequest("GET", "/"));
    one.closeSending();
    QCOMPARE(one.read().body.size(), 8 * 1024 * 1024);
    QVERIFY(one.read().status == 200 || one.isClosedByServer()); // as without TLS: it may close
    QTRY_COMPARE(server.connectionCount(), 0);
}

void TestTls::endsWithAFarewell()
{
    // Without it a client can't tell this body's end from a cut.
    TestServer server(m_routes, {}, 1, m_tls);
    HttpClient one = client(server);
    QVERIFY(one.send("GET /stream HTTP/1.0\r\n\r\n"));
    QCOMPARE(one.read().body.size(), 20 * 64 * 1024);
    QVERIFY(one.hasFarewell());
}

void TestTls::survivesHangUps()
{
    TestServer server(m_routes, {}, 1, m_tls);
    for (int i = 0; i < 30; ++i) {
        HttpClient halfHello(server.port), hello(server.port), reader = client(server);
        QVERIFY(halfHello.send(clientHello(3).first(20)) && hello.send(clientHello(3)));
        QVERIFY(hello.hasAnswer(HttpClient::patience));
        QVERIFY(reader.sendRequest("GET", i % 2 ? "/endless" : "/large"));
        QVERIFY(reader.hasAnswer(HttpClient::patience));
        halfHello.vanish();
        hello.vanish();
        if (i % 3)
            reader.vanish();
    }
    QTRY_COMPARE(server.connectionCount(), 0);
    QCOMPARE(client(server).get("/").status, 200);
}

void TestTls::takesOnlyNewVersions()
{
    TestServer server(m_routes, {}, 1, m_tls);
    HttpClient tls11(server.port), tls12(server.port);
    QVERIFY(tls11.send(clientHello(2)) && tls12.send(clientHello(3)));
    // An alert, fatal, protocol_version (RFC 5246 §7.2); a handshake's record.
    QCOMPARE(tls11.readRaw(7).toHex(), QByteArray("15030200020246"));
    QVERIFY(tls11.isClosedByServer());
    QCOMPARE(tls12.readRaw(3).toHex(), QByteArray("160303"));
}

void TestTls::tellsPlainHttp()
{
    TestServer server(m_routes, {}, 1, m_tls);
    HttpClient plain(server.port);
    const HttpAnswer answer = plain.get("/");
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.object()[u"code"].toString(), QStringLiteral("tls_required"));
    QVERIFY(plain.isClosedByServer());
}

void TestTls::closesOnRubbish()
{
    TestServer server(m_routes, {}, 1, m_tls);
    HttpClient rubbish(server.port);
    QVERIFY(rubbish.send(QByteArray(1000, '\xaa')));
    QTRY_COMPARE(server.connectionCount(), 0);
    QCOMPARE(client(server).get("/").status, 200);
}

void TestTls::givesUpOnHalfOpenHandshakes()
{
    Limits limits;
    limits.headTimeout = 200ms;
    TestServer server(m_routes, limits, 1, m_tls);
    std::vector<HttpClient> clients;
    for (int i = 0; i < 100; ++i) {
        clients.emplace_back(server.port);
        QVERIFY(clients.back().send(i % 2 ? clientHello(3) : clientHello(3).first(i / 2)));
    }
    for (HttpClient &one : clients) {
        while (!one.readRaw(1).isEmpty()) { } // the server's part of the handshake
        QVERIFY(one.isClosedByServer());
    }
    QTRY_COMPARE(server.connectionCount(), 0);
}

void TestTls::letsIdleClientsBe()
{
    Limits limits;
    limits.headTimeout = 1ms;
    TestServer server(m_routes, limits, 1, m_tls);
    for (int tries = 0;; ++tries) { // until the handshake was soon enough
        HttpClient one = client(server);
        if (one.isConnected() && !one.hasAnswer(600ms)) {
            QCOMPARE(one.get("/").status, 200); // it is the idle time-out's now
            return;
        }
        QVERIFY(tries < 50);
    }
}

void TestTls::refusesTooMany()
{
    Limits limits;
    limits.connections = 2;
    TestServer server(m_routes, limits, 1, m_tls);
    HttpClient first = client(server), second = client(server);
    HttpClient third = client(server);
    QVERIFY(third.isConnected());
    QCOMPARE(third.read().status, 503);
    QCOMPARE(first.get("/").status, 200);
}

void TestTls::stopsWithHandshakesUnderWay()
{
    TestServer server(m_routes, {}, 1, m_tls);
    HttpClient silent(server.port), half(server.port), idle = client(server);
    QVERIFY(half.send(clientHello(3)));
    QVERIFY(half.hasAnswer(HttpClient::patience));
    QTRY_COMPARE(server.connectionCount(), 3);
    QVERIFY(server.stop());
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
