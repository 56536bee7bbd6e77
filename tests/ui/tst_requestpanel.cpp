// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "models/texts.h"
#include "requestpanel.h"
#include "requestpaneltest.h"
#include "waterfallview.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

using namespace frontdesk;

/// Sending, and what came back.
class TestRequestPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void beginsWithTheTutorialsFirstRequest();
    void anExampleIsFilledInByAClickAndSentByEnter();
    void sendsByKeyboard();
    void showsTheAnswer();
    void sendsAnyMethod();
    void saysWhatFailed();
    void cancels();
    void escapeCancels();
    void controlFSearchesTheAnswer();
    void badAnswersAreTold_data();
    void badAnswersAreTold();
    void anEndlessAnswerShowsProgressAndIsCancelled();
    void theServersSideIsShownWithTheClients();
};

void TestRequestPanel::beginsWithTheTutorialsFirstRequest()
{
    RequestDesk desk;
    QCOMPARE(desk.find<QComboBox>("methodBox")->currentText(), QStringLiteral("POST"));
    QCOMPARE(desk.find<QLineEdit>("addressEdit")->text(),
             QStringLiteral("http://127.0.0.1:%1/add-user").arg(desk.server.serverPort()));
    QCOMPARE(desk.fields("headersTable"), QStringLiteral("Content-Type=application/json"));
    QVERIFY(desk.plain("bodyEdit").contains(QStringLiteral("geeks@gfg.org")));
}

void TestRequestPanel::anExampleIsFilledInByAClickAndSentByEnter()
{
    RequestDesk desk;
    auto *examples = desk.find<QListWidget>("examplesView");
    QTest::mouseClick(examples->viewport(), Qt::LeftButton, {},
                      examples->visualItemRect(examples->item(3)).center());
    QVERIFY(desk.find<QLineEdit>("addressEdit")->text().endsWith(QStringLiteral("/user/999999")));
    QCOMPARE(desk.find<QComboBox>("methodBox")->currentText(), QStringLiteral("GET"));
    QCOMPARE(desk.plain("bodyEdit"), QString());
    QCOMPARE(desk.find<QComboBox>("bodyKindBox")->currentText(), QStringLiteral("No body"));
    QCOMPARE(desk.server.requests, 0);

    QTest::keyClick(examples, Qt::Key_Return);
    QTRY_COMPARE(desk.answered.size(), 1);
    QCOMPARE(desk.requestLine(), QByteArray("GET /user/999999 HTTP/1.1"));
}

void TestRequestPanel::sendsByKeyboard()
{
    RequestDesk desk;
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_Return);
    QTRY_COMPARE(desk.answered.size(), 1);
    QTest::keyClick(desk.find<QWidget>("bodyEdit"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(desk.answered.size(), 2);
    QCOMPARE(desk.server.requests, 2);
}

void TestRequestPanel::showsTheAnswer()
{
    RequestDesk desk;
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QVERIFY(desk.label("statusLabel").contains(QStringLiteral("200 OK")));
    QVERIFY(desk.label("statusLabel").endsWith(QStringLiteral("7 B")));
    QCOMPARE(desk.plain("textView"), QStringLiteral("{\n  \"a\": 1\n}"));
    QTest::mouseClick(desk.find<QWidget>("rawButton"), Qt::LeftButton, {}, { 8, 8 });
    QCOMPARE(desk.plain("textView"), QStringLiteral("{\"a\":1}"));
    QCOMPARE(desk.plain("headersView"),
             QStringLiteral("HTTP/1.1 200 OK\n"
                            "Content-Type: application/json\n"
                            "Content-Length: 7\n"));
    const QString timing = desk.find<WaterfallView>("timingView")->accessibleDescription();
    QVERIFY2(timing.contains(QStringLiteral("Receive: ")), qPrintable(timing));
    QVERIFY2(timing.contains(QStringLiteral("TLS: none")), qPrintable(timing));
}

void TestRequestPanel::sendsAnyMethod()
{
    RequestDesk desk;
    auto *method = desk.find<QComboBox>("methodBox");
    method->setFocus();
    QTest::keySequence(method, QKeySequence::SelectAll);
    QTest::keyClicks(method, QStringLiteral("PROPFIND"));
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QCOMPARE(desk.requestLine(), QByteArray("PROPFIND /add-user HTTP/1.1"));
}

void TestRequestPanel::saysWhatFailed()
{
    RequestDesk desk;
    desk.server.close();
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QVERIFY(desk.find<QWidget>("errorLabel")->isVisible());
    QVERIFY(desk.label("errorLabel").contains(QStringLiteral("refused the connection")));
    QVERIFY(desk.label("statusLabel").contains(QStringLiteral("No answer")));
}

void TestRequestPanel::cancels()
{
    RequestDesk desk;
    desk.server.answer = {};
    desk.click("sendButton");
    QTRY_COMPARE(desk.server.requests, 1);
    QCOMPARE(desk.find<QAbstractButton>("sendButton")->text(), QStringLiteral("Cancel"));
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QCOMPARE(desk.label("errorLabel"), QStringLiteral("Cancelled."));
    QCOMPARE(desk.find<QAbstractButton>("sendButton")->text(), QStringLiteral("Send"));
}

void TestRequestPanel::escapeCancels()
{
    RequestDesk desk;
    desk.server.answer = {};
    desk.click("sendButton");
    QTRY_COMPARE(desk.server.requests, 1);
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_Escape);
    QTRY_COMPARE(desk.answered.size(), 1);
    QCOMPARE(desk.label("errorLabel"), QStringLiteral("Cancelled."));
}

void TestRequestPanel::controlFSearchesTheAnswer()
{
    RequestDesk desk;
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_F, Qt::ControlModifier);
    auto *edit = desk.find<QLineEdit>("findEdit");
    QVERIFY(edit->hasFocus());
    QTest::keyClicks(edit, QStringLiteral("A"));
    QCOMPARE(desk.label("findCountLabel"), QStringLiteral("1 of 1"));
}

void TestRequestPanel::badAnswersAreTold_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("told");

    const auto row = [](const char *name, const QByteArray &fields, const QByteArray &body,
                        const char *label, const char *told) {
        QTest::newRow(name) << QByteArray("HTTP/1.1 200 OK\r\n" + fields + "\r\n" + body)
                            << QString::fromLatin1(label) << QString::fromUtf8(told);
    };
    row("no gzip", "Content-Encoding: gzip\r\nContent-Length: 4\r\n", "text", "noteLabel",
        "says it were gzip, but it isn't");
    row("an unknown coding", "Content-Encoding: zstd\r\nContent-Length: 4\r\n", "text", "noteLabel",
        "coding zstd can't be read");
    row("no UTF-8", "Content-Type: text/plain\r\nContent-Length: 3\r\n", "a\xff\x62", "noteLabel",
        "not valid text");
    row("an unknown charset", "Content-Type: text/plain; charset=x\r\nContent-Length: 1\r\n", "a",
        "noteLabel", "charset x is unknown");
    row("rubbish behind JSON", "Content-Type: application/json\r\nContent-Length: 4\r\n", "{} x",
        "noteLabel", "line 1, column 4: something follows");
    row("too short", "Content-Length: 10\r\n", "1234", "errorLabel", "4 of 10 bytes came");
    row("too long", "Content-Length: 2\r\n", "1234", "noteLabel", "More came than the 2 B");
    row("no HTTP", "Content-Length: x\r\n", "", "errorLabel", "not an HTTP answer");
    row("a broken chunk", "Transfer-Encoding: chunked\r\n", "zz\r\n", "errorLabel",
        "not an HTTP answer");
}

void TestRequestPanel::badAnswersAreTold()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, label);
    QFETCH(QString, told);
    RequestDesk desk;
    desk.server.answer = answer;
    desk.server.closesAfterAnswer = true;
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    const QByteArray name = label.toLatin1();
    QTRY_VERIFY2(desk.label(name).contains(told), qPrintable(desk.label(name)));
}

void TestRequestPanel::anEndlessAnswerShowsProgressAndIsCancelled()
{
    RequestDesk desk;
    desk.server.answer = "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(2'000'000, 'x');
    desk.click("sendButton");
    QTRY_VERIFY(desk.label("progressLabel").startsWith(QStringLiteral("Received")));
    QObject::connect(desk.server.client, &QTcpSocket::bytesWritten, desk.server.client,
                     [socket = desk.server.client] {
                         if (socket->bytesToWrite() < 100'000)
                             socket->write(QByteArray(500'000, 'y'));
                     });
    desk.server.client->write("y");
    const QString before = desk.label("progressLabel");
    QTRY_VERIFY(desk.label("progressLabel") != before); // on and on
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_Escape);
    QTRY_COMPARE(desk.answered.size(), 1);
    QCOMPARE(desk.label("errorLabel"), QStringLiteral("Cancelled."));
    // What had come is there to look at.
    QVERIFY(desk.label("statusLabel").contains(QStringLiteral("200 OK")));
}

void TestRequestPanel::theServersSideIsShownWithTheClients()
{
    RequestDesk desk;
    desk.server.answer = "HTTP/1.1 200 OK\r\nX-Request-Id: 5d0c2bfa0000000a\r\n"
                         "Content-Length: 0\r\n\r\n";
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QVERIFY(desk.panel.awaitsExchange());
    const SendTimes times = desk.answered[0][0].value<SendOutcome>().times;
    const auto recorded = [&times](quint64 id, const char *head) {
        Exchange exchange;
        exchange.id = id;
        exchange.texts = ExchangeTexts("/", {}, head);
        exchange.times.receivedNs = times.startedNs + 1'000'000;
        exchange.times.handlerNs = times.startedNs + 3'000'000;
        exchange.times.answeredNs = times.startedNs + 4'000'000;
        return exchange;
    };
    QList<Exchange> exchanges;
    exchanges << recorded(9, "X-Request-Id: 5d0c2bfa00000009\r\n")
              << recorded(10, "X-Request-Id: 000000000000000a\r\n");
    desk.panel.noteExchanges(exchanges);
    QVERIFY(desk.panel.awaitsExchange()); // neither was it
    exchanges << recorded(10, "X-Request-Id: 5d0c2bfa0000000a\r\n");
    desk.panel.noteExchanges(exchanges);
    QVERIFY(!desk.panel.awaitsExchange());
    const QString timing = desk.find<WaterfallView>("timingView")->accessibleDescription();
    QVERIFY2(timing.contains(QStringLiteral("Server: Queue: %1, from %2 on")
                                     .arg(durationText(2'000'000), durationText(1'000'000))),
             qPrintable(timing));
    QVERIFY2(timing.contains(QStringLiteral("Connect: ")), qPrintable(timing));
}

QTEST_MAIN(TestRequestPanel)
#include "tst_requestpanel.moc"
