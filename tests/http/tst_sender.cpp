// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/sender.h"
#include "sendertest.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace frontdesk;

/// One request and its answer.
class TestSender : public QObject
{
    Q_OBJECT

private slots:
    void sendsAndReceives();
    void methods_data();
    void methods();
    void answers_data();
    void answers();
    void showsARedirectInsteadOfFollowing();
    void takesAnAnswerInPieces();
    void cancels();
    void aNewRequestCancelsTheOneBefore();
};

void TestSender::sendsAndReceives()
{
    ScriptedServer server;
    server.answer = "HTTP/1.1 201 Made it\r\nX-B: 1\r\nx-a: 2\r\nSet-Cookie: a=1\r\n"
                    "Set-Cookie: b=2\r\nContent-Length: 5\r\n\r\nhello";
    Sender sender;
    auto request = server.request("POST", QStringLiteral("/x/../%31?q=ä"));
    request.headers = { { "X-Mine", "yes" } };
    request.body = { QByteArray("body") };
    const auto outcome = outcomeOf(sender, request);
    QCOMPARE(outcome.error, QString());
    QCOMPARE(outcome.response.status, 201);
    QCOMPARE(outcome.response.reason, QByteArray("Made it"));
    QCOMPARE(outcome.response.body.toByteArray(), QByteArray("hello"));
    QCOMPARE(outcome.response.announcedSize, 5);
    QCOMPARE(outcome.response.headers,
             (QList<HeaderField> { { "X-B", "1" },
                                   { "x-a", "2" },
                                   { "Set-Cookie", "a=1" },
                                   { "Set-Cookie", "b=2" },
                                   { "Content-Length", "5" } }));
    QCOMPARE(outcome.response.header("SET-COOKIE"), QByteArray("a=1"));

    QTRY_VERIFY(server.received.endsWith("\r\n\r\nbody"));
    QVERIFY(server.received.startsWith("POST /x/../%31?q=%C3%A4 HTTP/1.1\r\n"));
    QVERIFY(server.received.contains("\r\nX-Mine: yes\r\n"));

    const SendTimes &times = outcome.times;
    QVERIFY(times.resolvedNs >= 0);
    QVERIFY(times.connectedNs >= times.resolvedNs);
    QVERIFY(times.firstByteNs >= times.connectedNs);
    QVERIFY(times.doneNs >= times.firstByteNs);
    QCOMPARE(times.securedNs, -1);
}

void TestSender::methods_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char *method :
         { "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW" })
        QTest::newRow(method) << QByteArray(method);
}

void TestSender::methods()
{
    QFETCH(QByteArray, method);
    ScriptedServer server;
    server.answer = method == "HEAD" ? "HTTP/1.1 200 OK\r\nContent-Length: 4711\r\n\r\n"
                                     : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    Sender sender;
    const auto outcome = outcomeOf(sender, server.request(method));
    QCOMPARE(outcome.error, QString());
    QCOMPARE(outcome.response.status, 200);
    QCOMPARE(outcome.response.body.toByteArray(),
             method == "HEAD" ? QByteArray() : QByteArray("ok"));
    QCOMPARE(server.received.left(server.received.indexOf('\r')),
             QByteArray(method + " / HTTP/1.1"));
}

void TestSender::answers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n")
                            << 200 << QByteArray("abcde");
    QTest::newRow("until the end")
            << QByteArray("HTTP/1.0 200 OK\r\n\r\nall of it") << 200 << QByteArray("all of it");
    QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << 204
                                << QByteArray();
    QTest::newRow("not modified") << QByteArray(
            "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n")
                                  << 304 << QByteArray();
    QTest::newRow("after 100 and 103")
            << QByteArray("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                          "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1")
            << 200 << QByteArray("1");
    QTest::newRow("compressed stays compressed") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b!")
                                                 << 200 << QByteArray("\x1f\x8b!");
    QTest::newRow("an error is an answer")
            << QByteArray("HTTP/1.1 500 Broken\r\nContent-Length: 1\r\n\r\n!") << 500
            << QByteArray("!");
    QTest::newRow("401 is an answer") << QByteArray(
            "HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic\r\nContent-Length: 1\r\n\r\n?")
                                      << 401 << QByteArray("?");
}

void TestSender::answers()
{
    QFETCH(QByteArray, answer);
    ScriptedServer server;
    server.answer = answer;
    server.closesAfterAnswer = true;
    Sender sender;
    const auto outcome = outcomeOf(sender, server.request("GET"));
    QCOMPARE(outcome.error, QString());
    QTEST(outcome.response.status, "status");
    QTEST(outcome.response.body.toByteArray(), "body");
}

void TestSender::showsARedirectInsteadOfFollowing()
{
    ScriptedServer server;
    server.answer = "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";
    Sender sender;
    const auto outcome = outcomeOf(sender, server.request("GET"));
    QCOMPARE(outcome.response.status, 302);
    QCOMPARE(outcome.response.header("location"), QByteArray("/elsewhere"));
    QCOMPARE(server.requests, 1);
}

void TestSender::takesAnAnswerInPieces()
{
    ScriptedServer server;
    Sender sender;
    QSignalSpy finished(&sender, &Sender::finished);
    sender.send(server.request("GET"));
    QTRY_COMPARE(server.requests, 1);
    const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";
    for (const char byte : answer) {
        server.client->write(&byte, 1);
        server.client->flush();
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(finished.size(), 1);
    const auto outcome = finished[0][0].value<SendOutcome>();
    QCOMPARE(outcome.error, QString());
    QCOMPARE(outcome.response.body.toByteArray(), QByteArray("body"));
}

void TestSender::cancels()
{
    ScriptedServer server;
    Sender sender;
    QSignalSpy finished(&sender, &Sender::finished);
    sender.send(server.request("GET"));
    QTRY_COMPARE(server.requests, 1);
    QVERIFY(sender.isSending());
    sender.cancel();
    QVERIFY(!sender.isSending());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished[0][0].value<SendOutcome>().error, QStringLiteral("Cancelled."));
    QTRY_COMPARE(server.client->state(), QAbstractSocket::UnconnectedState);
    sender.cancel();
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
}

void TestSender::aNewRequestCancelsTheOneBefore()
{
    ScriptedServer server;
    Sender sender;
    QSignalSpy finished(&sender, &Sender::finished);
    sender.send(server.request("GET"));
    QTRY_COMPARE(server.requests, 1);
    server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    sender.send(server.request("GET"));
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(finished[0][0].value<SendOutcome>().error, QStringLiteral("Cancelled."));
    QCOMPARE(finished[1][0].value<SendOutcome>().response.status, 200);
}

QTEST_GUILESS_MAIN(TestSender)
#include "tst_sender.moc"
