// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "client/fieldtablemodel.h"
#include "fieldtable.h"
#include "requestpanel.h"
#include "requestpaneltest.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryFile>
#include <QTest>

using namespace frontdesk;

/// What one types into a request, and what is sent of it.
class TestRequestPanelEditing : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void saysWhatIsWrongWithTheInput_data();
    void saysWhatIsWrongWithTheInput();
    void keepsWhatWasTypedWhenTheServerMoves();
    void queryAndAddressFollowEachOther();
    void aCurlCommandBecomesTheRequest();
    void aTypedCurlCommandIsReadWhenItIsSent();
    void copiesACurlCommand();
    void authorizationIsSent();
    void jsonIsCheckedWhileOneTypes();
    void filesAreSent();
    void everyControlHasANameAndATip();
};

void TestRequestPanelEditing::saysWhatIsWrongWithTheInput_data()
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

void TestRequestPanelEditing::saysWhatIsWrongWithTheInput()
{
    QFETCH(QString, method);
    QFETCH(QString, address);
    QFETCH(QString, headers);
    QFETCH(QString, error);
    RequestDesk desk;
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

void TestRequestPanelEditing::keepsWhatWasTypedWhenTheServerMoves()
{
    RequestDesk desk;
    desk.find<QLineEdit>("addressEdit")->setText(QStringLiteral("http://example.org/mine"));
    desk.panel.setServerAddress({});
    desk.panel.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:1")));
    QCOMPARE(desk.find<QLineEdit>("addressEdit")->text(),
             QStringLiteral("http://example.org/mine"));
}

void TestRequestPanelEditing::queryAndAddressFollowEachOther()
{
    RequestDesk desk;
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

void TestRequestPanelEditing::aCurlCommandBecomesTheRequest()
{
    RequestDesk desk;
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

void TestRequestPanelEditing::aTypedCurlCommandIsReadWhenItIsSent()
{
    RequestDesk desk;
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

void TestRequestPanelEditing::copiesACurlCommand()
{
    RequestDesk desk;
    desk.action("Copy &as cURL")->trigger();
    QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("curl")));
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("/add-user")));
    QVERIFY(desk.label("requestNoteLabel").contains(QStringLiteral("copied")));
}

void TestRequestPanelEditing::authorizationIsSent()
{
    RequestDesk desk;
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

void TestRequestPanelEditing::jsonIsCheckedWhileOneTypes()
{
    RequestDesk desk;
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

void TestRequestPanelEditing::filesAreSent()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("\1file's\0bytes");
    file.close();
    RequestDesk desk;
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

void TestRequestPanelEditing::everyControlHasANameAndATip()
{
    RequestDesk desk;
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

QTEST_MAIN(TestRequestPanelEditing)
#include "tst_requestpanelediting.moc"
