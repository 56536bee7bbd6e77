// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestpanel.h"

#include "../support/scriptedserver.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
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
        panel.setServerAddress(
                QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())));
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
    QString plain(const char *name) const { return find<QPlainTextEdit>(name)->toPlainText(); }
    void click(const char *button) { QTest::mouseClick(find<QWidget>(button), Qt::LeftButton); }
    QByteArray requestLine() const { return server.received.left(server.received.indexOf('\r')); }
};

} // namespace

class TestRequestPanel : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithTheTutorialsFirstRequest();
    void anExampleIsFilledInByAClickAndSentByEnter();
    void sendsByKeyboard();
    void showsTheAnswer();
    void sendsAnyMethod();
    void saysWhatIsWrongWithTheInput_data();
    void saysWhatIsWrongWithTheInput();
    void saysWhatFailed();
    void cancels();
    void keepsWhatWasTypedWhenTheServerMoves();
};

void TestRequestPanel::beginsWithTheTutorialsFirstRequest()
{
    Panel desk;
    QCOMPARE(desk.find<QComboBox>("methodBox")->currentText(), QStringLiteral("POST"));
    QCOMPARE(desk.find<QLineEdit>("addressEdit")->text(),
             QStringLiteral("http://127.0.0.1:%1/add-user").arg(desk.server.serverPort()));
    QCOMPARE(desk.plain("headersEdit"), QStringLiteral("Content-Type: application/json"));
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
    QVERIFY(desk.plain("timingView").contains(QStringLiteral("First byte")));
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
    QTest::newRow("a header without a colon") << "GET"
                                              << "http://h/"
                                              << "oops"
                                              << "Header line 1";
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
    desk.find<QPlainTextEdit>("headersEdit")->setPlainText(headers);
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

QTEST_MAIN(TestRequestPanel)
#include "tst_requestpanel.moc"
