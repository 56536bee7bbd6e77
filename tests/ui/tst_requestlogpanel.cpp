// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "models/exchangelogmodel.h"
#include "requestlogpanel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
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
    /// Answers the dialog and waits for the file.
    QStringList savedTargets(const QString &path) const
    {
        auto *dialog = find<QFileDialog>("saveDialog");
        emit dialog->fileSelected(path); // the dialog itself is the desktop's
        dialog->reject();
        QStringList urls;
        if (!QTest::qWaitFor([&path] { return QFile::exists(path); }))
            return urls;
        QCoreApplication::processEvents();
        QFile file(path);
        if (!file.open(QFile::ReadOnly))
            return urls;
        const auto log = QJsonDocument::fromJson(file.readAll())[QStringLiteral("log")];
        for (const auto &entry : log[QStringLiteral("entries")].toArray())
            urls << entry[QStringLiteral("request")][QStringLiteral("url")].toString();
        const bool told = QTest::qWaitFor(
                [this] { return label("statusTextLabel").contains(QStringLiteral("saved to")); });
        return told ? urls : QStringList();
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
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
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
    void returnTakesNoSuggestionThatNobodyChose();
    void theSelectionSurvivesAnotherFilter();
    void pauseHoldsBackAndCounts();
    void keysGoThroughTheLog();
    void tabGoesThroughTheControls();
    void showsTheQueryDecoded();
    void escapeClosesTheDetails();
    void copiesUrlAndCurl();
    void opensInTheRequestPanel();
    void saysWhatCannotBeSentAgain_data();
    void saysWhatCannotBeSentAgain();
    void savesTheSelection();
    void savesWhatTheFilterShows();
    void severalSelectedShowTheCurrentOne();
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
    const QString times = log.find<QWidget>("timesView")->accessibleDescription();
    QVERIFY(times.contains(QStringLiteral("Handler: 497 µs, from 2 µs on")));
    QVERIFY(times.contains(QStringLiteral("Database: none"))); // it did not pass there
    QVERIFY(times.contains(QStringLiteral("Total: 900 µs")));
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

void TestRequestLogPanel::returnTakesNoSuggestionThatNobodyChose()
{
    Panel log;
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

void TestRequestLogPanel::showsTheQueryDecoded()
{
    Panel log;
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
    Panel log;
    QVERIFY(QTest::qWaitForWindowActive(&log.panel));
    log.append(3, "/users");
    log.select(1);
    QTest::keyClick(log.find<QWidget>("logView"), Qt::Key_Escape);
    QVERIFY(!log.find<QWidget>("detailsPage")->isVisible());
    QVERIFY(!log.find<QTableView>("logView")->selectionModel()->hasSelection());
    log.select(1); // the same again
    QVERIFY(log.find<QWidget>("detailsPage")->isVisible());
}

void TestRequestLogPanel::copiesUrlAndCurl()
{
    Panel log;
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

void TestRequestLogPanel::opensInTheRequestPanel()
{
    Panel log;
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

void TestRequestLogPanel::saysWhatCannotBeSentAgain_data()
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

void TestRequestLogPanel::saysWhatCannotBeSentAgain()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, bodySize);
    QFETCH(QString, opened);
    QFETCH(QString, sent);
    Panel log;
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

void TestRequestLogPanel::savesTheSelection()
{
    Panel log;
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

void TestRequestLogPanel::savesWhatTheFilterShows()
{
    Panel log;
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

void TestRequestLogPanel::severalSelectedShowTheCurrentOne()
{
    Panel log;
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
