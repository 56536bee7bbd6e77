// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline.h"
#include "support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

constexpr qint64 ms = 1'000'000;

Task sleep(qint64 id, TaskState state, qint64 createdAtMs)
{
    Task task;
    task.id = id;
    task.kind = "sleep";
    task.state = state;
    task.createdAtMs = task.dueAtMs = createdAtMs;
    return task;
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT

private slots:
    void lanesAreMadeWhenTheyAreNeeded();
    void writesAreSeenTwice();
    void threeSleepsOverlap();
    void oldOnesAreForgotten();

private:
    Exchange exchange(int thread, const QByteArray &method) const
    {
        Exchange one;
        one.thread = thread;
        one.method = method;
        one.status = 200;
        one.id = 17;
        const qint64 now = m_clock.steadyNs();
        one.times = { now,          now + ms,     now + 2 * ms, now + 3 * ms,
                      now + 4 * ms, now + 5 * ms, now + 6 * ms };
        return one;
    }
    static QStringList names(const Timeline &timeline)
    {
        QStringList names;
        for (const TimelineLane *lane : timeline.lanes())
            names += lane->name();
        return names;
    }

    FakeClock m_clock;
};

void TestTimeline::lanesAreMadeWhenTheyAreNeeded()
{
    Timeline timeline(m_clock);
    const QSignalSpy changed(&timeline, &Timeline::changed);
    QVERIFY(timeline.lanes().empty());
    timeline.addExchanges({ exchange(2, "GET") });
    QCOMPARE(names(timeline), QStringList { QStringLiteral("Server thread 2") });
    timeline.addExchanges({ exchange(1, "GET") });
    QCOMPARE(names(timeline).size(), 2);
    QCOMPARE(changed.size(), 2);
    timeline.clear();
    QVERIFY(timeline.lanes().empty());
}

void TestTimeline::writesAreSeenTwice()
{
    Timeline timeline(m_clock);
    timeline.addExchanges({ exchange(1, "POST") });
    QCOMPARE(names(timeline),
             QStringList({ QStringLiteral("Server thread 1"), QStringLiteral("Writer") }));
    const TimelineBar &request = timeline.lanes()[0]->bars().front();
    QCOMPARE(request.endNs - request.beginNs, 6 * ms);
    QCOMPARE(request.id, 17);
    const TimelineBar &write = timeline.lanes()[1]->bars().front();
    QCOMPARE(write.beginNs, request.databaseBeganNs);
    QCOMPARE(write.endNs - write.beginNs, ms);
}

/// What the timeline is for: tasks that were started together are seen to run
/// together.
void TestTimeline::threeSleepsOverlap()
{
    Timeline timeline(m_clock);
    QList<Task> tasks;
    for (qint64 id = 1; id <= 3; ++id) {
        tasks += sleep(id, TaskState::Running, m_clock.wallMs());
        tasks.last().startedAtMs = m_clock.wallMs();
    }
    timeline.addTasks(tasks);
    QCOMPARE(timeline.lanes().size(), size_t(1));
    const TimelineLane &lane = *timeline.lanes().front();
    QCOMPARE(lane.rowCount(), 3);
    QCOMPARE(lane.bars().front().endNs, TimelineBar::open);
    QVERIFY(timeline.hasBarsAfter(m_clock.steadyNs() + 1));
    m_clock.advance(5s);
    for (Task &task : tasks) {
        task.state = TaskState::Completed;
        task.endedAtMs = m_clock.wallMs();
    }
    timeline.addTasks(tasks);
    QCOMPARE(lane.bars().size(), size_t(3));
    for (const TimelineBar &bar : lane.bars()) {
        QCOMPARE(bar.endNs, m_clock.steadyNs());
        QCOMPARE(bar.endNs - bar.startedNs, 5'000 * ms);
        QVERIFY(bar.state == TaskState::Completed);
    }
    QVERIFY(!timeline.hasBarsAfter(m_clock.steadyNs()));
}

void TestTimeline::oldOnesAreForgotten()
{
    Timeline timeline(m_clock);
    timeline.addExchanges({ exchange(1, "GET") });
    m_clock.advance(121s);
    timeline.addExchanges({ exchange(2, "GET") });
    QCOMPARE(names(timeline), QStringList { QStringLiteral("Server thread 2") });
    Task old = sleep(1, TaskState::Completed, m_clock.wallMs() - 500'000);
    old.endedAtMs = m_clock.wallMs() - 400'000;
    timeline.addTasks({ old }); // of an earlier run, read again
    QCOMPARE(timeline.lanes().size(), size_t(1));
}

QTEST_APPLESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
