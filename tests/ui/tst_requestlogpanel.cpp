// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchangelogmodel.h"
#include "requestlogpanel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace frontdesk;

namespace {

Exchange exchange(const QByteArray &target)
{
    Exchange exchange;
    exchange.method = "POST";
    exchange.texts = ExchangeTexts(target, "Host: h\r\nContent-Type: application/json\r\n",
                                   "content-type: application/json\r\n");
    exchange.status = 409;
    exchange.client = "127.0.0.1:51234";
    exchange.requestBody = "{\"q\":1}";
    exchange.requestBodySize = 7;
    exchange.responseBody = "{\"a\":2}";
    exchange.responseBodySize = 7;
    exchange.times = { 1'000, 2'000, 3'000, 0, 0, 500'000, 901'000 };
    return exchange;
}

struct Panel
{
    ExchangeLogModel model { { .rows = 100 } };
    RequestLogPanel panel { model };

    Panel()
    {
        panel.resize(900, 300);
        panel.show();
    }

    template <typename T>
    T *find(const char *name) const
    {
        auto *found = panel.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString label(const char *name) const { return find<QLabel>(name)->text(); }
    QString body(const char *view, const char *part = "textView") const
    {
        return find<QWidget>(view)->findChild<QPlainTextEdit *>(QLatin1String(part))->toPlainText();
    }
    void append(int count, const QByteArray &target)
    {
        QList<Exchange> batch;
        for (int i = 0; i < count; ++i)
            batch.append(exchange(target));
        model.append(batch);
        QCoreApplication::processEvents();
    }
    QLineEdit *filter() const { return find<QLineEdit>("filterEdit"); }
    QAbstractItemView *popup() const
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->objectName() == QLatin1String("filterSuggestions")
                && widget->focusProxy() == filter())
                return qobject_cast<QAbstractItemView *>(widget);
        }
        qFatal("no suggestions");
    }
    int rows() const { return find<QTableView>("logView")->model()->rowCount(); }
    void type(const char *text) const
    {
        filter()->setFocus();
        filter()->selectAll();
        QTest::keyClicks(filter(), QLatin1String(text));
    }
    void select(int row)
    {
        auto *view = find<QTableView>("logView");
        view->scrollTo(view->model()->index(row, 0));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(row, 1)).center());
    }
};

} // namespace

class TestRequestLogPanel : public QObject
{
    Q_OBJECT

private slots:
    void showsAllAboutTheSelectedRequest();
    void theDetailsStayWhenTheRowHasLeft();
    void saysWhatTheLogHasLetGo();
    void countsWhatItDoesNotShow();
    void clearEmptiesAll();
    void theFollowButtonTellsAndToggles();
    void filtersWhileOneTypes();
    void aFilterErrorLeavesTheLastGoodFilter();
    void ctrlFGoesToTheFilterAndEscapeClearsIt();
    void offersKeysAndValues();
    void offersWhatTheLogHas();
    void theSelectionSurvivesAnotherFilter();
    void pauseHoldsBackAndCounts();
    void keysGoThroughTheLog();
    void tabGoesThroughTheControls();
};

void TestRequestLogPanel::showsAllAboutTheSelectedRequest()
{
    Panel log;
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
    const QString times = log.find<QPlainTextEdit>("timesView")->toPlainText();
    QVERIFY(times.contains(QStringLiteral("Answered")));
    QVERIFY(!times.contains(QStringLiteral("Database"))); // it did not pass there
}

void TestRequestLogPanel::theDetailsStayWhenTheRowHasLeft()
{
    Panel log;
    log.append(1, "/first");
    log.select(0);
    log.append(100, "/later");
    QVERIFY(!log.find<QTableView>("logView")->selectionModel()->hasSelection());
    QVERIFY(log.find<QWidget>("detailsPage")->isVisible());
    QVERIFY(log.label("detailsLabel").startsWith(QStringLiteral("POST /first")));
}

void TestRequestLogPanel::saysWhatTheLogHasLetGo()
{
    Panel log;
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
    Panel log;
    log.append(40, "/x");
    QCOMPARE(log.label("countLabel"), QStringLiteral("40 requests"));
    log.append(90, "/x");
    QCOMPARE(log.label("countLabel"), QStringLiteral("100 requests · 30 more were let go"));
}

void TestRequestLogPanel::clearEmptiesAll()
{
    Panel log;
    log.append(5, "/x");
    log.select(2);
    QTest::mouseClick(log.find<QWidget>("clearButton"), Qt::LeftButton);
    QCOMPARE(log.model.rowCount(), 0);
    QVERIFY(!log.find<QWidget>("detailsPage")->isVisible());
    QCOMPARE(log.label("countLabel"), QStringLiteral("0 requests"));
}

void TestRequestLogPanel::theFollowButtonTellsAndToggles()
{
    Panel log;
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

void TestRequestLogPanel::filtersWhileOneTypes()
{
    Panel log;
    log.append(3, "/users");
    log.append(2, "/livez");
    log.type("path:/live*");
    QTRY_COMPARE(log.rows(), 2);
    QTRY_COMPARE(log.label("countLabel"), QStringLiteral("2 of 5 requests"));
    log.append(1, "/livez");
    log.append(1, "/users");
    QTRY_COMPARE(log.rows(), 3);
}

void TestRequestLogPanel::aFilterErrorLeavesTheLastGoodFilter()
{
    Panel log;
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

void TestRequestLogPanel::ctrlFGoesToTheFilterAndEscapeClearsIt()
{
    Panel log;
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

void TestRequestLogPanel::offersKeysAndValues()
{
    Panel log;
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

void TestRequestLogPanel::offersWhatTheLogHas()
{
    Panel log;
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

void TestRequestLogPanel::theSelectionSurvivesAnotherFilter()
{
    Panel log;
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

void TestRequestLogPanel::pauseHoldsBackAndCounts()
{
    Panel log;
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
    Panel log;
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
    Panel log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.append(2, "/users");
    log.filter()->setFocus();
    for (const char *next : { "pauseButton", "followButton", "clearButton", "logView" }) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QLatin1String(next));
    }
}

QTEST_MAIN(TestRequestLogPanel)
#include "tst_requestlogpanel.moc"
