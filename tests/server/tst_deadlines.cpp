// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/deadlines.h"

#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

class TestDeadlines : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhoIsDue();
    void forgetsWhatIsCleared();
    void settingAgainPostpones();
};

void TestDeadlines::tellsWhoIsDue()
{
    Limits limits;
    limits.headTimeout = 0ms;
    limits.idleTimeout = 1h;
    Deadlines deadlines(limits);
    Deadlines::Entry first, second, third;
    int a = 0, b = 0, c = 0;
    deadlines.set(first, Deadlines::Class::Idle, &a);
    deadlines.set(second, Deadlines::Class::Head, &b);
    deadlines.set(third, Deadlines::Class::Head, &c);
    QCOMPARE(deadlines.takeDue().owner, static_cast<void *>(&b));
    const auto due = deadlines.takeDue();
    QCOMPARE(due.owner, static_cast<void *>(&c));
    QCOMPARE(due.what, Deadlines::Class::Head);
    QVERIFY(!deadlines.takeDue().owner);
    QVERIFY(first.isSet() && !second.isSet());
}

void TestDeadlines::forgetsWhatIsCleared()
{
    Limits limits;
    limits.headTimeout = 0ms;
    Deadlines deadlines(limits);
    int owner = 0;
    Deadlines::Entry cleared;
    deadlines.set(cleared, Deadlines::Class::Head, &owner);
    cleared.clear();
    {
        Deadlines::Entry destroyed;
        deadlines.set(destroyed, Deadlines::Class::Head, &owner);
    }
    QVERIFY(!deadlines.takeDue().owner);
}

void TestDeadlines::settingAgainPostpones()
{
    Limits limits;
    limits.headTimeout = 0ms;
    limits.idleTimeout = 1h;
    Deadlines deadlines(limits);
    int owner = 0;
    Deadlines::Entry entry;
    deadlines.set(entry, Deadlines::Class::Head, &owner);
    deadlines.set(entry, Deadlines::Class::Idle, &owner);
    QVERIFY(!deadlines.takeDue().owner);
    QCOMPARE(entry.what(), Deadlines::Class::Idle);
}

QTEST_GUILESS_MAIN(TestDeadlines)
#include "tst_deadlines.moc"
