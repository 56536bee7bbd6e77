// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestpanel.h"

#include "base/inbox.h"
#include "client/fieldtablemodel.h"
#include "client/tutorialrequests.h"
#include "fieldtable.h"
#include "models/texts.h"
#include "requesttab.h"
#include "support/scriptedserver.h"
#include "waterfallview.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace frontdesk;

namespace {

/// A shown panel and a server that answers it.
struct Panel
{
    ScriptedServer server;
    RequestPanel panel;
    QSignalSpy answered { &panel, &RequestPanel::answered };

    Panel()
    {
        server.answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                        "Content-Length: 7\r\n\r\n{\"a\":1}";
        panel.resize(500, 700);
        panel.show();
        panel.activateWindow();
        if (!QTest::qWaitForWindowActive(&panel))
            qFatal("the panel is not active");
        panel.setServerAddress(
                QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())));
    }

    template <typename T>
    T *find(const char *name)
    {
        auto *found = panel.currentTab()->findChild<T *>(QLatin1String(name));
        if (!found)
            found = panel.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString label(const char *name) { return find<QLabel>(name)->text(); }
    QString plain(const char *name) { return find<QPlainTextEdit>(name)->toPlainText(); }
    QAction *action(const char *text)
    {
        for (QAction *each : panel.menuActions()) {
            if (each->text() == QLatin1String(text))
                return each;
        }
        qFatal("no %s", text);
    }
    QString url(const char *path) const
    {
        return QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())
                + QLatin1String(path);
    }
    QString address() { return find<QLineEdit>("addressEdit")->text(); }
    /// "name=value, -switched off=…"
    QString fields(const char *table)
    {
        QStringList texts;
        for (const DraftField &field : find<FieldTable>(table)->fields().fields())
            texts << (field.enabled ? QString() : QStringLiteral("-")) + field.name + u'='
                            + field.value;
        return texts.join(QStringLiteral(", "));
    }
    /// Types into a cell as people do.
    void typeCell(const char *tableName, int row, int column, const QString &text)
    {
        auto *table = find<FieldTable>(tableName);
        showEditor(table);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(row, column));
        QTest::keyClick(table, Qt::Key_F2);
        QWidget *editor = table->indexWidget(table->currentIndex());
        QTest::keySequence(editor, QKeySequence::SelectAll);
        QTest::keyClick(editor, Qt::Key_Delete);
        QTest::keyClicks(editor, text);
    }
    void showEditor(QWidget *page)
    {
        auto *tabs = find<QTabWidget>("requestTabs");
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->widget(i) == page || tabs->widget(i)->isAncestorOf(page))
                tabs->setCurrentIndex(i);
        }
    }
    void click(const char *button) { QTest::mouseClick(find<QWidget>(button), Qt::LeftButton); }
    QByteArray requestLine() const { return server.received.left(server.received.indexOf('\r')); }
};

} // namespace

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
    void saysWhatIsWrongWithTheInput_data();
    void saysWhatIsWrongWithTheInput();
    void saysWhatFailed();
    void cancels();
    void escapeCancels();
    void keepsWhatWasTypedWhenTheServerMoves();
    void addressesOnTheServerFollowIt();
    void keptRequestsFollowTheServer();
    void queryAndAddressFollowEachOther();
    void aCurlCommandBecomesTheRequest();
    void aTypedCurlCommandIsReadWhenItIsSent();
    void copiesACurlCommand();
    void authorizationIsSent();
    void jsonIsCheckedWhileOneTypes();
    void filesAreSent();
    void tabsOpenCloseAndKeepTheirRequests();
    void aRequestFromElsewhereOverwritesNothing();
    void tabsComeBack();
    void aKillLosesNoMoreThanASecond();
    void tabsThatWereTypedInBeforeTheBookWasReadStay();
    void historyIsSearchedAndReopens();
    void controlFSearchesTheAnswer();
    void badAnswersAreTold_data();
    void badAnswersAreTold();
    void anEndlessAnswerShowsProgressAndIsCancelled();
    void theServersSideIsShownWithTheClients();
    void everyControlHasANameAndATip();
};

void TestRequestPanel::beginsWithTheTutorialsFirstRequest()
{
    Panel desk;
    QCOMPARE(desk.find<QComboBox>("methodBox")->currentText(), QStringLiteral("POST"));
    QCOMPARE(desk.find<QLineEdit>("addressEdit")->text(),
             QStringLiteral("http://127.0.0.1:%1/add-user").arg(desk.server.serverPort()));
    QCOMPARE(desk.fields("headersTable"), QStringLiteral("Content-Type=application/json"));
    QVERIFY(desk.plain("bodyEdit").contains(QStringLiteral("geeks@gfg.org")));
}

void TestRequestPanel::anExampleIsFilledInByAClickAndSentByEnter()
{
    Panel desk;
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
    Panel desk;
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_Return);
    QTRY_COMPARE(desk.answered.size(), 1);
    QTest::keyClick(desk.find<QWidget>("bodyEdit"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(desk.answered.size(), 2);
    QCOMPARE(desk.server.requests, 2);
}

void TestRequestPanel::showsTheAnswer()
{
    Panel desk;
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
    Panel desk;
    auto *method = desk.find<QComboBox>("methodBox");
    method->setFocus();
    QTest::keySequence(method, QKeySequence::SelectAll);
    QTest::keyClicks(method, QStringLiteral("PROPFIND"));
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QCOMPARE(desk.requestLine(), QByteArray("PROPFIND /add-user HTTP/1.1"));
}

void TestRequestPanel::saysWhatIsWrongWithTheInput_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QString>("error");

    QTest::newRow("no method") << ""
                               << "http://h/"
                               << ""
                               << "A method is one word";
    QTest::newRow("two words") << "GET IT"
                               << "http://h/"
                               << ""
                               << "A method is one word";
    QTest::newRow("no address") << "GET"
                                << ""
                                << ""
                                << "Type an address";
    QTest::newRow("another scheme") << "GET"
                                    << "ftp://h/"
                                    << ""
                                    << "ftp://";
    QTest::newRow("a header with a space") << "GET"
                                           << "http://h/"
                                           << "o ops"
                                           << "can't be a header's name";
}

void TestRequestPanel::saysWhatIsWrongWithTheInput()
{
    QFETCH(QString, method);
    QFETCH(QString, address);
    QFETCH(QString, headers);
    QFETCH(QString, error);
    Panel desk;
    desk.find<QComboBox>("methodBox")->setCurrentText(method);
    desk.find<QLineEdit>("addressEdit")->setText(address);
    if (!headers.isEmpty())
        desk.typeCell("headersTable", 1, 0, headers);
    desk.click("sendButton");
    QVERIFY(desk.find<QWidget>("inputErrorLabel")->isVisible());
    QVERIFY2(desk.label("inputErrorLabel").contains(error),
             qPrintable(desk.label("inputErrorLabel")));
    QCOMPARE(desk.find<QAbstractButton>("sendButton")->text(), QStringLiteral("Send"));
}

void TestRequestPanel::saysWhatFailed()
{
    Panel desk;
    desk.server.close();
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QVERIFY(desk.find<QWidget>("errorLabel")->isVisible());
    QVERIFY(desk.label("errorLabel").contains(QStringLiteral("refused the connection")));
    QVERIFY(desk.label("statusLabel").contains(QStringLiteral("No answer")));
}

void TestRequestPanel::cancels()
{
    Panel desk;
    desk.server.answer = {};
    desk.click("sendButton");
    QTRY_COMPARE(desk.server.requests, 1);
    QCOMPARE(desk.find<QAbstractButton>("sendButton")->text(), QStringLiteral("Cancel"));
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QCOMPARE(desk.label("errorLabel"), QStringLiteral("Cancelled."));
    QCOMPARE(desk.find<QAbstractButton>("sendButton")->text(), QStringLiteral("Send"));
}

void TestRequestPanel::keepsWhatWasTypedWhenTheServerMoves()
{
    Panel desk;
    desk.find<QLineEdit>("addressEdit")->setText(QStringLiteral("http://example.org/mine"));
    desk.panel.setServerAddress({});
    desk.panel.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:1")));
    QCOMPARE(desk.find<QLineEdit>("addressEdit")->text(),
             QStringLiteral("http://example.org/mine"));
}

/// A tab that was never shown, too, and nobody has edited any of them by that.
void TestRequestPanel::addressesOnTheServerFollowIt()
{
    Panel desk;
    desk.panel.setServerAddress({});
    QCOMPARE(desk.address(), desk.url("/add-user"));
    desk.panel.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:1")));
    QCOMPARE(desk.address(), QStringLiteral("http://127.0.0.1:1/add-user"));
    desk.panel.fillIn({ {}, {}, "GET", "/other?a=b", {}, {} });
    QCOMPARE(desk.panel.tabCount(), 1); // nobody had touched it
    desk.panel.setServerAddress(QUrl(QStringLiteral("https://127.0.0.1:2")));
    QCOMPARE(desk.address(), QStringLiteral("https://127.0.0.1:2/other?a=b"));
    QCOMPARE(desk.fields("queryTable"), QStringLiteral("a=b"));
}

/// With a server on another port at the next start.
void TestRequestPanel::keptRequestsFollowTheServer()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("requests.db"));
    {
        Panel desk;
        desk.panel.openBook(path);
        QTRY_VERIFY(desk.panel.bookIsRead());
        desk.find<QLineEdit>("addressEdit")->setText(desk.url("/users?limit=2"));
        QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_Return);
        QTRY_COMPARE(desk.answered.size(), 1);
        desk.panel.newTab();
        desk.find<QLineEdit>("addressEdit")->setText(QStringLiteral("http://127.0.0.1:1/other"));
    }
    Panel desk;
    desk.panel.setServerAddress({}); // it listens only later
    desk.panel.openBook(path);
    QTRY_COMPARE(desk.panel.tabCount(), 2);
    desk.panel.setServerAddress(QUrl(desk.url("")));
    QCOMPARE(desk.address(), QStringLiteral("http://127.0.0.1:1/other"));
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(desk.address(), desk.url("/users?limit=2"));
    desk.panel.closeTab(0);
    desk.panel.showHistory(true);
    auto *list = desk.panel.findChild<QListWidget *>(QStringLiteral("historyList"));
    QTRY_COMPARE(list->count(), 1);
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_COMPARE(desk.address(), desk.url("/users?limit=2"));
}

void TestRequestPanel::escapeCancels()
{
    Panel desk;
    desk.server.answer = {};
    desk.click("sendButton");
    QTRY_COMPARE(desk.server.requests, 1);
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_Escape);
    QTRY_COMPARE(desk.answered.size(), 1);
    QCOMPARE(desk.label("errorLabel"), QStringLiteral("Cancelled."));
}

void TestRequestPanel::queryAndAddressFollowEachOther()
{
    Panel desk;
    auto *address = desk.find<QLineEdit>("addressEdit");
    address->clear();
    QTest::keyClicks(address, QStringLiteral("/users?limit=%31&limit=2&q"));
    QCOMPARE(desk.fields("queryTable"), QStringLiteral("limit=%31, limit=2, q="));
    desk.typeCell("queryTable", 1, 1, QStringLiteral("3 4"));
    QCOMPARE(desk.address(), QStringLiteral("/users?limit=%31&limit=3 4&q"));
    desk.typeCell("queryTable", 3, 0, QStringLiteral("new"));
    QCOMPARE(desk.address(), QStringLiteral("/users?limit=%31&limit=3 4&q&new"));

    auto *table = desk.find<FieldTable>("queryTable");
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(desk.address(), QStringLiteral("/users?limit=3 4&q&new"));
    QCOMPARE(desk.fields("queryTable"), QStringLiteral("-limit=%31, limit=3 4, q=, new="));
    table->setCurrentIndex(table->model()->index(2, 0));
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(desk.address(), QStringLiteral("/users?limit=3 4&new"));
    address->setFocus();
    address->end(false);
    QTest::keyClicks(address, QStringLiteral("=x"));
    QCOMPARE(desk.fields("queryTable"), QStringLiteral("-limit=%31, limit=3 4, new=x"));
    desk.find<QComboBox>("methodBox")->setCurrentText(QStringLiteral("GET"));
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QCOMPARE(desk.requestLine(), QByteArray("GET /users?limit=3%204&new=x HTTP/1.1"));

    // What the table has changed is undone in the address.
    desk.typeCell("queryTable", 1, 1, QStringLiteral("9"));
    QCOMPARE(desk.address(), QStringLiteral("/users?limit=9&new=x"));
    address->setFocus();
    while (address->isUndoAvailable() && desk.address() != QLatin1String("/users?limit=3 4&new=x"))
        QTest::keySequence(address, QKeySequence::Undo);
    QCOMPARE(desk.address(), QStringLiteral("/users?limit=3 4&new=x"));
    QCOMPARE(desk.fields("queryTable"), QStringLiteral("-limit=%31, limit=3 4, new=x"));
}

void TestRequestPanel::aCurlCommandBecomesTheRequest()
{
    Panel desk;
    QApplication::clipboard()->setText(
            QStringLiteral("curl -X PUT 'http://h/users/1?a=b' \\\n  -H 'X-A: it'\\''s' \\\n"
                           "  -H 'Content-Type: application/json' -u ada:pw -k \\\n"
                           "  -d '{\n  \"a\": 1\n}'\n"));
    auto *address = desk.find<QLineEdit>("addressEdit");
    address->setFocus();
    QTest::keySequence(address, QKeySequence::SelectAll);
    QTest::keySequence(address, QKeySequence::Paste);
    QCOMPARE(desk.address(), QStringLiteral("http://h/users/1?a=b"));
    QCOMPARE(desk.find<QComboBox>("methodBox")->currentText(), QStringLiteral("PUT"));
    QCOMPARE(desk.fields("queryTable"), QStringLiteral("a=b"));
    QCOMPARE(desk.fields("headersTable"),
             QStringLiteral("X-A=it's, Content-Type=application/json"));
    QCOMPARE(desk.plain("bodyEdit"), QStringLiteral("{\n  \"a\": 1\n}"));
    QCOMPARE(desk.find<QLineEdit>("userEdit")->text(), QStringLiteral("ada"));
    QVERIFY(desk.label("requestNoteLabel").contains(QStringLiteral("--insecure")));

    QApplication::clipboard()->setText(QStringLiteral("curl 'http://h/"));
    address->selectAll();
    address->paste();
    QVERIFY(desk.label("inputErrorLabel").contains(QStringLiteral("not closed")));
    QCOMPARE(desk.address(), QStringLiteral("http://h/users/1?a=b")); // as it was

    QApplication::clipboard()->setText(QStringLiteral("$ curl http://h/prompt"));
    address->selectAll();
    address->paste();
    QCOMPARE(desk.address(), QStringLiteral("http://h/prompt"));
}

void TestRequestPanel::aTypedCurlCommandIsReadWhenItIsSent()
{
    Panel desk;
    auto *address = desk.find<QLineEdit>("addressEdit");
    address->clear();
    QTest::keyClicks(address, QStringLiteral("curl -X DELETE /users/1"));
    QCOMPARE(desk.address(), QStringLiteral("curl -X DELETE /users/1"));
    QTest::keyClick(address, Qt::Key_Return);
    QCOMPARE(desk.address(), QStringLiteral("/users/1"));
    QCOMPARE(desk.server.requests, 0);
    QTest::keyClick(address, Qt::Key_Return);
    QTRY_COMPARE(desk.answered.size(), 1);
    QCOMPARE(desk.requestLine(), QByteArray("DELETE /users/1 HTTP/1.1"));
}

void TestRequestPanel::copiesACurlCommand()
{
    Panel desk;
    desk.action("Copy &as cURL")->trigger();
    QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("curl")));
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("/add-user")));
    QVERIFY(desk.label("requestNoteLabel").contains(QStringLiteral("copied")));
}

void TestRequestPanel::authorizationIsSent()
{
    Panel desk;
    auto *kind = desk.find<QComboBox>("authBox");
    desk.showEditor(kind);
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_Down);
    QTest::keyClicks(desk.find<QLineEdit>("userEdit"), QStringLiteral("Aladdin"));
    QTest::keyClicks(desk.find<QLineEdit>("passwordEdit"), QStringLiteral("open sesame"));
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QVERIFY(desk.server.received.contains(
            "\r\nAuthorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n"));
    QTest::keyClick(kind, Qt::Key_Down);
    QTest::keyClicks(desk.find<QLineEdit>("tokenEdit"), QStringLiteral("abc"));
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 2);
    QVERIFY(desk.server.received.contains("\r\nAuthorization: Bearer abc\r\n"));
}

void TestRequestPanel::jsonIsCheckedWhileOneTypes()
{
    Panel desk;
    auto *body = desk.find<QPlainTextEdit>("bodyEdit");
    body->setFocus();
    QTest::keySequence(body, QKeySequence::SelectAll);
    QTest::keyClicks(body, QStringLiteral("{\"b\":1,\"a\":01}"));
    QTRY_COMPARE(desk.label("jsonErrorLabel"),
                 QStringLiteral("Not JSON: line 1, column 13: a comma or a closing brace is "
                                "missing."));
    QTest::keySequence(body, QKeySequence::SelectAll);
    QTest::keyClicks(body, QStringLiteral("{\"b\":1,\"a\":1.10}"));
    QTRY_COMPARE(desk.label("bodyStateLabel"), QStringLiteral("✓ JSON"));
    QVERIFY(!desk.find<QWidget>("jsonErrorLabel")->isVisible());
    desk.click("formatButton");
    QCOMPARE(body->toPlainText(), QStringLiteral("{\n  \"b\": 1,\n  \"a\": 1.10\n}"));
    body->undo();
    QCOMPARE(body->toPlainText(), QStringLiteral("{\"b\":1,\"a\":1.10}"));
}

void TestRequestPanel::filesAreSent()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("\1file's\0bytes");
    file.close();
    Panel desk;
    desk.find<QComboBox>("bodyKindBox")->setCurrentText(QStringLiteral("Form with files"));
    desk.typeCell("partsTable", 0, 0, QStringLiteral("upload"));
    desk.typeCell("partsTable", 0, 1, file.fileName());
    auto *parts = desk.find<FieldTable>("partsTable");
    parts->setCurrentIndex(parts->model()->index(0, FieldTableModel::IsFile));
    QTest::keyClick(parts, Qt::Key_Space);
    auto *headers = desk.find<FieldTable>("headersTable");
    headers->setCurrentIndex(headers->model()->index(0, 0));
    QTest::keyClick(headers, Qt::Key_Delete); // the example's Content-Type
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    QTRY_VERIFY(desk.server.received.contains("\1file's"));
    QVERIFY(desk.server.received.contains("name=\"upload\"; filename="));
    QVERIFY(desk.server.received.contains("Content-Type: multipart/form-data; boundary="));
    QFile::remove(file.fileName());
    desk.click("sendButton");
    QVERIFY(desk.label("inputErrorLabel").contains(file.fileName()));
}

void TestRequestPanel::tabsOpenCloseAndKeepTheirRequests()
{
    Panel desk;
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(desk.panel.tabCount(), 2);
    QCOMPARE(desk.address(), QString());
    QVERIFY(desk.find<QWidget>("addressEdit")->hasFocus());
    QTest::keyClicks(desk.find<QWidget>("addressEdit"), QStringLiteral("http://h/second"));
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(desk.panel.tabCount(), 3);
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(desk.panel.tabCount(), 2);
    QCOMPARE(desk.address(), QStringLiteral("http://h/second"));
    auto *bar = desk.panel.findChild<QTabBar *>(QStringLiteral("requestTabBar"));
    QTRY_COMPARE(bar->tabText(1), QStringLiteral("GET /second"));
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(0).center());
    QVERIFY(desk.address().endsWith(QStringLiteral("/add-user")));
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(desk.address(), QStringLiteral("http://h/second"));
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(desk.panel.tabCount(), 1); // there is always one
    QCOMPARE(desk.address(), QString());
}

void TestRequestPanel::aRequestFromElsewhereOverwritesNothing()
{
    Panel desk;
    desk.panel.fillIn({ {}, {}, "GET", "/first", {}, {} }); // nobody has touched the example
    QCOMPARE(desk.panel.tabCount(), 1);
    desk.panel.fillIn({ {}, {}, "GET", "/other", {}, {} });
    QCOMPARE(desk.panel.tabCount(), 2);
    QVERIFY(desk.address().endsWith(QStringLiteral("/other")));
}

void TestRequestPanel::tabsComeBack()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("requests.db"));
    {
        Panel desk;
        desk.panel.openBook(path);
        QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_T, Qt::ControlModifier);
        QTest::keyClicks(desk.find<QWidget>("addressEdit"), QStringLiteral("http://h/?a=1"));
        desk.typeCell("headersTable", 0, 0, QStringLiteral("X-Half-Typed"));
        QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_T, Qt::ControlModifier);
        QTest::keyClicks(desk.find<QWidget>("addressEdit"), QStringLiteral("http://h/third"));
        QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_PageUp, Qt::ControlModifier);
        QTRY_VERIFY(desk.panel.bookIsRead());
    }
    Panel desk;
    desk.panel.openBook(path);
    QTRY_COMPARE(desk.panel.tabCount(), 3);
    QCOMPARE(desk.address(), QStringLiteral("http://h/?a=1"));
    QCOMPARE(desk.fields("queryTable"), QStringLiteral("a=1"));
    QCOMPARE(desk.fields("headersTable"), QStringLiteral("X-Half-Typed="));
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(desk.address(), QStringLiteral("http://h/third"));
}

/// What another process would find in the file while this one still runs.
void TestRequestPanel::aKillLosesNoMoreThanASecond()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("requests.db"));
    Panel desk;
    desk.panel.openBook(path);
    QTRY_VERIFY(desk.panel.bookIsRead());
    desk.find<QLineEdit>("addressEdit")->clear();
    QElapsedTimer typing;
    typing.start();
    QString typed;
    // Somebody who never pauses: what was typed a second ago must be there.
    const auto kept = [&path] {
        auto file = RequestBookFile::open(path);
        const auto tabs = file ? file->tabs() : Result<KeptTabs>(KeptTabs());
        return tabs && !tabs->tabs.isEmpty() ? tabs->tabs[0].draft.url : QString();
    };
    while (typing.elapsed() < 1'500) {
        QTest::keyClicks(desk.find<QWidget>("addressEdit"), QStringLiteral("x"), {}, 20);
        if (typing.elapsed() < 500)
            typed = desk.address();
    }
    QVERIFY(!typed.isEmpty());
    QVERIFY(kept().size() >= typed.size());
    QTRY_COMPARE(kept(), desk.address());
}

void TestRequestPanel::tabsThatWereTypedInBeforeTheBookWasReadStay()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("requests.db"));
    {
        auto file = RequestBookFile::open(path);
        RequestDraft draft;
        draft.url = QStringLiteral("http://h/kept");
        QVERIFY(file->keepTab({ 1, draft }));
        QVERIFY(file->keepOrder({ 1 }, 1));
    }
    {
        Panel desk;
        desk.panel.openBook(path);
        desk.find<QLineEdit>("addressEdit")->setText(QStringLiteral("http://h/typed"));
        QTRY_COMPARE(desk.panel.tabCount(), 2);
        QCOMPARE(desk.address(), QStringLiteral("http://h/kept"));
    }
    auto file = RequestBookFile::open(path);
    QStringList urls;
    const auto kept = file->tabs();
    for (const KeptTab &tab : kept->tabs)
        urls << tab.draft.url;
    QCOMPARE(urls.join(u' '), QStringLiteral("http://h/typed http://h/kept"));
}

void TestRequestPanel::historyIsSearchedAndReopens()
{
    QTemporaryDir folder;
    Panel desk;
    desk.panel.openBook(folder.filePath(QStringLiteral("requests.db")));
    QTRY_VERIFY(desk.panel.bookIsRead());
    desk.find<QLineEdit>("addressEdit")->setText(QStringLiteral("/first?x=%31"));
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    desk.find<QLineEdit>("addressEdit")->setText(QStringLiteral("/second"));
    desk.find<QPlainTextEdit>("bodyEdit")->setPlainText(QStringLiteral("{}"));
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 2);

    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_H, Qt::ControlModifier);
    auto *list = desk.panel.findChild<QListWidget *>(QStringLiteral("historyList"));
    QTRY_COMPARE(list->count(), 2);
    QCOMPARE(list->item(0)->text(), QStringLiteral("POST /second"));
    auto *search = desk.panel.findChild<QLineEdit *>(QStringLiteral("historySearchEdit"));
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("first 200"));
    QTRY_COMPARE(list->count(), 1);
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {},
                       list->visualItemRect(list->item(0)).center());
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_COMPARE(desk.address(), desk.url("/first?x=%31"));
    QVERIFY(desk.panel.tabCount() >= 2); // the other one is as it was
    QVERIFY(!search->isVisible());
}

void TestRequestPanel::controlFSearchesTheAnswer()
{
    Panel desk;
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
    Panel desk;
    desk.server.answer = answer;
    desk.server.closesAfterAnswer = true;
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    const QByteArray name = label.toLatin1();
    QTRY_VERIFY2(desk.label(name).contains(told), qPrintable(desk.label(name)));
}

void TestRequestPanel::anEndlessAnswerShowsProgressAndIsCancelled()
{
    Panel desk;
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
    Panel desk;
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

void TestRequestPanel::everyControlHasANameAndATip()
{
    Panel desk;
    for (const QWidget *widget : desk.panel.findChildren<QWidget *>()) {
        const bool inner = widget->objectName().startsWith(QLatin1String("qt_"))
                || widget->objectName().isEmpty()
                || (widget->parentWidget()
                    && qobject_cast<const QComboBox *>(widget->parentWidget()));
        if (inner || widget->focusPolicy() == Qt::NoFocus || qobject_cast<const QLabel *>(widget))
            continue;
        if (qobject_cast<const QTabWidget *>(widget) || qobject_cast<const QTabBar *>(widget)
            || qobject_cast<const QTabBar *>(widget->parentWidget()))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(widget->objectName()));
        QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(widget->objectName()));
    }
}

QTEST_MAIN(TestRequestPanel)
#include "tst_requestpanel.moc"
