// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/sender.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

SendOutcome outcomeOf(Sender &sender, const OutgoingRequest &request)
{
    QSignalSpy finished(&sender, &Sender::finished);
    sender.send(request);
    if (finished.isEmpty() && !finished.wait(10'000))
        return { {}, QStringLiteral("never finished"), {} };
    return finished[0][0].value<SendOutcome>();
}

} // namespace

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
    void sendsNothingTwice();
    void saysWhatFailed_data();
    void saysWhatFailed();
    void refusedConnection();
    void unknownName();
    void silentServer();
    void serverThatNeverEnds();
    void keepsTheBeginningOfALargeBody();
    void tellsProgress();
    void cancels();
    void aNewRequestCancelsTheOneBefore();
    void takesAnAnswerBeforeAllWasSent();
    void streamsFilesFromDisk();
    void saysThatAFileChanged_data();
    void saysThatAFileChanged();
    void aLargeAnswerIsWhole();
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

void TestSender::sendsNothingTwice()
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

void TestSender::saysWhatFailed_data()
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
    QTest::newRow("an endless head") << "HTTP/1.1 200 OK\r\nX: " + QByteArray(300 * 1024, 'x')
                                     << "What came back is not an HTTP answer" << 0;
}

void TestSender::saysWhatFailed()
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

void TestSender::refusedConnection()
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

void TestSender::unknownName()
{
    OutgoingRequest request;
    request.address = *Address::parse(QStringLiteral("http://no-such-host.invalid/"));
    Sender sender;
    const auto outcome = outcomeOf(sender, request);
    QVERIFY2(outcome.error.startsWith(QStringLiteral("The name no-such-host.invalid can't be "
                                                     "resolved")),
             qPrintable(outcome.error));
}

void TestSender::silentServer()
{
    ScriptedServer server;
    Sender sender({ .silence = 50ms });
    const auto outcome = outcomeOf(sender, server.request("GET"));
    QVERIFY2(outcome.error.endsWith(QStringLiteral("has not begun to answer for 0.05 s.")),
             qPrintable(outcome.error));
}

void TestSender::serverThatNeverEnds()
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

void TestSender::keepsTheBeginningOfALargeBody()
{
    ScriptedServer server;
    server.answer
            = "HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + QByteArray(3'000'000, 'x');
    Sender sender({ .bodyBytes = 1'000'000 });
    const auto outcome = outcomeOf(sender, server.request("GET"));
    QCOMPARE(outcome.error, QString());
    QVERIFY(outcome.response.bodyCut);
    QCOMPARE(outcome.response.body.size(), 1'000'000);
    QCOMPARE(outcome.response.announcedSize, 3'000'000);
}

void TestSender::tellsProgress()
{
    ScriptedServer server;
    server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n1234";
    Sender sender;
    QSignalSpy received(&sender, &Sender::received);
    QSignalSpy finished(&sender, &Sender::finished);
    sender.send(server.request("GET"));
    QTRY_VERIFY(!received.isEmpty());
    QCOMPARE(received.last()[0].toLongLong(), 4);
    QCOMPARE(received.last()[1].toLongLong(), 8);
    server.client->write("5678");
    QTRY_COMPARE(finished.size(), 1);
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

void TestSender::takesAnAnswerBeforeAllWasSent()
{
    ScriptedServer server;
    server.answer = "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno";
    Sender sender;
    auto request = server.request("POST");
    request.body = { QByteArray(20'000'000, 'x') };
    const auto outcome = outcomeOf(sender, request);
    QCOMPARE(outcome.error, QString());
    QCOMPARE(outcome.response.status, 413);
    QCOMPARE(outcome.response.body.toByteArray(), QByteArray("no"));
}

void TestSender::streamsFilesFromDisk()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    QByteArray content;
    for (int i = 0; content.size() < 3'000'000; ++i)
        content += QByteArray::number(i) + '\n';
    file.write(content);
    file.flush();

    ScriptedServer server;
    Sender sender;
    QSignalSpy sent(&sender, &Sender::sent);
    QSignalSpy finished(&sender, &Sender::finished);
    auto request = server.request("PUT");
    request.body = { QByteArray("before"), BodyPiece(file.fileName(), content.size()),
                     QByteArray("between"), BodyPiece(file.fileName(), content.size()),
                     QByteArray("after") };
    sender.send(request);
    const QByteArray whole = "before" + content + "between" + content + "after";
    QTRY_VERIFY(server.received.endsWith("after"));
    QVERIFY(server.received.endsWith(QByteArray("\r\n\r\n" + whole)));
    QVERIFY(server.received.contains(
            QByteArray("\r\nContent-Length: " + QByteArray::number(whole.size()))));
    QVERIFY(!sent.isEmpty());
    QCOMPARE(sent.first()[1].toLongLong(), whole.size());
    server.client->write("HTTP/1.1 204 No Content\r\n\r\n");
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished[0][0].value<SendOutcome>().error, QString());
    QVERIFY(finished[0][0].value<SendOutcome>().times.sentNs > 0);
}

void TestSender::saysThatAFileChanged_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<QString>("error");

    QTest::newRow("shorter") << true << "became shorter while it was sent.";
    QTest::newRow("gone") << false << "can't be read";
}

void TestSender::saysThatAFileChanged()
{
    QFETCH(bool, isThere);
    QFETCH(QString, error);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("body"));
    if (isThere) {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("1234");
    }
    ScriptedServer server;
    Sender sender;
    auto request = server.request("POST");
    request.body = { BodyPiece(path, 5) };
    const auto outcome = outcomeOf(sender, request);
    QVERIFY2(outcome.error.contains(error), qPrintable(outcome.error));
    QVERIFY(!sender.isSending());
}

/// Beyond what is kept in memory.
void TestSender::aLargeAnswerIsWhole()
{
    ScriptedServer server;
    QByteArray content;
    for (int i = 0; content.size() < 5'000'000; ++i)
        content += QByteArray::number(i) + ' ';
    server.answer = "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(content.size())
            + "\r\n\r\n" + content;
    Sender sender;
    const auto outcome = outcomeOf(sender, server.request("GET"));
    QCOMPARE(outcome.error, QString());
    QVERIFY(outcome.response.body.view() == content);
}

QTEST_GUILESS_MAIN(TestSender)
#include "tst_sender.moc"
