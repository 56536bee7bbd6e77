// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeclock.h"
#include "tasks/taskagenda.h"
#include "tasks/taskkinds.h"

#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

using Ids = std::vector<qint64>;

constexpr auto recheck = 5ms;

Task task(qint64 id, TaskState state, qint64 dueAtMs = FakeClock::startMs)
{
    Task one;
    one.id = id;
    one.kind = "sleep";
    one.state = state;
    one.dueAtMs = dueAtMs;
    return one;
}

/// Tasks run one at a time.
struct Desk
{
    FakeClock clock;
    const TaskOptions options { .maxConcurrencyOf = { { "sleep", 1 } } };
    TaskKinds kinds = TaskKinds::builtIn();
    AlarmClock alarms { clock, recheck };
    int calls = 0;
    TaskAgenda agenda { alarms, kinds, options, [this] { ++calls; } };
};

} // namespace

class TestTaskAgenda : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatIsDue();
    void waitsForItsTime();
    void startsWhatIsStoredAsRunning();
    void anAttemptIsFollowedByAnother();
    void givesBack();
    void removes();
};

void TestTaskAgenda::takesWhatIsDue()
{
    Desk desk;
    QVERIFY(!desk.agenda.hasNext());
    QVERIFY(!desk.agenda.add(task(1, TaskState::Queued)));
    QVERIFY(!desk.agenda.add(task(2, TaskState::Queued)));
    QCOMPARE(desk.calls, 2);
    QCOMPARE(desk.agenda.take(10), Ids { 1 }); // the other has to wait for it
    QVERIFY(!desk.agenda.hasNext());
    QVERIFY(desk.agenda.contains(1));
    desk.agenda.remove(1);
    QVERIFY(!desk.agenda.contains(1));
    QCOMPARE(desk.agenda.take(10), Ids { 2 });
}

void TestTaskAgenda::waitsForItsTime()
{
    Desk desk;
    desk.agenda.add(task(1, TaskState::Scheduled, FakeClock::startMs + 500));
    QVERIFY(!desk.agenda.hasNext());
    desk.clock.advance(500ms);
    QTRY_COMPARE(desk.calls, 1);
    QCOMPARE(desk.agenda.take(10), Ids { 1 });
}

void TestTaskAgenda::startsWhatIsStoredAsRunning()
{
    Desk desk;
    QVERIFY(desk.agenda.add(task(1, TaskState::Running)));
    QVERIFY(!desk.agenda.hasNext());
    QVERIFY(desk.agenda.contains(1));
}

void TestTaskAgenda::anAttemptIsFollowedByAnother()
{
    Desk desk;
    desk.agenda.add(task(1, TaskState::Queued));
    QCOMPARE(desk.agenda.take(10), Ids { 1 });
    desk.agenda.add(task(1, TaskState::Retrying, FakeClock::startMs + 500));
    desk.agenda.add(task(1, TaskState::Queued)); // it waits already
    QVERIFY(!desk.agenda.hasNext());
    desk.agenda.add(task(2, TaskState::Queued));
    QCOMPARE(desk.agenda.take(10), Ids { 2 }); // there was room
}

void TestTaskAgenda::givesBack()
{
    Desk desk;
    desk.agenda.add(task(1, TaskState::Queued));
    QCOMPARE(desk.agenda.take(10), Ids { 1 });
    desk.agenda.giveBack(1);
    QCOMPARE(desk.agenda.take(10), Ids { 1 });
    desk.agenda.remove(1);
    desk.agenda.giveBack(1);
    QVERIFY(!desk.agenda.hasNext());
}

void TestTaskAgenda::removes()
{
    Desk desk;
    desk.agenda.add(task(1, TaskState::Scheduled, FakeClock::startMs + 500));
    desk.agenda.add(task(2, TaskState::Queued));
    for (const qint64 id : { 1, 2, 3 })
        desk.agenda.remove(id);
    desk.clock.advance(1s);
    desk.alarms.ringAll();
    QVERIFY(!desk.agenda.hasNext());
    QCOMPARE(desk.calls, 1); // for the one that was due at once
}

QTEST_GUILESS_MAIN(TestTaskAgenda)
#include "tst_taskagenda.moc"
