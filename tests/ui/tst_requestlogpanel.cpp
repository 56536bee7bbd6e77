// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "requestlogpanel.h"
#include "requestlogpaneltest.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

using namespace frontdesk;

/// The log, and the details of what is selected in it.
class TestRequestLogPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void showsAllAboutTheSelectedRequest();
    void theDetailsStayWhenTheRowHasLeft();
    void saysWhatTheLogHasLetGo();
    void countsWhatItDoesNotShow();
    void clearEmptiesAll();
    void theFollowButtonTellsAndToggles();
    void pauseHoldsBackAndCounts();
    void keysGoThroughTheLog();
    void tabGoesThroughTheControls();
    void showsTheQueryDecoded();
    void escapeClosesTheDetails();
    void severalSelectedShowTheCurrentOne();
};

void TestRequestLogPanel::showsAllAboutTheSelectedRequest()
{
    LogDesk log;
    log.append(3, "/first");
    QVERIFY(!log.find<QWidget>("detailsPage")->isVisible());
    log.select(1);
    QVERIFY(log.find<QWidget>("detailsPage")->isVisible());
    QCOMPARE(log.label("detailsLabel"),
             QStringLiteral("POST /first → 409 · 900 µs · from 127.0.0.1:51234"));
    QCOMPARE(log.body("responseBodyView"), QStringLiteral("{\n  \"a\": 2\n}"));
    QCOMPARE(log.body("requestBodyView"), QStringLiteral("{\n  \"q\": 1\n}"));
    QCOMPARE(log.find<QPlainTextEdit>("headersView")->toPlainText(),
             QStringLiteral("POST /first\nHost: h\nContent-Type: application/json\n\n409\n"
                            "content-type: application/json\n"));
    const QString times = log.find<QWidget>("timesView")->accessibleDescription();
    QVERIFY(times.contains(QStringLiteral("Handler: 497 µs, from 2 µs on")));
    QVERIFY(times.contains(QStringLiteral("Database: none"))); // it did not pass there
    QVERIFY(times.contains(QStringLiteral("Total: 900 µs")));
}

void TestRequestLogPanel::theDetailsStayWhenTheRowHasLeft()
{
    LogDesk log;
    log.append(1, "/first");
    log.select(0);
    log.append(100, "/later");
    QVERIFY(!log.find<QTableView>("logView")->selectionModel()->hasSelection());
    QVERIFY(log.find<QWidget>("detailsPage")->isVisible());
    QVERIFY(log.label("detailsLabel").startsWith(QStringLiteral("POST /first")));
}

void TestRequestLogPanel::saysWhatTheLogHasLetGo()
{
    LogDesk log;
    Exchange large = exchange("/large");
    large.requestBodySize = 2 * 1024 * 1024;
    large.responseBody.clear();
    large.responseBodySize = 1024;
    log.model.append({ large });
    log.select(0);
    const auto note = [&](const char *view) {
        return log.find<QWidget>(view)->findChild<QLabel *>(QStringLiteral("noteLabel"))->text();
    };
    QCOMPARE(note("requestBodyView"), QStringLiteral("The log keeps the first 7 B of 2.00 MiB."));
    QCOMPARE(note("responseBodyView"),
             QStringLiteral("The log has let go of this body of 1.00 KiB."));
}

void TestRequestLogPanel::countsWhatItDoesNotShow()
{
    LogDesk log;
    log.append(40, "/x");
    QCOMPARE(log.label("countLabel"), QStringLiteral("40 requests"));
    log.append(90, "/x");
    QCOMPARE(log.label("countLabel"), QStringLiteral("100 requests · 30 more were let go"));
}

void TestRequestLogPanel::clearEmptiesAll()
{
    LogDesk log;
    log.append(5, "/x");
    log.select(2);
    QTest::mouseClick(log.find<QWidget>("clearButton"), Qt::LeftButton);
    QCOMPARE(log.model.rowCount(), 0);
    QVERIFY(!log.find<QWidget>("detailsPage")->isVisible());
    QCOMPARE(log.label("countLabel"), QStringLiteral("0 requests"));
}

void TestRequestLogPanel::theFollowButtonTellsAndToggles()
{
    LogDesk log;
    log.append(100, "/x");
    auto *follow = log.find<QAbstractButton>("followButton");
    auto *bar = log.find<QTableView>("logView")->verticalScrollBar();
    QVERIFY(follow->isChecked());
    bar->setValue(0);
    QVERIFY(!follow->isChecked());
    QTest::mouseClick(follow, Qt::LeftButton);
    QVERIFY(follow->isChecked());
    QCOMPARE(bar->value(), bar->maximum());
}

void TestRequestLogPanel::pauseHoldsBackAndCounts()
{
    LogDesk log;
    log.append(2, "/users");
    QTest::mouseClick(log.find<QWidget>("pauseButton"), Qt::LeftButton);
    log.append(3, "/later");
    QCOMPARE(log.rows(), 2);
    QCOMPARE(log.label("countLabel"), QStringLiteral("2 requests · paused, 3 held back"));
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.find<QWidget>("logView")->setFocus();
    QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(log.rows(), 5);
    QVERIFY(!log.find<QAbstractButton>("pauseButton")->isChecked());
    QTRY_COMPARE(log.label("countLabel"), QStringLiteral("5 requests"));
    QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(log.rows(), 0);
}

void TestRequestLogPanel::keysGoThroughTheLog()
{
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.append(80, "/users");
    auto *view = log.find<QTableView>("logView");
    auto *follow = log.find<QAbstractButton>("followButton");
    const auto row = [view] { return view->currentIndex().row(); };
    log.filter()->setFocus();
    QTest::keyClick(log.filter(), Qt::Key_Down);
    QVERIFY(view->hasFocus());
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(row(), 79); // it follows: what is in view
    QVERIFY(follow->isChecked());
    QTest::keyClick(view, Qt::Key_Up);
    QCOMPARE(row(), 78);
    QVERIFY(!follow->isChecked());
    QTest::keyClick(view, Qt::Key_Home);
    QCOMPARE(row(), 0);
    QCOMPARE(view->verticalScrollBar()->value(), 0);
    log.append(5, "/users");
    QCOMPARE(view->verticalScrollBar()->value(), 0);
    QTest::keyClick(view, Qt::Key_End);
    QCOMPARE(row(), 84);
    QVERIFY(follow->isChecked());
    QVERIFY(log.find<QWidget>("detailsPage")->isVisible());
}

void TestRequestLogPanel::tabGoesThroughTheControls()
{
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.append(2, "/users");
    log.filter()->setFocus();
    for (const char *next : { "pauseButton", "followButton", "clearButton", "logView" }) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QLatin1String(next));
    }
}

void TestRequestLogPanel::showsTheQueryDecoded()
{
    LogDesk log;
    log.append(1, "/users?q=Ada+L%2E&limit=5");
    log.select(0);
    auto *query = log.find<QTableWidget>("queryView");
    QCOMPARE(query->rowCount(), 2);
    QCOMPARE(query->item(0, 0)->text(), QStringLiteral("q"));
    QCOMPARE(query->item(0, 1)->text(), QStringLiteral("Ada L."));
    auto *tabs = log.find<QTabWidget>("detailsTabs");
    QCOMPARE(tabs->tabText(3), QStringLiteral("Query (2)"));
    log.append(1, "/users");
    log.select(1);
    QCOMPARE(query->rowCount(), 0);
    QCOMPARE(tabs->tabText(3), QStringLiteral("Query"));
}

void TestRequestLogPanel::escapeClosesTheDetails()
{
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.append(3, "/users");
    log.select(1);
    QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_Escape);
    QVERIFY(!log.find<QWidget>("detailsPage")->isVisible());
    QVERIFY(!log.find<QTableView>("logView")->selectionModel()->hasSelection());
    log.select(1); // the same again
    QVERIFY(log.find<QWidget>("detailsPage")->isVisible());
}

void TestRequestLogPanel::severalSelectedShowTheCurrentOne()
{
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    for (const char *target : { "/a", "/b", "/c" })
        log.append(1, target);
    log.select(0);
    QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(log.label("detailsLabel").startsWith(QStringLiteral("POST /b")));
    QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(log.find<QTableView>("logView")->selectionModel()->selectedRows().size(), 3);
    QVERIFY(log.label("detailsLabel").startsWith(QStringLiteral("POST /b")));
}

QTEST_MAIN(TestRequestLogPanel)
#include "tst_requestlogpanel.moc"
