// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/sender.h"
#include "sendertest.h"
#include "support/scriptedserver.h"

#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

/// Servers that are not there, hang up, are silent or speak no HTTP.
class TestSenderFailures : public QObject
{
    Q_OBJECT

private slots:
    void sendsNothingTwice();
    void saysWhatFailed_data();
    void saysWhatFailed();
    void refusedConnection();
    void unknownName();
    void silentServer();
    void serverThatNeverEnds();
};

void TestSenderFailures::sendsNothingTwice()
{
    ScriptedServer server;
    server.closesAfterAnswer = true; // and says nothing
    Sender sender;
    auto request = server.request("POST");
    request.body = { QByteArray("once") };
    const auto outcome = outcomeOf(sender, request);
    QVERIFY2(outcome.error.endsWith(QStringLiteral("closed the connection before it answered.")),
             qPrintable(outcome.error));
    QCoreApplication::processEvents();
    QCOMPARE(server.requests, 1);
}

void TestSenderFailures::saysWhatFailed_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("status");

    QTest::newRow("closed in the head")
            << QByteArray("HTTP/1.1 200 OK\r\nCont") << "in the middle of the answer's head." << 0;
    QTest::newRow("closed in the body")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234")
            << "in the middle of the answer: 4 of 10 bytes came." << 200;
    QTest::newRow("closed between chunks")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
            << "in the middle of the answer." << 200;
    QTest::newRow("not HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n")
                              << "What came back is not an HTTP answer" << 0;
    QTest::newRow("a bad chunk") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")
                                 << "What came back is not an HTTP answer" << 200;
    QTest::newRow("an endless head") << "HTTP/1.1 200 OK\r\nX: " + QByteArray(300 << 10, 'x')
                                     << "What came back is not an HTTP answer" << 0;
}

void TestSenderFailures::saysWhatFailed()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, error);
    ScriptedServer server;
    server.answer = answer;
    server.closesAfterAnswer = true;
    Sender sender;
    const auto outcome = outcomeOf(sender, server.request("GET"));
    QVERIFY2(outcome.error.contains(error), qPrintable(outcome.error));
    QTEST(outcome.response.status, "status");
}

void TestSenderFailures::refusedConnection()
{
    ScriptedServer server;
    const auto request = server.request("GET");
    server.close();
    Sender sender;
    const auto outcome = outcomeOf(sender, request);
    QCOMPARE(outcome.error,
             QStringLiteral("127.0.0.1 port %1 refused the connection: nothing "
                            "listens there.")
                     .arg(request.address.port));
    QCOMPARE(outcome.response.status, 0);
}

void TestSenderFailures::unknownName()
{
    OutgoingRequest request;
    request.address = *Address::parse(QStringLiteral("http://no-such-host.invalid/"));
    Sender sender;
    const auto outcome = outcomeOf(sender, request);
    QVERIFY2(outcome.error.startsWith(QStringLiteral("The name no-such-host.invalid can't be "
                                                     "resolved")),
             qPrintable(outcome.error));
}

void TestSenderFailures::silentServer()
{
    ScriptedServer server;
    Sender sender({ .silence = 50ms });
    const auto outcome = outcomeOf(sender, server.request("GET"));
    QVERIFY2(outcome.error.endsWith(QStringLiteral("has not begun to answer for 0.05 s.")),
             qPrintable(outcome.error));
}

void TestSenderFailures::serverThatNeverEnds()
{
    ScriptedServer server;
    server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234";
    Sender sender({ .silence = 50ms });
    const auto outcome = outcomeOf(sender, server.request("GET"));
    QCOMPARE(outcome.error,
             QStringLiteral("The answer stopped in the middle: nothing more came for 0.05 s."));
    QCOMPARE(outcome.response.status, 200);
    QCOMPARE(outcome.response.body.toByteArray(), QByteArray("1234"));
}

QTEST_GUILESS_MAIN(TestSenderFailures)
#include "tst_senderfailures.moc"
