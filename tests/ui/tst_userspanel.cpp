// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../models/fakeuserstore.h"
#include "descendant.h"
#include "importdialog.h"
#include "support/transferdesk.h"
#include "userspanel.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace frontdesk;

namespace {

struct Panel
{
    FakeUserStore store;
    UsersPanel panel;

    Panel()
    {
        panel.resize(600, 400);
        panel.show();
    }

    template <typename T>
    T *find(const char *name) const
    {
        return descendant<T>(panel, name);
    }
    QString label(const char *name) const { return find<QLabel>(name)->text(); }
    QString page() const { return find<QStackedWidget>("pages")->currentWidget()->objectName(); }
    QDialog *dialog() const { return panel.findChild<QDialog *>(); }
    void open() { QTest::mouseClick(find<QWidget>("addButton"), Qt::LeftButton); }
    void type(const char *edit, const QString &text)
    {
        find<QLineEdit>(edit)->clear();
        QTest::keyClicks(find<QLineEdit>(edit), text);
    }
};

} // namespace

/// The users' panel and its dialog, over a store that fails on demand.
class TestUsersPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void isEmptyUntilThereAreUsers();
    void showsWhatTheStoreCannotRead();
    void returnInTheDialogAddsTheUser();
    void whatIsWrongStandsBesideItsField();
    void anErrorOfTheStoreKeepsWhatWasTyped();
    void theDialogGoesWithTheStore();
    void showsTheLastRowsOfAMillion();
    void anEmptyTableSaysWhatToDo();
    void buttonsGoIntoAMenuWhereThereIsNoRoom();
    void takesAFileThatIsDropped();
};

void TestUsersPanel::isEmptyUntilThereAreUsers()
{
    Panel desk;
    QVERIFY(!desk.find<QWidget>("addButton")->isEnabled());
    desk.panel.setStore(&desk.store);
    QVERIFY(desk.find<QWidget>("addButton")->isEnabled());
    QCOMPARE(desk.page(), QStringLiteral("emptyPage"));
    desk.store.change(1234);
    desk.panel.refresh();
    QCOMPARE(desk.page(), QStringLiteral("tablePage"));
    QCOMPARE(desk.label("countLabel"), QLocale().toString(1234));
}

void TestUsersPanel::showsWhatTheStoreCannotRead()
{
    Panel desk;
    desk.store.change(10);
    desk.store.error
            = Error { ErrorKind::Io, QStringLiteral("io"), QStringLiteral("Disk failed."), {} };
    desk.panel.setStore(&desk.store);
    QTRY_VERIFY(desk.find<QWidget>("errorLabel")->isVisible());
    QCOMPARE(desk.label("errorLabel"), QStringLiteral("Disk failed."));
    desk.store.error.reset();
    desk.panel.refresh();
    QTRY_VERIFY(!desk.find<QWidget>("errorLabel")->isVisible());
}

void TestUsersPanel::returnInTheDialogAddsTheUser()
{
    Panel desk;
    desk.panel.setStore(&desk.store);
    desk.open();
    desk.type("nameEdit", QStringLiteral("Ada"));
    desk.type("emailEdit", QStringLiteral("ada@example.org"));
    QTest::keyClick(desk.find<QWidget>("emailEdit"), Qt::Key_Return);
    QTRY_VERIFY(!desk.dialog());
    QCOMPARE(desk.store.rows, 1);
    QCOMPARE(desk.page(), QStringLiteral("tablePage"));
}

void TestUsersPanel::whatIsWrongStandsBesideItsField()
{
    Panel desk;
    desk.panel.setStore(&desk.store);
    desk.open();
    desk.type("nameEdit", QStringLiteral("Ada"));
    desk.type("emailEdit", QStringLiteral("not an address"));
    QTest::keyClick(desk.find<QWidget>("emailEdit"), Qt::Key_Return);
    QVERIFY(desk.find<QWidget>("emailErrorLabel")->isVisible());
    QVERIFY(!desk.find<QWidget>("nameErrorLabel")->isVisible());
    QCOMPARE(desk.dialog()->focusWidget(), desk.find<QWidget>("emailEdit"));
    QCOMPARE(desk.store.rows, 0);
}

void TestUsersPanel::anErrorOfTheStoreKeepsWhatWasTyped()
{
    Panel desk;
    desk.panel.setStore(&desk.store);
    desk.store.error = Error {
        ErrorKind::Busy, QStringLiteral("busy"), QStringLiteral("The database is locked."), {}
    };
    desk.open();
    desk.type("nameEdit", QStringLiteral("Ada"));
    desk.type("emailEdit", QStringLiteral("ada@example.org"));
    QTest::keyClick(desk.find<QWidget>("emailEdit"), Qt::Key_Return);
    QVERIFY(desk.dialog());
    auto *error = desk.dialog()->findChild<QLabel *>(QStringLiteral("errorLabel"));
    QTRY_COMPARE(error->text(), QStringLiteral("The database is locked."));
    QVERIFY(error->isVisible());
    QCOMPARE(desk.find<QLineEdit>("nameEdit")->text(), QStringLiteral("Ada"));
    QVERIFY(desk.find<QDialogButtonBox>("buttonBox")->button(QDialogButtonBox::Ok)->isEnabled());

    desk.store.error.reset();
    QTest::keyClick(desk.find<QWidget>("emailEdit"), Qt::Key_Return);
    QTRY_VERIFY(!desk.dialog());
    QCOMPARE(desk.store.rows, 1);
}

void TestUsersPanel::theDialogGoesWithTheStore()
{
    Panel desk;
    desk.panel.setStore(&desk.store);
    desk.open();
    QVERIFY(desk.dialog());
    desk.panel.setStore(nullptr);
    QTRY_VERIFY(!desk.dialog());
}

void TestUsersPanel::showsTheLastRowsOfAMillion()
{
    Panel desk;
    desk.store.change(1'000'000);
    desk.panel.setStore(&desk.store);
    auto *view = desk.find<QTableView>("usersView");
    view->scrollToBottom();
    QTRY_COMPARE(view->model()->index(999'999, UserTableModel::Email).data().toString(),
                 QStringLiteral("user1000000@example.org"));
    QVERIFY(view->rowAt(view->viewport()->height() - 2) >= 999'998);
}

void TestUsersPanel::anEmptyTableSaysWhatToDo()
{
    Panel desk;
    QVERIFY(!desk.find<QWidget>("firstUserButton")->isEnabled());
    QVERIFY(!desk.find<QWidget>("curlPart")->isVisible());
    desk.panel.setStore(&desk.store);
    desk.panel.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:5000")));
    QVERIFY(desk.find<QWidget>("curlPart")->isVisible());
    QTest::mouseClick(desk.find<QWidget>("copyCurlButton"), Qt::LeftButton);
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY(command.startsWith(QStringLiteral("curl ")));
    QVERIFY(command.contains(QStringLiteral("http://127.0.0.1:5000/add-user")));
    QVERIFY(command.contains(QStringLiteral(R"({"name":"Geek","email":"geeks@gfg.org"})")));

    QSignalSpy examples(&desk.panel, &UsersPanel::examplesRequested);
    QTest::mouseClick(desk.find<QWidget>("examplesButton"), Qt::LeftButton);
    QCOMPARE(examples.size(), 1);
    QTest::mouseClick(desk.find<QWidget>("firstUserButton"), Qt::LeftButton);
    QVERIFY(desk.dialog());
    desk.panel.setServerAddress({});
    QVERIFY(!desk.find<QWidget>("curlPart")->isVisible());
}

void TestUsersPanel::buttonsGoIntoAMenuWhereThereIsNoRoom()
{
    Panel desk;
    auto *more = desk.find<QToolButton>("qt_toolbar_ext_button");
    desk.panel.resize(900, 400);
    QTRY_VERIFY(!more->isVisible());
    QVERIFY(desk.find<QWidget>("exportButton")->isVisible());
    QVERIFY(!desk.find<QTableView>("usersView")->isColumnHidden(UserTableModel::Created));
    desk.panel.resize(desk.panel.minimumSizeHint().width(), 400);
    QTRY_VERIFY(more->isVisible());
    QVERIFY(!desk.find<QWidget>("exportButton")->isVisible());
    QVERIFY(desk.panel.rect().contains(QRect(more->mapTo(&desk.panel, QPoint()), more->size())));
    QVERIFY(more->menu()->actions().size() >= 2);
    QVERIFY(desk.find<QWidget>("searchEdit")->width() >= 80);
    QVERIFY(desk.find<QTableView>("usersView")->isColumnHidden(UserTableModel::Created));
    QVERIFY(!more->accessibleName().isEmpty());
}

void TestUsersPanel::takesAFileThatIsDropped()
{
    const TransferDesk desk;
    UsersPanel panel;
    panel.resize(600, 400);
    panel.show();
    QMimeData file;
    file.setUrls({ QUrl::fromLocalFile(desk.write("users.csv", "name,email\nAda,a@b\n")) });
    const auto drag = [&panel](const QMimeData &data) {
        QDragEnterEvent enter(QPoint(50, 200), Qt::CopyAction, &data, Qt::LeftButton, {});
        enter.ignore();
        QCoreApplication::sendEvent(&panel, &enter);
        return enter.isAccepted();
    };
    QVERIFY(!drag(file)); // nobody is there who could import it
    panel.setStore(&desk.users());
    panel.setTransfers(desk.transfers);
    QVERIFY(drag(file));
    QMimeData several;
    several.setUrls(file.urls() + file.urls());
    QVERIFY(!drag(several));
    QMimeData text;
    text.setText(QStringLiteral("name,email"));
    QVERIFY(!drag(text));

    QDropEvent drop(QPointF(50, 200), Qt::CopyAction, &file, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&panel, &drop);
    auto *dialog = panel.findChild<ImportDialog *>();
    QVERIFY(dialog);
    QTRY_COMPARE(dialog->findChild<QLabel *>(QStringLiteral("rowsLabel"))->text(),
                 QStringLiteral("One row; all are good."));
    panel.setTransfers({});
    QTRY_VERIFY(!panel.findChild<ImportDialog *>());
}

QTEST_MAIN(TestUsersPanel)
#include "tst_userspanel.moc"
