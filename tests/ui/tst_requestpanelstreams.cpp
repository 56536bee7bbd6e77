// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "requestpaneltest.h"

#include <QScrollBar>

using namespace frontdesk;

/// Answers that are event streams are seen as they come.
class TestRequestPanelStreams : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void eventsAreSeenAsTheyCome();
    void followsTheEndUnlessOneReadsFurtherUp();
    void onlyTheEndOfALongOneIsKeptMeanwhile();
    void theNextAnswerIsShownAsUsual();

private:
    static void begin(RequestDesk &desk)
    {
        desk.server.answer = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
        desk.click("sendButton");
        QTRY_COMPARE(desk.server.requests, 1);
    }
    static QByteArray events(int first, int last)
    {
        QByteArray text;
        for (int i = first; i <= last; ++i)
            text += "data: " + QByteArray::number(i) + '\n';
        return text;
    }
    static bool endsWith(RequestDesk &desk, int event)
    {
        return desk.plain("textView").endsWith(QStringLiteral("data: %1\n").arg(event));
    }
};

void TestRequestPanelStreams::eventsAreSeenAsTheyCome()
{
    RequestDesk desk;
    begin(desk);
    desk.server.client->write("data: Zo\xC3");
    QTRY_COMPARE(desk.plain("textView"), QStringLiteral("data: Zo"));
    QVERIFY(desk.label("statusLabel").contains(QStringLiteral("200 OK")));
    QVERIFY(desk.plain("headersView").contains(QStringLiteral("text/event-stream")));
    desk.server.client->write("\xAB\n\n"); // the other half of a character
    QTRY_COMPARE(desk.plain("textView"), QStringLiteral("data: Zoë\n\n"));
    QVERIFY(desk.answered.isEmpty());

    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_Escape);
    QTRY_COMPARE(desk.answered.size(), 1);
    QCOMPARE(desk.plain("textView"), QStringLiteral("data: Zoë\n\n"));
    QCOMPARE(desk.label("errorLabel"), QStringLiteral("Cancelled."));
}

void TestRequestPanelStreams::followsTheEndUnlessOneReadsFurtherUp()
{
    RequestDesk desk;
    begin(desk);
    desk.server.client->write(events(1, 200));
    QTRY_VERIFY(endsWith(desk, 200));
    QScrollBar *bar = desk.find<QPlainTextEdit>("textView")->verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(20);
    desk.server.client->write(events(201, 400));
    QTRY_VERIFY(endsWith(desk, 400));
    QCOMPARE(bar->value(), 20);
    bar->setValue(bar->maximum());
    desk.server.client->write(events(401, 402));
    QTRY_VERIFY(endsWith(desk, 402));
    QCOMPARE(bar->value(), bar->maximum());
}

void TestRequestPanelStreams::onlyTheEndOfALongOneIsKeptMeanwhile()
{
    RequestDesk desk;
    begin(desk);
    desk.server.client->write(events(1, 12'000));
    QTRY_VERIFY(endsWith(desk, 12'000));
    QVERIFY(!desk.plain("textView").contains(QStringLiteral("data: 1\n")));
    desk.server.client->disconnectFromHost();
    QTRY_COMPARE(desk.answered.size(), 1);
    const auto outcome = desk.answered[0][0].value<SendOutcome>();
    QCOMPARE(outcome.response.body.size(), events(1, 12'000).size());
}

void TestRequestPanelStreams::theNextAnswerIsShownAsUsual()
{
    RequestDesk desk;
    begin(desk);
    desk.server.client->write(events(1, 100));
    QTRY_VERIFY(endsWith(desk, 100));
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_Escape);
    QTRY_COMPARE(desk.answered.size(), 1);
    desk.server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 600\r\n\r\n" + QByteArray(600, '\n');
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 2);
    QCOMPARE(desk.plain("textView").size(), 600);
    QCOMPARE(desk.find<QPlainTextEdit>("textView")->verticalScrollBar()->value(), 0);
}

QTEST_MAIN(TestRequestPanelStreams)
#include "tst_requestpanelstreams.moc"
