// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "requestlogpanel.h"
#include "requestlogpaneltest.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

/// What there is to do with what is selected in the log.
class TestRequestLogActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void copiesUrlAndCurl();
    void opensInTheRequestPanel();
    void saysWhatCannotBeSentAgain_data();
    void saysWhatCannotBeSentAgain();
    void savesTheSelection();
    void savesWhatTheFilterShows();
};

void TestRequestLogActions::copiesUrlAndCurl()
{
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.append(1, "/add-user?a=1");
    log.select(0);
    auto *view = log.find<QWidget>("logView");
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("http://h/add-user?a=1"));
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("curl \\\n  'http://h/add-user?a=1' \\\n  --request 'POST' \\\n"
                            "  --header 'Content-Type: application/json' \\\n"
                            "  --data-raw '{\"q\":1}'"));
}

void TestRequestLogActions::opensInTheRequestPanel()
{
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    Exchange masked = exchange("/add-user?a=1");
    masked.texts = ExchangeTexts("/add-user?a=1",
                                 "Host: h\r\nCookie: ***\r\nX-A: b\r\nContent-Length: 7\r\n", {});
    log.model.append({ masked });
    log.select(0);
    QSignalSpy opened(&log.panel, &RequestLogPanel::openRequested);
    QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toByteArray(), QByteArray("POST"));
    QCOMPARE(opened[0][1].toString(), QStringLiteral("/add-user?a=1"));
    QCOMPARE(opened[0][2].toString(), QStringLiteral("X-A: b\n"));
    QCOMPARE(opened[0][3].toString(), QStringLiteral("{\"q\":1}"));
    QCOMPARE(log.label("statusTextLabel"),
             QStringLiteral("Masked in the log and left out: Cookie."));
    QTest::mouseClick(log.find<QWidget>("statusButton"), Qt::LeftButton);
    QVERIFY(!log.find<QWidget>("statusBar")->isVisible());
}

void TestRequestLogActions::saysWhatCannotBeSentAgain_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("bodySize");
    QTest::addColumn<QString>("opened");
    QTest::addColumn<QString>("sent");

    QTest::newRow("nothing in its way but the server")
            << QByteArray("/a") << QByteArray("x") << 1 << QString()
            << QStringLiteral("The server is stopped.");
    QTest::newRow("no path") << QByteArray("*") << QByteArray() << 0
                             << QStringLiteral("Only a request for a path can be sent again.")
                             << QString();
    QTest::newRow("a cut body")
            << QByteArray("/a") << QByteArray("x") << 2048
            << QStringLiteral(
                       "It can't be sent again: the log has 1 B of the 2.00 KiB of its body.")
            << QString();
    QTest::newRow("a body that is no text")
            << QByteArray("/a") << QByteArray("\xff") << 1
            << QStringLiteral("Its body would change in an editor of text.") << QString();
    QTest::newRow("a body with line ends that an editor changes")
            << QByteArray("/a") << QByteArray("a\r\nb") << 4
            << QStringLiteral("Its body would change in an editor of text.") << QString();
}

void TestRequestLogActions::saysWhatCannotBeSentAgain()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, bodySize);
    QFETCH(QString, opened);
    QFETCH(QString, sent);
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    Exchange odd = exchange(target);
    odd.requestBody = body;
    odd.requestBodySize = bodySize;
    log.model.append({ odd });
    log.select(0);
    QSignalSpy spy(&log.panel, &RequestLogPanel::openRequested);
    if (sent.isEmpty()) {
        QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_O, Qt::ControlModifier);
        QCOMPARE(spy.size(), 0);
        QVERIFY2(log.label("statusTextLabel").startsWith(opened),
                 qPrintable(log.label("statusTextLabel")));
    } else {
        QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(log.label("statusTextLabel"), sent);
    }
}

void TestRequestLogActions::savesTheSelection()
{
    LogDesk log;
    const QTemporaryDir folder;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    for (const char *target : { "/a", "/b", "/c", "/d" })
        log.append(1, target);
    log.select(1);
    QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(log.savedTargets(folder.filePath(QStringLiteral("some.har"))),
             (QStringList { QStringLiteral("http://h/b"), QStringLiteral("http://h/c") }));
    QVERIFY(log.label("statusTextLabel").startsWith(QStringLiteral("2 requests saved to ")));
    QVERIFY(!log.find<QWidget>("exportProgress")->isVisible());
}

void TestRequestLogActions::savesWhatTheFilterShows()
{
    LogDesk log;
    const QTemporaryDir folder;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    for (const char *target : { "/a", "/b", "/a", "/d" })
        log.append(1, target);
    log.type("path:/a");
    QTest::keyClick(log.filter(), Qt::Key_Return);
    QTRY_COMPARE(log.rows(), 2);
    QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_S,
                    Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(log.savedTargets(folder.filePath(QStringLiteral("all.har"))),
             (QStringList { QStringLiteral("http://h/a"), QStringLiteral("http://h/a") }));
}

QTEST_MAIN(TestRequestLogActions)
#include "tst_requestlogactions.moc"
