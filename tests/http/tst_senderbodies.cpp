// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/sender.h"
#include "sendertest.h"
#include "support/scriptedserver.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace frontdesk;

/// Large bodies, files as bodies, and how far they are.
class TestSenderBodies : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheBeginningOfALargeBody();
    void aLargeAnswerIsWhole();
    void tellsProgress();
    void takesAnAnswerBeforeAllWasSent();
    void streamsFilesFromDisk();
    void saysThatAFileChanged_data();
    void saysThatAFileChanged();
};

void TestSenderBodies::keepsTheBeginningOfALargeBody()
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

/// Beyond what is kept in memory.
void TestSenderBodies::aLargeAnswerIsWhole()
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

void TestSenderBodies::tellsProgress()
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

void TestSenderBodies::takesAnAnswerBeforeAllWasSent()
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

void TestSenderBodies::streamsFilesFromDisk()
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

void TestSenderBodies::saysThatAFileChanged_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<QString>("error");

    QTest::newRow("shorter") << true << "became shorter while it was sent.";
    QTest::newRow("gone") << false << "can't be read";
}

void TestSenderBodies::saysThatAFileChanged()
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

QTEST_GUILESS_MAIN(TestSenderBodies)
#include "tst_senderbodies.moc"
