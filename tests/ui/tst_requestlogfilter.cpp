// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "requestlogpaneltest.h"

#include <QLabel>
#include <QTableView>
#include <QTest>

using namespace frontdesk;

/// The filter of the log as one types it.
class TestRequestLogFilter : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void filtersWhileOneTypes();
    void aFilterErrorLeavesTheLastGoodFilter();
    void ctrlFGoesToTheFilterAndEscapeClearsIt();
    void offersKeysAndValues();
    void offersWhatTheLogHas();
    void returnTakesNoSuggestionThatNobodyChose();
    void theSelectionSurvivesAnotherFilter();
};

void TestRequestLogFilter::filtersWhileOneTypes()
{
    LogDesk log;
    log.append(3, "/users");
    log.append(2, "/livez");
    log.type("path:/live*");
    QTRY_COMPARE(log.rows(), 2);
    QTRY_COMPARE(log.label("countLabel"), QStringLiteral("2 of 5 requests"));
    log.append(1, "/livez");
    log.append(1, "/users");
    QTRY_COMPARE(log.rows(), 3);
}

void TestRequestLogFilter::aFilterErrorLeavesTheLastGoodFilter()
{
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.append(3, "/users");
    log.append(2, "/livez");
    log.type("livez");
    QTest::keyClick(log.filter(), Qt::Key_Return);
    QTRY_COMPARE(log.rows(), 2);
    auto *error = log.find<QLabel>("filterErrorLabel");
    QVERIFY(!error->isVisible());

    log.type("livez status:4z");
    QTest::keyClick(log.filter(), Qt::Key_Return);
    QVERIFY(error->isVisible());
    QVERIFY(error->text().startsWith(QStringLiteral("A status is a number")));
    QVERIFY(log.filter()->hasFocus()); // one goes on there
    QCOMPARE(log.rows(), 2);
    log.append(1, "/livez");
    QTRY_COMPARE(log.rows(), 3);

    QTest::keyClick(log.filter(), Qt::Key_Backspace);
    QTest::keyClicks(log.filter(), QStringLiteral("xx"));
    QTRY_VERIFY(!error->isVisible());
    QTRY_COMPARE(log.rows(), 3);
}

void TestRequestLogFilter::ctrlFGoesToTheFilterAndEscapeClearsIt()
{
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.append(3, "/users");
    log.append(2, "/livez");
    log.select(0);
    QVERIFY(log.find<QTableView>("logView")->hasFocus());
    QTest::keyClick(&log.panel, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(log.filter()->hasFocus());
    QTest::keyClicks(log.filter(), QStringLiteral("livez"));
    QTRY_COMPARE(log.rows(), 2);
    QTest::keyClick(log.filter(), Qt::Key_Escape);
    QCOMPARE(log.filter()->text(), QString());
    QTRY_COMPARE(log.rows(), 5);
    QVERIFY(log.filter()->hasFocus());
    QTest::keyClick(log.filter(), Qt::Key_Escape);
    QVERIFY(log.find<QTableView>("logView")->hasFocus());
}

void TestRequestLogFilter::offersKeysAndValues()
{
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.filter()->setFocus();
    auto *popup = log.popup();
    QTest::keyClicks(log.filter(), QStringLiteral("met"));
    QTRY_VERIFY(popup->isVisible());
    QCOMPARE(popup->model()->index(0, 0).data().toString(), QStringLiteral("method:"));
    QTest::keyClick(popup, Qt::Key_Tab);
    QCOMPARE(log.filter()->text(), QStringLiteral("method:"));
    QTRY_VERIFY(popup->isVisible()); // its values
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(log.filter()->text(), QStringLiteral("method:POST"));
    QVERIFY(!popup->isVisible());
    QVERIFY(log.filter()->hasFocus());
}

void TestRequestLogFilter::offersWhatTheLogHas()
{
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.append(2, "/users?limit=5");
    log.append(1, "/livez");
    log.filter()->setFocus();
    QTest::keyClicks(log.filter(), QStringLiteral("-path:"));
    QTRY_VERIFY(log.popup()->isVisible());
    QCOMPARE(log.popup()->model()->rowCount(), 2);
    QCOMPARE(log.popup()->model()->index(0, 0).data().toString(), QStringLiteral("/livez"));
    QCOMPARE(log.popup()->model()->index(1, 0).data().toString(), QStringLiteral("/users"));
    QTest::keyClick(log.popup(), Qt::Key_Escape);
    QVERIFY(!log.popup()->isVisible());
    QCOMPARE(log.filter()->text(), QStringLiteral("-path:"));
}

void TestRequestLogFilter::returnTakesNoSuggestionThatNobodyChose()
{
    LogDesk log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.append(2, "/users");
    log.type("path:/us* ");
    QVERIFY(!log.popup()->isVisible()); // nothing is begun
    QTest::keyClick(log.filter(), Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(log.popup()->isVisible());
    QTest::keyClick(log.popup(), Qt::Key_Return);
    QCOMPARE(log.filter()->text(), QStringLiteral("path:/us* "));
    QVERIFY(!log.popup()->isVisible());
    QCOMPARE(log.rows(), 2);

    log.type("-path:/u");
    QTRY_VERIFY(log.popup()->isVisible());
    QTest::keyClick(log.popup(), Qt::Key_Return);
    QCOMPARE(log.filter()->text(), QStringLiteral("-path:/u"));
    QVERIFY(!log.popup()->isVisible());
}

void TestRequestLogFilter::theSelectionSurvivesAnotherFilter()
{
    LogDesk log;
    log.append(30, "/users");
    log.append(1, "/livez");
    log.append(30, "/users");
    log.select(30);
    QVERIFY(log.label("detailsLabel").startsWith(QStringLiteral("POST /livez")));
    log.type("livez");
    QTRY_COMPARE(log.rows(), 1);
    const auto selectedRow = [&log] {
        const auto rows = log.find<QTableView>("logView")->selectionModel()->selectedRows();
        return rows.size() == 1 ? rows[0].row() : -1;
    };
    QCOMPARE(selectedRow(), 0);
    log.type("-nothing");
    QTRY_COMPARE(log.rows(), 61);
    QCOMPARE(selectedRow(), 30);
    log.type("users");
    QTRY_COMPARE(log.rows(), 60);
    QCOMPARE(selectedRow(), -1);
    QVERIFY(log.label("detailsLabel").startsWith(QStringLiteral("POST /livez"))); // stay
}

QTEST_MAIN(TestRequestLogFilter)
#include "tst_requestlogfilter.moc"
