// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userseditingtest.h"

using namespace frontdesk;

namespace {

constexpr int nameColumn = UserTableModel::Name, emailColumn = UserTableModel::Email;

} // namespace

/// A name or an e-mail is changed in its cell.
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
    void aStoreThatFailsLosesNothing();
    void whoIsAboutToBeDeletedIsNotChanged();
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

void TestUsersPanelEditing::aStoreThatFailsLosesNothing()
{
    FakeUserDesk desk;
    desk.edit("Ada");
    QTRY_VERIFY(desk.field()->isWrong());
    QCOMPARE(desk.field()->sentence(), QStringLiteral("Not in this fake."));
    QCOMPARE(desk.field()->text(), QStringLiteral("Ada"));
    QVERIFY(!desk.field()->isReadOnly());
}

void TestUsersPanelEditing::whoIsAboutToBeDeletedIsNotChanged()
{
    EditingDesk desk(3);
    desk.announceDeletion(1);
    desk.doubleClick(1, nameColumn);
    QVERIFY(!desk.field());
    auto *error = desk.find<QLabel>("errorLabel");
    QVERIFY(error->isVisible());
    QVERIFY(error->text().startsWith(QStringLiteral("“user1002” is about to be deleted.")));
    QTest::keyClick(desk.view(), Qt::Key_F2);
    QVERIFY(!desk.field());
    desk.doubleClick(0, nameColumn); // the others can be
    QVERIFY(desk.field());
    desk.press(Qt::Key_Escape);
    QTRY_VERIFY(!desk.field());

    QTest::keyClick(desk.view(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!error->isVisible());
    desk.doubleClick(1, nameColumn);
    QVERIFY(desk.field());
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
