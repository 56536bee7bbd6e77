// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/turns.h"

#include "base/inbox.h"

#include <QTest>

#include <vector>

using namespace frontdesk;
using namespace Qt::StringLiterals;

namespace {

/// Somebody who takes a turn and keeps it until told otherwise.
struct Guest
{
    Turns::Turn turn;
    bool gaveUp = false;
    std::stop_source stop;
};

Detached come(Turns &turns, QString host, Guest &guest)
{
    auto taking = turns.take(std::move(host), guest.stop.get_token());
    auto turn = co_await taking;
    if (turn)
        guest.turn = std::move(*turn);
    else
        guest.gaveUp = true;
}

} // namespace

class TestTurns : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void aFullHostHoldsUpNobodyElse();
    void theNextHostGoesFirst();
    void whoWaitsMayLeave();
};

void TestTurns::aFullHostHoldsUpNobodyElse()
{
    Turns turns({ 10, 2 });
    std::vector<Guest> slow(5);
    for (Guest &guest : slow)
        come(turns, u"slow"_s, guest);
    Guest other;
    come(turns, u"other"_s, other);
    QVERIFY(slow[0].turn && slow[1].turn && !slow[2].turn);
    QVERIFY(other.turn);
    QCOMPARE(turns.taken(), 3);
    slow[0].turn.reset();
    QTRY_VERIFY(slow[2].turn);
    QVERIFY(!slow[3].turn);
    slow[1].turn.reset();
    slow[2].turn.reset();
    QTRY_VERIFY(slow[3].turn && slow[4].turn);
}

void TestTurns::theNextHostGoesFirst()
{
    Turns turns({ 2, 2 });
    std::vector<Guest> busy(4);
    for (Guest &guest : busy)
        come(turns, u"busy"_s, guest);
    Guest late;
    come(turns, u"quiet"_s, late);
    QVERIFY(!late.turn);
    busy[0].turn.reset();
    QTRY_VERIFY(late.turn);
    QVERIFY(!busy[2].turn);
    late.turn.reset();
    QTRY_VERIFY(busy[2].turn);
    QCOMPARE(turns.taken(), 2);
    busy[3].stop.request_stop();
    QTRY_VERIFY(busy[3].gaveUp);
}

void TestTurns::whoWaitsMayLeave()
{
    Turns turns({ 1, 1 });
    std::vector<Guest> guests(3);
    for (Guest &guest : guests)
        come(turns, u"host"_s, guest);
    guests[1].stop.request_stop();
    QTRY_VERIFY(guests[1].gaveUp);
    guests[0].turn.reset();
    QTRY_VERIFY(guests[2].turn);
    guests[2].turn.reset();
    QCOMPARE(turns.taken(), 0);
}

QTEST_GUILESS_MAIN(TestTurns)
#include "tst_turns.moc"
