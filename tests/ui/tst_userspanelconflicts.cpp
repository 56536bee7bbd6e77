// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fakeuserstore.h"
#include "userseditingtest.h"

#include <QPushButton>

using namespace frontdesk;

namespace {

constexpr int nameColumn = UserTableModel::Name, emailColumn = UserTableModel::Email;

/// What was typed is refused, since somebody else has renamed the user.
struct ConflictDesk : EditingDesk
{
    ConflictDesk()
        : EditingDesk(3)
    {
        doubleClick(0, nameColumn);
        type("Mine");
        rename(1, "Theirs");
        press(Qt::Key_Return);
        if (!QTest::qWaitFor([this] { return field()->isWrong() && !field()->isReadOnly(); }))
            qFatal("no conflict");
    }
};

} // namespace

/// What others do while a cell is being changed.
class TestUsersPanelConflicts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void whatSomebodyElseSavedIsNotOverwrittenUnseen();
    void leavingDoesNotOverwriteEither();
    void looksAgainInThePool();
    void goesWithAUserWhoIsAboutToBeDeleted();
    void saysThatTheUserIsGone();
    void keepsItsPlaceWhileOthersAdd();
    void keepsItsTextWhileTheUserChanges();
    void followsItsUserInTheOrder();
    void anotherSearchLosesNothing();
};

void TestUsersPanelConflicts::whatSomebodyElseSavedIsNotOverwrittenUnseen()
{
    ConflictDesk desk;
    QVERIFY(desk.bubble()->text().contains(QStringLiteral("“Theirs”")));
    QCOMPARE(desk.field()->text(), QStringLiteral("Mine"));
    QCOMPARE(desk.stored(1).name, std::string("Theirs"));
    desk.press(Qt::Key_Return); // now it has been seen
    QTRY_VERIFY(!desk.field());
    QCOMPARE(desk.stored(1).name, std::string("Mine"));
}

void TestUsersPanelConflicts::leavingDoesNotOverwriteEither()
{
    ConflictDesk desk;
    desk.type("Mine again");
    QVERIFY(desk.field()->isWrong()); // it still has to be decided
    desk.view()->setFocus();
    QVERIFY(desk.field());
    QVERIFY(!desk.field()->isReadOnly()); // nothing is on its way
    QCOMPARE(desk.stored(1).name, std::string("Theirs"));
}

/// The window's thread waits for no disk.
void TestUsersPanelConflicts::looksAgainInThePool()
{
    FakeUserDesk desk;
    desk.store.writeError.kind = ErrorKind::PreconditionFailed;
    desk.edit("Ada");
    QTRY_VERIFY(desk.field()->isWrong());
    QVERIFY(desk.field()->sentence().startsWith(QStringLiteral("Somebody else has changed")));
    QCOMPARE(desk.store.reads, 1);
    QCOMPARE(desk.store.readsWhereCalled, 0);
}

void TestUsersPanelConflicts::goesWithAUserWhoIsAboutToBeDeleted()
{
    ConflictDesk desk;
    desk.announceDeletion(1);
    QVERIFY(desk.field()); // another's
    desk.announceDeletion(0);
    QTRY_VERIFY(!desk.field());
    QTest::mouseClick(desk.find<QPushButton>("deleteNowButton"), Qt::LeftButton);
    QTRY_COMPARE(desk.users().count(), 1);
}

void TestUsersPanelConflicts::saysThatTheUserIsGone()
{
    EditingDesk desk(3);
    desk.doubleClick(1, nameColumn);
    desk.type("Ada");
    QVERIFY(await(desk.users().remove(2, {})));
    desk.panel.refresh();
    QTRY_COMPARE(desk.view()->model()->rowCount(), 2);
    QVERIFY(desk.field());
    QVERIFY(desk.field()->isVisible());
    QTRY_VERIFY(desk.bubble()->isVisible());
    QVERIFY(desk.bubble()->text().startsWith(QStringLiteral("“user1002” is not among these")));
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.field()->isWrong());
    QVERIFY(desk.bubble()->text().contains(QStringLiteral("deleted")));
    QCOMPARE(desk.field()->text(), QStringLiteral("Ada"));
}

void TestUsersPanelConflicts::keepsItsPlaceWhileOthersAdd()
{
    EditingDesk desk(400);
    desk.view()->sortByColumn(UserTableModel::Id, Qt::DescendingOrder); // new ones come at the top
    QTRY_COMPARE(desk.text(0, nameColumn), QStringLiteral("user1400"));
    desk.doubleClick(3, nameColumn);
    desk.type("Ada Love");
    const QPoint place = desk.field()->pos();
    for (int added = 1; added <= 20; ++added) {
        QVERIFY(await(
                desk.users().create({ "new", "new" + std::to_string(added) + "@example.org" })));
        desk.panel.refresh();
        QTest::keyClicks(desk.field(), QStringLiteral("l"));
        QTRY_COMPARE(desk.view()->model()->rowCount(), 400 + added);
        QTRY_COMPARE(desk.text(3 + added, nameColumn), QStringLiteral("user1397"));
        QCOMPARE(desk.field()->pos(), place);
        QCOMPARE(desk.view()->visualRect(desk.view()->model()->index(3 + added, nameColumn)).top(),
                 place.y());
    }
    QVERIFY(desk.field()->hasFocus());
    QCOMPARE(desk.field()->text(), QStringLiteral("Ada Love") + QString(20, u'l'));
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(!desk.field());
    QCOMPARE(desk.stored(397).name, "Ada Love" + std::string(20, 'l'));
}

void TestUsersPanelConflicts::keepsItsTextWhileTheUserChanges()
{
    EditingDesk desk(3);
    desk.doubleClick(1, nameColumn);
    desk.type("Ad");
    desk.field()->setCursorPosition(1);
    for (int time = 0; time < 5; ++time) {
        desk.rename(2, qPrintable(QStringLiteral("name%1").arg(time)));
        QTRY_COMPARE(desk.text(1, nameColumn), QStringLiteral("name%1").arg(time));
    }
    QCOMPARE(desk.field()->text(), QStringLiteral("Ad"));
    QCOMPARE(desk.field()->cursorPosition(), 1);
}

void TestUsersPanelConflicts::followsItsUserInTheOrder()
{
    EditingDesk desk(9);
    desk.view()->sortByColumn(nameColumn, Qt::AscendingOrder);
    QTRY_COMPARE(desk.text(0, nameColumn), QStringLiteral("user1001"));
    desk.doubleClick(0, emailColumn);
    desk.type("ada@example.org");
    desk.rename(1, "zebra");
    QTRY_COMPARE(desk.text(8, nameColumn), QStringLiteral("zebra"));
    QTRY_COMPARE(desk.field()->geometry().top(),
                 desk.view()->visualRect(desk.view()->model()->index(8, emailColumn)).top());
    QCOMPARE(desk.field()->text(), QStringLiteral("ada@example.org"));
    QVERIFY(desk.field()->hasFocus());
}

void TestUsersPanelConflicts::anotherSearchLosesNothing()
{
    EditingDesk desk(20);
    desk.doubleClick(4, nameColumn);
    desk.type("Ada");
    static_cast<UserTableModel *>(desk.view()->model())->search(QStringLiteral("user1001"));
    QTRY_COMPARE(desk.view()->model()->rowCount(), 1);
    QVERIFY(desk.field());
    QTRY_VERIFY(desk.bubble()->isVisible());
    QCOMPARE(desk.field()->text(), QStringLiteral("Ada"));
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(!desk.field());
    QCOMPARE(desk.stored(5).name, std::string("Ada"));
}

QTEST_MAIN(TestUsersPanelConflicts)
#include "tst_userspanelconflicts.moc"
