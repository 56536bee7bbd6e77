// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cellfield.h"
#include "models/fakeuserstore.h"
#include "userspaneltest.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>

using namespace frontdesk;

namespace {

constexpr int nameColumn = UserTableModel::Name, emailColumn = UserTableModel::Email;

std::vector<UserDraft> numbered(int count)
{
    std::vector<UserDraft> users;
    for (int number = 1; number <= count; ++number)
        users.push_back({ "user" + std::to_string(1000 + number),
                          std::to_string(number) + "@example.org" });
    return users;
}

struct EditingDesk : UsersDesk
{
    explicit EditingDesk(int count)
        : UsersDesk(numbered(count))
    {
        panel.activateWindow();
        if (!QTest::qWaitForWindowActive(&panel) || !isShown(0))
            qFatal("nobody is shown");
    }

    bool isShown(int row) const
    {
        return QTest::qWaitFor([this, row] { return text(row, emailColumn).contains(u'@'); });
    }
    CellField *field() const { return panel.findChild<CellField *>(); }
    QLabel *bubble() const { return find<QLabel>("cellBubble"); }
    void doubleClick(int row, int column)
    {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, at(row, column));
        QTest::mouseDClick(view()->viewport(), Qt::LeftButton, {}, at(row, column));
    }
    void type(const char *text)
    {
        field()->selectAll();
        QTest::keyClicks(field(), QString::fromUtf8(text));
    }
    void press(Qt::Key key) { QTest::keyClick(field(), key); }
    User stored(qint64 id) const { return *await(users().find(id)); }
    void rename(qint64 id, const char *name)
    {
        if (!await(users().update(id, { name, std::nullopt }, {})))
            qFatal("not renamed");
        panel.refresh();
    }
};

} // namespace

/// A name or an e-mail is changed in its cell, whatever others do meanwhile.
class TestUsersPanelEditing : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void opensAtTheCurrentCell_data();
    void opensAtTheCurrentCell();
    void returnSavesWhatWasTyped();
    void escapeGivesUp();
    void notEveryCellCanBeChanged();
    void tabGoesOnToTheOtherText();
    void leavingSaves();
    void whatDoesNotValidateStaysInTheField();
    void anotherUsersEmailIsRefusedAtTheCell();
    void whatSomebodyElseSavedIsNotOverwrittenUnseen();
    void leavingDoesNotOverwriteEither();
    void saysThatTheUserIsGone();
    void aStoreThatFailsLosesNothing();
    void keepsItsPlaceWhileOthersAdd();
    void keepsItsTextWhileTheUserChanges();
    void followsItsUserInTheOrder();
    void anotherSearchLosesNothing();
    void goesWithTheStore();
};

void TestUsersPanelEditing::opensAtTheCurrentCell_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::newRow("F2 at a name") << Qt::Key_F2 << nameColumn << QStringLiteral("user1002");
    QTest::newRow("Return at an e-mail")
            << Qt::Key_Return << emailColumn << QStringLiteral("2@example.org");
    QTest::newRow("F2 at an id changes the name")
            << Qt::Key_F2 << int(UserTableModel::Id) << QStringLiteral("user1002");
}

void TestUsersPanelEditing::opensAtTheCurrentCell()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const int, column);
    QFETCH(const QString, text);
    EditingDesk desk(3);
    QTest::mouseClick(desk.view()->viewport(), Qt::LeftButton, {}, desk.at(1, column));
    QVERIFY(!desk.field());
    QTest::keyClick(desk.view(), key);
    QVERIFY(desk.field());
    QVERIFY(desk.field()->hasFocus());
    QCOMPARE(desk.field()->text(), text);
    QCOMPARE(desk.field()->selectedText(), text);
    QVERIFY(!desk.bubble()->isVisible());
}

void TestUsersPanelEditing::returnSavesWhatWasTyped()
{
    EditingDesk desk(3);
    desk.doubleClick(1, nameColumn);
    QVERIFY(desk.field());
    desk.type(" Ada Lovelace ");
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(!desk.field());
    QCOMPARE(desk.stored(2).name, std::string("Ada Lovelace"));
    QCOMPARE(desk.stored(2).email, std::string("2@example.org"));
    QCOMPARE(desk.text(1, nameColumn), QStringLiteral("Ada Lovelace")); // without a refresh
    QVERIFY(desk.view()->hasFocus());
    QCOMPARE(desk.view()->currentIndex().row(), 1);
}

void TestUsersPanelEditing::escapeGivesUp()
{
    EditingDesk desk(3);
    desk.doubleClick(0, emailColumn);
    desk.type("ada@example.org");
    desk.press(Qt::Key_Escape);
    QTRY_VERIFY(!desk.field());
    QVERIFY(desk.view()->hasFocus());
    QCOMPARE(desk.stored(1).version, 1);
    QCOMPARE(desk.text(0, emailColumn), QStringLiteral("1@example.org"));
}

void TestUsersPanelEditing::notEveryCellCanBeChanged()
{
    EditingDesk desk(3);
    desk.doubleClick(0, UserTableModel::Id);
    QVERIFY(!desk.field());
    desk.doubleClick(0, UserTableModel::Created);
    QVERIFY(!desk.field());
    desk.doubleClick(0, nameColumn);
    desk.press(Qt::Key_Return); // nothing was changed
    QTRY_VERIFY(!desk.field());
    QCOMPARE(desk.stored(1).version, 1);
}

void TestUsersPanelEditing::tabGoesOnToTheOtherText()
{
    EditingDesk desk(3);
    desk.doubleClick(2, nameColumn);
    desk.type("Ada");
    desk.press(Qt::Key_Tab);
    QTRY_VERIFY(desk.field() && desk.field()->text() == QStringLiteral("3@example.org"));
    desk.type("ada@example.org");
    QTest::keyClick(desk.field(), Qt::Key_Backtab);
    QTRY_VERIFY(desk.field() && desk.field()->text() == QStringLiteral("Ada"));
    desk.press(Qt::Key_Escape);
    const User user = desk.stored(3);
    QCOMPARE(user.name, std::string("Ada"));
    QCOMPARE(user.email, std::string("ada@example.org"));
}

void TestUsersPanelEditing::leavingSaves()
{
    EditingDesk desk(3);
    desk.doubleClick(0, nameColumn);
    desk.type("Ada");
    QTest::mouseClick(desk.view()->viewport(), Qt::LeftButton, {}, desk.at(2, nameColumn));
    QTRY_VERIFY(!desk.field());
    QCOMPARE(desk.stored(1).name, std::string("Ada"));
}

void TestUsersPanelEditing::whatDoesNotValidateStaysInTheField()
{
    EditingDesk desk(3);
    desk.doubleClick(1, emailColumn);
    desk.type("not an address");
    desk.press(Qt::Key_Return);
    QVERIFY(desk.field()->isWrong());
    QVERIFY(desk.bubble()->isVisible());
    QCOMPARE(desk.bubble()->text(), QStringLiteral("email must not hold white space."));
    QVERIFY(!desk.bubble()->geometry().intersects(
            QRect(desk.field()->mapTo(desk.view(), QPoint()), desk.field()->size())));
    QVERIFY(desk.field()->hasFocus());
    QCOMPARE(desk.field()->accessibleDescription(), desk.bubble()->text());
    QCOMPARE(desk.field()->text(), QStringLiteral("not an address"));
    desk.type("ada@example.org");
    QVERIFY(!desk.bubble()->isVisible());
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(!desk.field());
    QCOMPARE(desk.stored(2).email, std::string("ada@example.org"));
}

void TestUsersPanelEditing::anotherUsersEmailIsRefusedAtTheCell()
{
    EditingDesk desk(3);
    desk.doubleClick(1, emailColumn);
    desk.type("1@EXAMPLE.org");
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.field()->isWrong());
    QCOMPARE(desk.bubble()->text(), QStringLiteral("Another user has this e-mail address."));
    QVERIFY(desk.field()->hasFocus());
    QVERIFY(!desk.field()->isReadOnly());
    QCOMPARE(desk.field()->text(), QStringLiteral("1@EXAMPLE.org"));
    QCOMPARE(desk.stored(2).version, 1);
}

void TestUsersPanelEditing::whatSomebodyElseSavedIsNotOverwrittenUnseen()
{
    EditingDesk desk(3);
    desk.doubleClick(0, nameColumn);
    desk.type("Mine");
    desk.rename(1, "Theirs");
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.field()->isWrong());
    QVERIFY(desk.bubble()->text().contains(QStringLiteral("“Theirs”")));
    QCOMPARE(desk.field()->text(), QStringLiteral("Mine"));
    QCOMPARE(desk.stored(1).name, std::string("Theirs"));
    QTRY_VERIFY(!desk.field()->isReadOnly());
    desk.press(Qt::Key_Return); // now it has been seen
    QTRY_VERIFY(!desk.field());
    QCOMPARE(desk.stored(1).name, std::string("Mine"));
}

void TestUsersPanelEditing::leavingDoesNotOverwriteEither()
{
    EditingDesk desk(3);
    desk.doubleClick(0, nameColumn);
    desk.type("Mine");
    desk.rename(1, "Theirs");
    desk.press(Qt::Key_Return);
    QTRY_VERIFY(desk.field()->isWrong());
    desk.type("Mine again");
    QVERIFY(desk.field()->isWrong()); // it still has to be decided
    desk.view()->setFocus();
    QVERIFY(desk.field());
    QVERIFY(!desk.field()->isReadOnly()); // nothing is on its way
    QCOMPARE(desk.stored(1).name, std::string("Theirs"));
}

void TestUsersPanelEditing::saysThatTheUserIsGone()
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

void TestUsersPanelEditing::aStoreThatFailsLosesNothing()
{
    FakeUserStore store; // its writes fail
    store.change(3);
    UsersPanel panel;
    panel.resize(600, 400);
    panel.show();
    panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    panel.setStore(&store);
    auto *view = panel.findChild<QTableView *>(QStringLiteral("usersView"));
    QTRY_COMPARE(view->model()->index(0, nameColumn).data().toString(), QStringLiteral("user1"));
    view->setCurrentIndex(view->model()->index(0, nameColumn));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_F2);
    auto *field = panel.findChild<CellField *>();
    QVERIFY(field);
    QTest::keyClicks(field, QStringLiteral("Ada"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(field->isWrong());
    QCOMPARE(field->sentence(), QStringLiteral("Not in this fake."));
    QCOMPARE(field->text(), QStringLiteral("Ada"));
    QVERIFY(!field->isReadOnly());
}

void TestUsersPanelEditing::keepsItsPlaceWhileOthersAdd()
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

void TestUsersPanelEditing::keepsItsTextWhileTheUserChanges()
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

void TestUsersPanelEditing::followsItsUserInTheOrder()
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

void TestUsersPanelEditing::anotherSearchLosesNothing()
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

void TestUsersPanelEditing::goesWithTheStore()
{
    EditingDesk desk(3);
    desk.doubleClick(0, nameColumn);
    desk.type("Ada");
    desk.press(Qt::Key_Return); // on its way
    desk.panel.setStore(nullptr);
    QTRY_VERIFY(!desk.field());
    QTRY_COMPARE(desk.stored(1).name, std::string("Ada"));
}

QTEST_MAIN(TestUsersPanelEditing)
#include "tst_userspanelediting.moc"
