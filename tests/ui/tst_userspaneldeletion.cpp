// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userdelegate.h"
#include "userspaneltest.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

using namespace frontdesk;

namespace {

struct FullDesk : UsersDesk
{
    explicit FullDesk(int count)
        : UsersDesk(numberedUsers(count))
    {
        if (!QTest::qWaitFor([this] {
                return !text(0, UserTableModel::Email).isEmpty()
                        && text(0, UserTableModel::Email) != QStringLiteral("…");
            }))
            qFatal("nobody is shown");
        view()->setFocus();
    }
    void select(int first, int last)
    {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, at(first, UserTableModel::Name));
        if (last != first)
            QTest::mouseClick(view()->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                              at(last, UserTableModel::Name));
    }
    bool barIsShown() const { return find<QWidget>("deletionBar")->isVisible(); }
    bool isStruckOut(int row) const
    {
        return static_cast<const UserDelegate *>(view()->itemDelegate())
                ->isLeaving(view()->model()->index(row, 1));
    }
    double mark(int row) const
    {
        const auto *delegate = static_cast<const UserDelegate *>(view()->itemDelegate());
        return delegate->mark(view()->model()->index(row, 1));
    }
};

} // namespace

/// Deleting and copying users, and the marks of those that have changed.
class TestUsersPanelDeletion : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void deletesNobodyBeforeItsTime();
    void deletesAllThatWereSelected();
    void whoHasBeenChangedStays();
    void closingDeletesWhatWasAnnounced();
    void deletesByItselfWhenTimeIsUp();
    void deletesMoreThanHasBeenInView();
    void copiesAsJsonCsvAndCurl();
    void marksWhatOthersChange();
    void addsSamples();
};

void TestUsersPanelDeletion::deletesNobodyBeforeItsTime()
{
    FullDesk desk(3);
    desk.select(1, 1);
    QTest::keyClick(desk.view(), Qt::Key_Delete);
    QTRY_VERIFY(desk.barIsShown());
    QVERIFY(desk.find<QLabel>("textLabel")->text().startsWith(QStringLiteral("“user2”")));
    QVERIFY(desk.isStruckOut(1));
    QVERIFY(!desk.isStruckOut(0));
    QCOMPARE(desk.users().count(), 3);
    QTest::mouseClick(desk.find<QPushButton>("undoButton"), Qt::LeftButton);
    QVERIFY(!desk.barIsShown());
    QVERIFY(!desk.isStruckOut(1));
    desk.panel.setStore(nullptr); // nothing is left to be done
    QVERIFY(await(desk.users().find(2)));

    desk.panel.setStore(&desk.users());
    QTRY_COMPARE(desk.names().value(0), QStringLiteral("user1"));
    desk.select(0, 0);
    desk.view()->setFocus();
    QTest::keyClick(desk.view(), Qt::Key_Delete);
    QTRY_VERIFY(desk.barIsShown());
    QTest::keyClick(desk.view(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!desk.barIsShown());
    QCOMPARE(desk.users().count(), 3);
}

void TestUsersPanelDeletion::deletesAllThatWereSelected()
{
    FullDesk desk(6);
    desk.select(1, 3);
    QTest::keyClick(desk.view(), Qt::Key_Delete);
    QTRY_VERIFY(desk.barIsShown());
    desk.select(5, 5);
    QTest::keyClick(desk.view(), Qt::Key_Delete);
    QTRY_VERIFY(desk.find<QLabel>("textLabel")->text().startsWith(QStringLiteral("4 users")));
    QTest::mouseClick(desk.find<QPushButton>("deleteNowButton"), Qt::LeftButton);
    QVERIFY(!desk.barIsShown());
    QTRY_COMPARE(desk.users().count(), 2);
    desk.panel.refresh();
    QTRY_COMPARE(desk.names(), (QStringList { QStringLiteral("user1"), QStringLiteral("user5") }));
}

void TestUsersPanelDeletion::whoHasBeenChangedStays()
{
    FullDesk desk(3);
    desk.select(0, 2);
    QTest::keyClick(desk.view(), Qt::Key_Delete);
    QTRY_VERIFY(desk.barIsShown());
    QVERIFY(await(desk.users().update(2, { "Changed", std::nullopt }, {})));
    QTest::mouseClick(desk.find<QPushButton>("deleteNowButton"), Qt::LeftButton);
    QTRY_COMPARE(desk.users().count(), 1);
    QCOMPARE(await(desk.users().find(2))->name, std::string("Changed"));
    QTRY_VERIFY(desk.find<QLabel>("errorLabel")->text().endsWith(QStringLiteral(": 1.")));
}

void TestUsersPanelDeletion::closingDeletesWhatWasAnnounced()
{
    FullDesk desk(3);
    desk.select(0, 1);
    QTest::keyClick(desk.view(), Qt::Key_Delete);
    QTRY_VERIFY(desk.barIsShown());
    desk.panel.setStore(nullptr); // as the window does before it closes the database
    desk.database.reset();
    const auto again = Database::openSqlite(desk.folder.filePath(QStringLiteral("frontdesk.db")),
                                            Clock::system());
    QVERIFY(again);
    QCOMPARE((*again)->users().count(), 1);
}

void TestUsersPanelDeletion::deletesByItselfWhenTimeIsUp()
{
    FullDesk desk(2);
    auto *timer = desk.find<QWidget>("deletionBar")->findChild<QTimer *>();
    QVERIFY(timer);
    timer->setInterval(1); // ten of these
    desk.select(0, 0);
    QTest::keyClick(desk.view(), Qt::Key_Delete);
    QTRY_COMPARE(desk.users().count(), 1);
    QVERIFY(!desk.barIsShown());
}

void TestUsersPanelDeletion::deletesMoreThanHasBeenInView()
{
    FullDesk desk(1'000);
    QTest::keyClick(desk.view(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(desk.view(), Qt::Key_Delete);
    QTRY_VERIFY(desk.barIsShown());
    QTest::mouseClick(desk.find<QPushButton>("deleteNowButton"), Qt::LeftButton);
    QTRY_COMPARE(desk.users().count(), 0);
    desk.panel.refresh();
    QTRY_COMPARE(desk.find<QStackedWidget>("pages")->currentWidget()->objectName(),
                 QStringLiteral("emptyPage"));
}

void TestUsersPanelDeletion::copiesAsJsonCsvAndCurl()
{
    FullDesk desk(3);
    desk.select(1, 2);
    QClipboard &clipboard = *QGuiApplication::clipboard();
    QTest::keyClick(desk.view(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(clipboard.text(),
                 QStringLiteral(R"([{"id":2,"name":"user2","email":"2@example.org"})"
                                R"(,{"id":3,"name":"user3","email":"3@example.org"}])"));
    QTest::keyClick(desk.view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(clipboard.text(),
                 QStringLiteral("id,name,email\r\n2,user2,2@example.org\r\n"
                                "3,user3,3@example.org\r\n"));
    desk.panel.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:5000")));
    QTest::keyClick(desk.view(), Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QTRY_VERIFY(clipboard.text().startsWith(QStringLiteral("curl")));
    QCOMPARE(clipboard.text().count(QStringLiteral("curl ")), 2);
    QVERIFY(clipboard.text().contains(QStringLiteral("http://127.0.0.1:5000/users/3")));
}

void TestUsersPanelDeletion::marksWhatOthersChange()
{
    FullDesk desk(3);
    QTRY_COMPARE_WITH_TIMEOUT(desk.mark(1), 0.0, 2 * UserDelegate::markedMs);
    QVERIFY(await(desk.users().update(2, { "Changed", std::nullopt }, {})));
    desk.panel.refresh();
    QTRY_VERIFY(desk.mark(1) > 0);
    QCOMPARE(desk.mark(0), 0.0);
    QTRY_COMPARE_WITH_TIMEOUT(desk.mark(1), 0.0, 2 * UserDelegate::markedMs);
}

void TestUsersPanelDeletion::addsSamples()
{
    UsersDesk desk;
    QTest::mouseClick(desk.find<QPushButton>("sampleButton"), Qt::LeftButton);
    QTRY_COMPARE(desk.view()->model()->rowCount(), 100);
    QTRY_COMPARE(desk.text(99, UserTableModel::Email), QStringLiteral("radia.weaver@example.org"));
    QCOMPARE(desk.find<QStackedWidget>("pages")->currentWidget()->objectName(),
             QStringLiteral("tablePage"));
}

QTEST_MAIN(TestUsersPanelDeletion)
#include "tst_userspaneldeletion.moc"
