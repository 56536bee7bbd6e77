// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/async.h"
#include "support/fakeclock.h"
#include "tasks/alarmclock.h"

#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

constexpr auto recheck = 5ms;

/// A step of the wall clock after some time has passed.
struct Move
{
    std::chrono::milliseconds passes;
    std::chrono::milliseconds step;
};
using Moves = QList<Move>;

} // namespace

Q_DECLARE_METATYPE(Moves)

class TestAlarmClock : public QObject
{
    Q_OBJECT

private slots:
    void ringsInOrderAndOnce();
    void cancelledDoesNotRing();
    void goesStraightOnWhenDue();
    void mayBeSetWhileRinging();
    void ringsAllAtOnce();
    void survivesSteps_data();
    void survivesSteps();
};

void TestAlarmClock::ringsInOrderAndOnce()
{
    FakeClock clock;
    AlarmClock alarms(clock, recheck);
    QList<int> rung;
    alarms.set(FakeClock::startMs + 200, [&] { rung.append(2); });
    alarms.set(FakeClock::startMs + 100, [&] { rung.append(1); });
    alarms.set(FakeClock::startMs + 200, [&] { rung.append(3); });
    alarms.set(FakeClock::startMs + 201, [&] { rung.append(4); });

    clock.advance(200ms);
    QTRY_COMPARE(rung, QList<int>({ 1, 2, 3 }));
    clock.advance(1ms);
    QTRY_COMPARE(rung, QList<int>({ 1, 2, 3, 4 }));
}

void TestAlarmClock::cancelledDoesNotRing()
{
    FakeClock clock;
    AlarmClock alarms(clock, recheck);
    bool cancelled = false, other = false;
    const auto alarm = alarms.set(FakeClock::startMs + 10, [&] { cancelled = true; });
    alarms.set(FakeClock::startMs + 10, [&] { other = true; });
    alarms.cancel(alarm);
    clock.advance(10ms);
    QTRY_VERIFY(other);
    QVERIFY(!cancelled);
}

void TestAlarmClock::goesStraightOnWhenDue()
{
    FakeClock clock;
    AlarmClock alarms(clock, recheck);
    const auto sleep = [&](qint64 untilMs, bool &woke) -> Detached {
        co_await alarms.at(untilMs);
        woke = true;
    };
    bool due = false, later = false;
    sleep(FakeClock::startMs, due);
    sleep(FakeClock::startMs + 1, later);
    QVERIFY(due);
    QVERIFY(!later);
    clock.advance(1ms);
    QTRY_VERIFY(later);
}

void TestAlarmClock::mayBeSetWhileRinging()
{
    FakeClock clock;
    AlarmClock alarms(clock, recheck);
    int rung = 0;
    AlarmClock::Handle third;
    alarms.set(FakeClock::startMs + 1, [&] {
        ++rung;
        alarms.cancel(third);
        alarms.set(FakeClock::startMs + 2, [&] { ++rung; });
    });
    third = alarms.set(FakeClock::startMs + 1, [&] { rung += 100; });
    clock.advance(2ms);
    QTRY_COMPARE(rung, 2);
}

void TestAlarmClock::ringsAllAtOnce()
{
    FakeClock clock;
    AlarmClock alarms(clock, recheck);
    int rung = 0;
    alarms.set(FakeClock::startMs + 1000, [&] { ++rung; });
    alarms.set(FakeClock::startMs + 1'000'000, [&] { ++rung; });
    alarms.ringAll();
    QCOMPARE(rung, 2);
}

void TestAlarmClock::survivesSteps_data()
{
    QTest::addColumn<Moves>("before");
    QTest::addColumn<int>("restMs");

    // The alarm is set for 10 s later; it must ring restMs after the last move.
    QTest::newRow("nothing happens") << Moves {} << 10'000;
    QTest::newRow("set back by an hour") << Moves { { 4s, -1h } } << 6'000;
    QTest::newRow("set back twice") << Moves { { 4s, -1h }, { 1s, -1h } } << 5'000;
    QTest::newRow("set back and put right") << Moves { { 4s, -1h }, { 2s, 1h } } << 4'000;
    QTest::newRow("set forward, not past it") << Moves { { 4s, 3s } } << 3'000;
    QTest::newRow("set forward past it") << Moves { { 4s, 1h } } << 0;
    QTest::newRow("put right by more than it was set back")
            << Moves { { 1s, -1h }, { 1s, 1h + 5s } } << 3'000;
}

void TestAlarmClock::survivesSteps()
{
    QFETCH(const Moves, before);
    QFETCH(const int, restMs);

    FakeClock clock;
    AlarmClock alarms(clock, recheck);
    int rung = 0;
    alarms.set(FakeClock::startMs + 10'000, [&] { ++rung; });
    int probes = 0;
    for (const Move &move : before) {
        clock.advance(move.passes);
        clock.step(move.step);
        alarms.set(clock.wallMs(), [&] { ++probes; }); // so that the step is seen for sure
    }
    QTRY_COMPARE(probes, before.size());
    if (restMs > 0) {
        clock.advance(std::chrono::milliseconds(restMs - 1));
        bool probe = false;
        alarms.set(clock.wallMs(), [&] { probe = true; });
        QTRY_VERIFY(probe);
        QCOMPARE(rung, 0);
        clock.advance(1ms);
    }
    QTRY_COMPARE(rung, 1);
    clock.advance(24h);
    bool probe = false;
    alarms.set(clock.wallMs(), [&] { probe = true; });
    QTRY_VERIFY(probe);
    QCOMPARE(rung, 1);
}

QTEST_GUILESS_MAIN(TestAlarmClock)
#include "tst_alarmclock.moc"
