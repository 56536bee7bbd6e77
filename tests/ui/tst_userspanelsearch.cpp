// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userspaneltest.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>

using namespace frontdesk;

namespace {

const std::vector<UserDraft> &someUsers()
{
    static const std::vector<UserDraft> users { { "Eve", "a@example.org" },
                                                { "Ada", "c@example.org" },
                                                { "adam", "b@example.org" },
                                                { "Bob", "ada@example.net" } };
    return users;
}

QStringList list(const char *names)
{
    return QString::fromLatin1(names).split(u' ');
}

} // namespace

/// Searching, sorting and scrolling the users, which the database does.
class TestUsersPanelSearch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void searchesAsOneTypes();
    void saysThatNobodyWasFound();
    void aLongSearchGrowsAsOneScrolls();
    void aClickOnAHeaderSorts();
    void keepsTheSelectionWithItsUsers();
    void keepsWhatIsReadInItsPlace();
    void typingInTheTableSearchesNothing();
};

void TestUsersPanelSearch::searchesAsOneTypes()
{
    UsersDesk desk(someUsers());
    QTRY_COMPARE(desk.names(), list("Eve Ada adam Bob"));
    auto *edit = desk.find<QLineEdit>("searchEdit");
    QTest::keyClicks(edit, QStringLiteral("ada"));
    QTRY_COMPARE(desk.names(), list("Ada adam Bob")); // Bob by his e-mail
    QCOMPARE(desk.find<QLabel>("countLabel")->text(), QStringLiteral("3 found"));
    QTest::keyClicks(edit, QStringLiteral("m"));
    QTRY_COMPARE(desk.names(), list("adam"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(desk.panel.focusWidget() == desk.view());
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_Escape);
    QTRY_COMPARE(desk.names(), list("Eve Ada adam Bob"));
    QCOMPARE(desk.find<QLabel>("countLabel")->text(), QStringLiteral("4"));
}

void TestUsersPanelSearch::saysThatNobodyWasFound()
{
    UsersDesk desk(someUsers());
    QTest::keyClicks(desk.find<QLineEdit>("searchEdit"), QStringLiteral("zoe"));
    auto *pages = desk.find<QStackedWidget>("pages");
    QTRY_COMPARE(pages->currentWidget()->objectName(), QStringLiteral("nothingPage"));
    QVERIFY(desk.find<QLabel>("nothingLabel")->text().contains(QStringLiteral("zoe")));
    // Somebody of that name comes in.
    QVERIFY(await(desk.users().create({ "Zoe", "zoe@example.org" })));
    desk.panel.refresh();
    QTRY_COMPARE(pages->currentWidget()->objectName(), QStringLiteral("tablePage"));
    QTRY_COMPARE(desk.names(), list("Zoe"));

    QVERIFY(await(desk.users().remove(5, {})));
    desk.panel.refresh();
    QTRY_COMPARE(pages->currentWidget()->objectName(), QStringLiteral("nothingPage"));
    QTest::mouseClick(desk.find<QPushButton>("showAllButton"), Qt::LeftButton);
    QTRY_COMPARE(desk.names(), list("Eve Ada adam Bob"));
    QVERIFY(desk.find<QLineEdit>("searchEdit")->text().isEmpty());
}

void TestUsersPanelSearch::aLongSearchGrowsAsOneScrolls()
{
    UsersDesk desk(numberedUsers(700, 10'000));
    QTest::keyClicks(desk.find<QLineEdit>("searchEdit"), QStringLiteral("user"));
    QTRY_COMPARE(desk.find<QLabel>("countLabel")->text(), QStringLiteral("256 found and more"));
    for (int ends = 0; ends < 3; ++ends) {
        const int rows = desk.view()->model()->rowCount();
        QTest::keyClick(desk.view(), Qt::Key_End);
        QTRY_VERIFY(desk.view()->model()->rowCount() != rows || rows == 700);
    }
    QTRY_COMPARE(desk.view()->model()->rowCount(), 700);
    QTRY_COMPARE(desk.find<QLabel>("countLabel")->text(), QStringLiteral("700 found"));
    QTest::keyClick(desk.view(), Qt::Key_End);
    QTRY_COMPARE(desk.text(699, UserTableModel::Name), QStringLiteral("user10699"));
}

void TestUsersPanelSearch::aClickOnAHeaderSorts()
{
    UsersDesk desk(someUsers());
    QHeaderView *header = desk.view()->horizontalHeader();
    const auto click = [header](int column) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(column) + 10, 5));
    };
    click(UserTableModel::Name);
    QTRY_COMPARE(desk.names(), list("Ada Bob Eve adam")); // byte by byte
    click(UserTableModel::Name);
    QTRY_COMPARE(desk.names(), list("adam Eve Bob Ada"));
    click(UserTableModel::Email);
    QTRY_COMPARE(desk.names(), list("Eve Bob adam Ada"));
    QTest::keyClicks(desk.find<QLineEdit>("searchEdit"), QStringLiteral("ada"));
    QTRY_COMPARE(desk.names(), list("Bob adam Ada"));
}

void TestUsersPanelSearch::keepsTheSelectionWithItsUsers()
{
    UsersDesk desk(someUsers());
    QTRY_COMPARE(desk.names(), list("Eve Ada adam Bob"));
    QTest::mouseClick(desk.view()->viewport(), Qt::LeftButton, {},
                      desk.at(2, UserTableModel::Name));
    QVERIFY(await(desk.users().remove(1, {})));
    desk.panel.refresh();
    QTRY_COMPARE(desk.names(), list("Ada adam Bob"));
    const QModelIndexList rows = desk.view()->selectionModel()->selectedRows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].row(), 1);
    QCOMPARE(desk.view()->currentIndex().row(), 1);
}

void TestUsersPanelSearch::keepsWhatIsReadInItsPlace()
{
    UsersDesk desk(numberedUsers(1'000));
    QScrollBar *bar = desk.view()->verticalScrollBar();
    bar->setValue(300);
    QTRY_COMPARE(desk.text(300, UserTableModel::Id), QStringLiteral("301"));
    QTRY_VERIFY(desk.text(310, UserTableModel::Id) == QStringLiteral("311"));
    QVERIFY(await(desk.users().remove(280, {})));
    desk.panel.refresh();
    QTRY_COMPARE(desk.view()->model()->rowCount(), 999);
    QTRY_COMPARE(bar->value(), 299);
    QTRY_COMPARE(desk.text(299, UserTableModel::Id), QStringLiteral("301"));
}

void TestUsersPanelSearch::typingInTheTableSearchesNothing()
{
    UsersDesk desk(someUsers());
    QTRY_COMPARE(desk.names(), list("Eve Ada adam Bob"));
    QTest::mouseClick(desk.view()->viewport(), Qt::LeftButton, {}, desk.at(0, UserTableModel::Id));
    QTest::keyClicks(desk.view(), QStringLiteral("4"));
    QCOMPARE(desk.view()->currentIndex().row(), 0);
}

QTEST_MAIN(TestUsersPanelSearch)
#include "tst_userspanelsearch.moc"
