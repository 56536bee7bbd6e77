// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/userpagecache.h"

#include <QTest>

using namespace frontdesk;

namespace {

constexpr int pageRows = UserPageCache::pageRows;

/// Users as a table has them in its rows from @p row on.
UserPageCache::Page users(int row, int count)
{
    UserPageCache::Page users;
    for (int at = row; at < row + count; ++at)
        users.append({ at + 1, "user", std::to_string(at) + "@example.org", 1, 0, 0 });
    return users;
}

} // namespace

/// What is known of a long table.
class TestUserPageCache : public QObject
{
    Q_OBJECT

private slots:
    void findsRowsAndUsers();
    void knowsNothingBehindAGap();
    void forgets();
    void inViewAreNeighboursThatWereLookedAt();
    void remembersOnlyTheLastLooks();
};

void TestUserPageCache::findsRowsAndUsers()
{
    UserPageCache pages;
    pages.keep(2, users(2 * pageRows, pageRows + 10)); // two pages, the second short
    QCOMPARE(pages.at(2 * pageRows)->id, 2 * pageRows + 1);
    QCOMPARE(pages.at(3 * pageRows + 9)->id, 3 * pageRows + 10);
    QVERIFY(!pages.at(3 * pageRows + 10));
    QVERIFY(!pages.at(0));
    QCOMPARE(pages.rowOf(3 * pageRows + 10, 4 * pageRows), 3 * pageRows + 9);
    QCOMPARE(pages.rowOf(3 * pageRows + 10, 3 * pageRows), -1); // not among so few
    QCOMPARE(pages.rowOf(1, 4 * pageRows), -1);
    User other = *pages.at(2 * pageRows);
    other.name = "other";
    pages.replace(2 * pageRows, other);
    QCOMPARE(pages.at(2 * pageRows)->name, std::string("other"));
}

void TestUserPageCache::knowsNothingBehindAGap()
{
    UserPageCache pages;
    pages.keep(0, users(0, pageRows));
    pages.keep(2, users(2 * pageRows, pageRows));
    QCOMPARE(pages.known(0, 3).size(), pageRows);
    pages.keep(1, users(pageRows, 5)); // a short page is the last
    QCOMPARE(pages.known(0, 3).size(), pageRows + 5);
    QCOMPARE(pages.known(0, 1).size(), pageRows);
    QCOMPARE(pages.known(3, 1).size(), 0);
}

void TestUserPageCache::forgets()
{
    UserPageCache pages;
    pages.keep(0, users(0, 6 * pageRows));
    pages.forgetBehind(4);
    QVERIFY(pages.contains(4) && !pages.contains(5));
    pages.forgetAllBut({ 1, 2 });
    QVERIFY(!pages.contains(0) && pages.contains(1) && pages.contains(2) && !pages.contains(3));
    pages.clear();
    QVERIFY(!pages.contains(1));
}

void TestUserPageCache::inViewAreNeighboursThatWereLookedAt()
{
    UserPageCache pages;
    pages.keep(0, users(0, 6 * pageRows));
    for (const int page : { 0, 2, 4, 3 })
        pages.lookAt(page);
    QCOMPARE(pages.inView().first, 2);
    QCOMPARE(pages.inView().last, 4);
    pages.forgetBehind(3);
    QCOMPARE(pages.inView().last, 3); // the next isn't there any more
    pages.clear();
    QCOMPARE(pages.inView().first, 0);
    QCOMPARE(pages.inView().last, 0);
}

void TestUserPageCache::remembersOnlyTheLastLooks()
{
    UserPageCache pages;
    for (const int page : { 1, 2, 3, 2, 4, 5 })
        pages.lookAt(page);
    QVERIFY(pages.lookedAt() == std::vector<int>({ 3, 2, 4, 5 }));
    QCOMPARE(pages.lastLookedAt(), 5);
}

QTEST_GUILESS_MAIN(TestUserPageCache)
#include "tst_userpagecache.moc"
