// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingsdialog.h"
#include "userfiles.h"
#include "windowtest.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatTheServerDoes();
    void copiesTheAddress();
    void addsAUserThroughTheRequestPanel();
    void sendsTheTutorialsRequests();
    void sendsALoggedRequestAgain();
    void opensALoggedRequest();
    void startsATaskAndTellsOfItsEnd();
    void addsAUserByHandAndShowsWhatIsWrong();
    void offersAFreePortWhenItsOwnIsTaken();
    void stopsAndStartsTheServer();
    void startsTheServerAnewWithOtherSettings();
    void saysWhatIsWrongWithTheDataAndTriesAgain();
    void closesBeforeTheDataIsOpen();
    void everyControlHasANameAndATip();
};

void TestMainWindow::showsWhatTheServerDoes()
{
    Desk desk;
    QTRY_VERIFY(desk.isListening());
    QVERIFY(desk.text("stateLabel").contains(QStringLiteral("Listening on")));
    QCOMPARE(desk.find<QAbstractButton>("addressButton")->text(),
             desk.backend.address().toString());
    QCOMPARE(desk.text("databaseLabel"), QStringLiteral("SQLite frontdesk.db"));
}

void TestMainWindow::copiesTheAddress()
{
    Desk desk;
    QTRY_VERIFY(desk.isListening());
    desk.click("addressButton");
    QCOMPARE(QApplication::clipboard()->text(), desk.backend.address().toString());
}

void TestMainWindow::addsAUserThroughTheRequestPanel()
{
    Desk desk;
    QTRY_VERIFY(desk.isListening());
    desk.find<QComboBox>("methodBox")->setCurrentText(QStringLiteral("POST"));
    desk.type("addressEdit", QStringLiteral("/add-user"));
    desk.type("bodyEdit", QStringLiteral("{\"name\":\"Ada\",\"email\":\"ada@example.org\"}"));
    QTest::keyClick(desk.find<QWidget>("bodyEdit"), Qt::Key_Return, Qt::ControlModifier);

    QTRY_VERIFY(desk.text("statusLabel").contains(QStringLiteral("200 OK")));
    QTRY_COMPARE(desk.cell("usersView", 0, 1), QStringLiteral("Ada"));
    QCOMPARE(desk.cell("usersView", 0, 2), QStringLiteral("ada@example.org"));
    QTRY_COMPARE(desk.rows("logView"), 1);
    QCOMPARE(desk.cell("logView", 0, 2), QStringLiteral("/add-user"));

    auto *log = desk.find<QTableView>("logView");
    QTest::mouseClick(log->viewport(), Qt::LeftButton, {},
                      log->visualRect(log->model()->index(0, 2)).center());
    QTRY_VERIFY(desk.text("detailsLabel").startsWith(QStringLiteral("POST /add-user → 200")));
    auto *body = desk.find<QWidget>("responseBodyView")->findChild<QPlainTextEdit *>();
    QVERIFY(body->toPlainText().contains(QStringLiteral("\"message\": \"User created\"")));
}

void TestMainWindow::sendsTheTutorialsRequests()
{
    Desk desk;
    QTRY_VERIFY(desk.isListening());
    auto *examples = desk.find<QListWidget>("examplesView");
    const QStringList expected { QStringLiteral("200"), QStringLiteral("400"),
                                 QStringLiteral("200"), QStringLiteral("404"),
                                 QStringLiteral("200"), QStringLiteral("200") };
    QCOMPARE(examples->count(), expected.size());
    for (int row = 0; row < examples->count(); ++row) {
        desk.window->findChild<RequestPanel *>()->showExamples();
        examples->setCurrentRow(row);
        QTest::keyClick(examples, Qt::Key_Return);
        QTRY_VERIFY2(desk.text("statusLabel").contains(expected[row]),
                     qPrintable(desk.text("statusLabel")));
    }
    QTRY_COMPARE(desk.rows("logView"), examples->count());
    QTRY_COMPARE(desk.rows("tasksView"), 1);
}

void TestMainWindow::sendsALoggedRequestAgain()
{
    Desk desk;
    QTRY_VERIFY(desk.isListening());
    desk.find<QComboBox>("methodBox")->setCurrentText(QStringLiteral("POST"));
    desk.type("addressEdit", QStringLiteral("/add-user?x=%31"));
    desk.type("bodyEdit", QStringLiteral("{\"name\":\"Ada\",\"email\":\"ada@example.org\"}"));
    QTest::keyClick(desk.find<QWidget>("bodyEdit"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(desk.rows("logView"), 1);

    auto *log = desk.find<QTableView>("logView");
    log->setFocus();
    QTest::keyClick(log, Qt::Key_End);
    QTest::keyClick(log, Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(desk.text("statusTextLabel"), QStringLiteral("POST /add-user?x=%31 was sent again."));
    QTRY_COMPARE(desk.rows("logView"), 2);
    QCOMPARE(desk.cell("logView", 1, 2), QStringLiteral("/add-user?x=%31"));
    QCOMPARE(desk.cell("logView", 1, 3), QStringLiteral("409")); // the address is taken now
}

void TestMainWindow::opensALoggedRequest()
{
    Desk desk;
    QTRY_VERIFY(desk.isListening());
    desk.find<QComboBox>("methodBox")->setCurrentText(QStringLiteral("POST"));
    desk.type("addressEdit", QStringLiteral("/add-user"));
    desk.type("bodyEdit", QStringLiteral("{}"));
    QTest::keyClick(desk.find<QWidget>("bodyEdit"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(desk.rows("logView"), 1);
    desk.find<QComboBox>("methodBox")->setCurrentText(QStringLiteral("GET"));
    desk.type("addressEdit", QStringLiteral("/livez"));
    desk.type("bodyEdit", QStringLiteral("-"));

    auto *log = desk.find<QTableView>("logView");
    log->setFocus();
    QTest::keyClick(log, Qt::Key_End);
    QTest::keyClick(log, Qt::Key_O, Qt::ControlModifier);
    QCOMPARE(desk.find<QComboBox>("methodBox")->currentText(), QStringLiteral("POST"));
    QCOMPARE(desk.find<QLineEdit>("addressEdit")->text(),
             desk.backend.address().toString() + QStringLiteral("/add-user"));
    QCOMPARE(desk.find<QPlainTextEdit>("bodyEdit")->toPlainText(), QStringLiteral("{}"));
}

void TestMainWindow::startsATaskAndTellsOfItsEnd()
{
    Desk desk;
    QTRY_VERIFY(desk.isListening());
    auto *focused = desk.find<QWidget>("addressEdit");
    desk.window->activateWindow();
    focused->setFocus();
    QTRY_COMPARE(QApplication::focusWidget(), focused);

    desk.find<QDoubleSpinBox>("secondsBox")->setValue(0.1);
    desk.find<QAbstractButton>("startButton")->click();
    QTRY_COMPARE(desk.rows("tasksView"), 1);
    QTRY_COMPARE(desk.cell("tasksView", 0, 1), QStringLiteral("completed"));
    QTRY_COMPARE(desk.text("headlineLabel"), QStringLiteral("Background task completed"));
    QVERIFY(desk.find<QWidget>("Toast")->isVisible());
    QCOMPARE(QApplication::focusWidget(), focused);
    QCOMPARE(desk.rows("notificationsView"), 1);
    QCOMPARE(desk.find<QDockWidget>("notificationsDock")->windowTitle(),
             QStringLiteral("Notifications (1)"));

    QCOMPARE(desk.find<QAbstractButton>("unreadButton")->text(), QStringLiteral("1"));

    QTest::mouseClick(desk.find<QWidget>("Toast"), Qt::LeftButton);
    QVERIFY(!desk.find<QWidget>("Toast")->isVisible());
    QCOMPARE(desk.find<QDockWidget>("notificationsDock")->windowTitle(),
             QStringLiteral("Notifications"));
    QCOMPARE(desk.find<QAbstractButton>("unreadButton")->text(), QString());
}

void TestMainWindow::addsAUserByHandAndShowsWhatIsWrong()
{
    Desk desk;
    QTRY_VERIFY(desk.isListening());
    const auto add = [&] {
        QTest::mouseClick(desk.find<QDialogButtonBox>("buttonBox")->button(QDialogButtonBox::Ok),
                          Qt::LeftButton);
    };
    desk.click("addButton");
    desk.type("emailEdit", QStringLiteral("nobody"));
    add();
    QVERIFY(!desk.text("nameErrorLabel").isEmpty());
    QVERIFY(!desk.text("emailErrorLabel").isEmpty());

    desk.type("nameEdit", QStringLiteral("Grace"));
    desk.type("emailEdit", QStringLiteral("grace@example.org"));
    add();
    QTRY_COMPARE(desk.cell("usersView", 0, 1), QStringLiteral("Grace"));
    QTRY_VERIFY(!desk.window->findChild<QDialog *>());

    desk.click("addButton");
    desk.type("nameEdit", QStringLiteral("Another"));
    desk.type("emailEdit", QStringLiteral("GRACE@example.org"));
    add();
    QTRY_VERIFY(desk.text("emailErrorLabel").contains(QStringLiteral("e-mail")));
    QTest::keyClick(desk.find<QWidget>("emailEdit"), Qt::Key_Escape);
    QTRY_VERIFY(!desk.window->findChild<QDialog *>());
    QCOMPARE(desk.rows("usersView"), 1);
}

void TestMainWindow::offersAFreePortWhenItsOwnIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Desk desk(other.serverPort());
    QTRY_VERIFY(desk.find<QWidget>("MessageBar")->isVisible());
    QVERIFY2(desk.text("textLabel").contains(QString::number(other.serverPort())),
             qPrintable(desk.text("textLabel")));
    QVERIFY(!desk.isListening());
    desk.click("mendButton");
    QTRY_VERIFY(desk.isListening());
    QVERIFY(!desk.find<QWidget>("MessageBar")->isVisible());
    const int port = desk.backend.address().port();
    QVERIFY2(port > other.serverPort() && port <= other.serverPort() + 20,
             qPrintable(QString::number(port)));
}

void TestMainWindow::stopsAndStartsTheServer()
{
    Desk desk;
    QTRY_VERIFY(desk.isListening());
    auto *button = desk.find<QPushButton>("serverButton");
    QCOMPARE(button->text(), QStringLiteral("Stop"));
    desk.click("serverButton");
    QTRY_COMPARE(button->text(), QStringLiteral("Start"));
    QVERIFY(!desk.find<QWidget>("addressButton")->isVisible());

    desk.type("addressEdit", QStringLiteral("/users"));
    desk.click("sendButton");
    QVERIFY(desk.text("inputErrorLabel").contains(QStringLiteral("Start it")));

    desk.click("serverButton");
    QTRY_VERIFY(desk.isListening());
    desk.find<QComboBox>("methodBox")->setCurrentText(QStringLiteral("GET"));
    desk.click("sendButton");
    QTRY_VERIFY(desk.text("statusLabel").contains(QStringLiteral("200 OK")));
}

void TestMainWindow::startsTheServerAnewWithOtherSettings()
{
    const QTemporaryDir folder;
    Backend backend(Desk::settings(0, folder.path()));
    const SettingsOrigin origin { folder.filePath(QStringLiteral("settings.ini")),
                                  { { QStringLiteral("port"),
                                      { QStringLiteral("0"), QStringLiteral("--port") } } } };
    MainWindow window(backend, {}, origin);
    window.show();
    backend.start();
    QTRY_COMPARE(backend.serverState(), Backend::ServerState::Listening);
    const QSignalSpy states(&backend, &Backend::serverStateChanged);

    window.findChild<QAction *>(QStringLiteral("settingsAction"))->trigger();
    const auto *dialog = window.findChild<SettingsDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QTRY_VERIFY(dialog->findChild<QTabWidget *>(QStringLiteral("settingsPages"))->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("max-body-size")),
                     QStringLiteral("2"));
    QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("max-import-size")),
                     QStringLiteral("1"));
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(QStringLiteral("restartButton")),
                      Qt::LeftButton);
    QTRY_COMPARE(states.size(), 4); // stopping, stopped, starting, listening
    QCOMPARE(backend.serverState(), Backend::ServerState::Listening);
    QCOMPARE(backend.settings().limits.bodyBytes, quint64(2048));
    QCOMPARE(backend.settings().dataFolder, folder.path()); // not the server's business

    QFile large(folder.filePath(QStringLiteral("large.csv")));
    QVERIFY(large.open(QFile::WriteOnly) && large.resize((1 << 20) + 1));
    window.findChild<UserFiles *>()->importFile(large.fileName());
    const auto *label = window.findChild<QLabel *>(QStringLiteral("fileErrorLabel"));
    QTRY_VERIFY(label->text().contains(QStringLiteral("1 MiB at most"))); // it is the window's, too

    const QSignalSpy finished(&backend, &Backend::finished);
    window.close();
    QTRY_COMPARE(finished.size(), 1);
}

void TestMainWindow::saysWhatIsWrongWithTheDataAndTriesAgain()
{
    auto first = std::make_unique<Desk>();
    QTRY_VERIFY(first->isListening());
    first->folder.setAutoRemove(false);
    const QString path = first->folder.path();

    Backend second(Desk::settings(0, path));
    MainWindow window(second);
    window.show();
    second.start();
    const auto part
            = [&](const char *name) { return window.findChild<QWidget *>(QLatin1String(name)); };
    QTRY_VERIFY(part("MessageBar")->isVisible());
    QVERIFY(!window.findChild<QLabel *>(QStringLiteral("textLabel"))->text().isEmpty());
    QVERIFY(!part("serverButton")->isEnabled());
    QVERIFY(!part("addButton")->isEnabled());
    QVERIFY(!part("startButton")->isEnabled());

    first.reset(); // its program has ended
    QTest::mouseClick(part("mendButton"), Qt::LeftButton);
    QTRY_COMPARE(second.serverState(), Backend::ServerState::Listening);
    QVERIFY(!part("MessageBar")->isVisible());
    QVERIFY(part("addButton")->isEnabled());

    QSignalSpy finished(&second, &Backend::finished);
    window.close();
    QTRY_COMPARE(finished.size(), 1);
    QTRY_VERIFY(!window.isVisible());
    QVERIFY(QDir(path).removeRecursively());
}

void TestMainWindow::closesBeforeTheDataIsOpen()
{
    Desk desk;
    desk.window->close();
    QVERIFY(desk.window->isVisible()); // until all is closed
    QTRY_COMPARE(desk.finished.size(), 1);
    QVERIFY(!desk.window->isVisible());
}

void TestMainWindow::everyControlHasANameAndATip()
{
    Desk desk;
    const auto widgets = desk.window->findChildren<QWidget *>();
    int controls = 0;
    for (const QWidget *widget : widgets) {
        if (widget->objectName().isEmpty() || widget->objectName().startsWith(QLatin1String("qt_"))
            || qobject_cast<const QTabBar *>(widget->parent())) // Qt's own
            continue;
        if (!qobject_cast<const QAbstractButton *>(widget)
            && !qobject_cast<const QAbstractItemView *>(widget)
            && !qobject_cast<const QLineEdit *>(widget)
            && !qobject_cast<const QPlainTextEdit *>(widget)
            && !qobject_cast<const QAbstractSpinBox *>(widget))
            continue;
        ++controls;
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(widget->objectName()));
    }
    QVERIFY(controls > 20);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
