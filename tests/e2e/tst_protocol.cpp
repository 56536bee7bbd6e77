// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"

#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

/// HTTP beyond framing: methods, expectations, halves of connections, deadlines.
class ProtocolTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void head_data();
    void head();
    void options_data();
    void options();
    void expectContinue();
    void expectContinueOfTooMuch();
    void requestByteByByte();
    void halfClosedClientIsAnswered();
    void largeRefusedBodyStillGetsItsAnswer();
    void requestIdsDiffer();
    void deadlines();
    void cleanupTestCase();

private:
    ServerProcess m_server;
};

void ProtocolTest::initTestCase()
{
    QVERIFY(m_server.start());
    QCOMPARE(HttpClient(m_server.port()).post("/add-user", userJson("A", "a@b")).status, 200);
}

void ProtocolTest::head_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         { "/", "/livez", "/readyz", "/user/1", "/user/2", "/tasks", "/nothing" })
        QTest::newRow(target) << QByteArray(target);
}

void ProtocolTest::head()
{
    QFETCH(const QByteArray, target);
    HttpClient client(m_server.port());
    const auto whole = client.get(target);
    client.sendRequest("HEAD", target);
    const auto head = client.read(true);
    QCOMPARE(head.status, whole.status);
    QCOMPARE(head.field("Content-Type"), whole.field("Content-Type"));
    QCOMPARE(head.field("Content-Length"), whole.field("Content-Length"));
    QCOMPARE(whole.field("Content-Length").toLongLong(), whole.body.size());
    QCOMPARE(client.get("/livez").status, 200); // no body was sent: still in step
}

void ProtocolTest::options_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArrayList>("methods");
    QTest::newRow("read and head") << QByteArray("/users") << QByteArrayList { "GET", "HEAD" };
    QTest::newRow("write") << QByteArray("/add-user") << QByteArrayList { "POST" };
    QTest::newRow("both") << QByteArray("/tasks") << QByteArrayList { "GET", "HEAD", "POST" };
    QTest::newRow("with an id") << QByteArray("/user/1") << QByteArrayList { "GET", "HEAD" };
    QTest::newRow("the server itself") << QByteArray("*") << QByteArrayList { "GET", "POST" };
}

void ProtocolTest::options()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArrayList, methods);
    HttpClient client(m_server.port());
    client.sendRequest("OPTIONS", target);
    const auto answer = client.read();
    QVERIFY(answer.status == 200 || answer.status == 204);
    for (const QByteArray &method : methods)
        QVERIFY2(answer.field("Allow").contains(method), answer.field("Allow"));
    QVERIFY(answer.field("Access-Control-Allow-Origin").isNull());
}

void ProtocolTest::expectContinue()
{
    HttpClient client(m_server.port());
    const QByteArray body = userJson("B", "b@c");
    const QByteArray length = QByteArray::number(body.size());
    client.send("POST /add-user HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                "Content-Type: application/json\r\nContent-Length: "
                + length + "\r\n\r\n");
    QCOMPARE(client.read().status, 100);
    client.send(body);
    QCOMPARE(client.read().status, 200);
}

void ProtocolTest::expectContinueOfTooMuch()
{
    HttpClient client(m_server.port());
    client.send("POST /add-user HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                "Content-Type: application/json\r\nContent-Length: 99999999\r\n\r\n");
    QCOMPARE(client.read().status, 413);
}

void ProtocolTest::requestByteByByte()
{
    HttpClient client(m_server.port());
    const QByteArray body = userJson("C", "c@d");
    const QByteArray bytes = "POST /add-user HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                             "application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    for (const char byte : bytes)
        QVERIFY(client.send(QByteArray(1, byte)));
    QCOMPARE(client.read().status, 200);
}

void ProtocolTest::halfClosedClientIsAnswered()
{
    for (int i = 0; i < 20; ++i) {
        HttpClient client(m_server.port());
        client.sendRequest("POST", "/add-user", "Content-Type: application/json\r\n",
                           userJson("Half", "half@" + QByteArray::number(i)));
        client.closeSending();
        QCOMPARE(client.read().status, 200);
        QVERIFY(client.isClosedByServer());
    }
}

/// The answer must not be lost to a reset because the client still sends.
void ProtocolTest::largeRefusedBodyStillGetsItsAnswer()
{
    for (int i = 0; i < 10; ++i) {
        HttpClient client(m_server.port());
        client.sendRequest("POST", "/add-user", "Content-Type: application/json\r\n",
                           QByteArray(2'097'152, 'x'));
        const auto answer = client.read();
        QCOMPARE(answer.status, 413);
        QCOMPARE(problemWith(answer), QString());
    }
}

void ProtocolTest::requestIdsDiffer()
{
    HttpClient client(m_server.port());
    const QByteArray first = client.get("/livez").field("X-Request-Id");
    const QByteArray second = client.get("/nothing").field("X-Request-Id");
    QVERIFY(!first.isEmpty() && !second.isEmpty());
    QVERIFY(first != second);
}

/// Total deadlines (SPEC §6): a trickle does not extend them. All at once, since
/// they are long.
void ProtocolTest::deadlines()
{
    HttpClient trickle(m_server.port()), body(m_server.port()), idle(m_server.port());
    QCOMPARE(idle.get("/livez").status, 200);
    trickle.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nX: ");
    body.send("POST /add-user HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              "Content-Length: 10\r\n\r\n{");

    for (int i = 0; i < 60 && !trickle.hasAnswer(500ms); ++i)
        QVERIFY(trickle.send("a"));
    QCOMPARE(trickle.read().status, 408);
    QVERIFY(trickle.isClosedByServer());

    const auto stalled = body.read(false, 60s);
    QCOMPARE(stalled.status, 408);
    QCOMPARE(problemWith(stalled), QString());
    QVERIFY(body.isClosedByServer());
    QCOMPARE(idle.get("/livez").status, 200); // it may rest longer than that
}

void ProtocolTest::cleanupTestCase()
{
    QCOMPARE(m_server.stop(), 0);
}

QTEST_GUILESS_MAIN(ProtocolTest)
#include "tst_protocol.moc"
