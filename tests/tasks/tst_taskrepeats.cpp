// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginebench.h"

#include "storage/tasktransitions.h"

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTaskRepeats : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void keepsItsTimetable_data();
    void keepsItsTimetable();
    void repeats();
    void goesOnAfterAFailure();
    void cancellingEndsTheSeries();
    void aUniqueKeyIsTakenOnce();
    void limitsHold();
    void whatEndedLongAgoIsForgotten();
    void progressIsStored();
};

void TestTaskRepeats::keepsItsTimetable_data()
{
    QTest::addColumn<qint64>("endedAfterMs"); // of a slot at 0, every 10 s
    QTest::addColumn<qint64>("nextMs");
    QTest::newRow("at once") << qint64(0) << qint64(10'000);
    QTest::newRow("after a while: no drift") << qint64(3'210) << qint64(10'000);
    QTest::newRow("just before the next") << qint64(9'999) << qint64(10'000);
    QTest::newRow("longer than its period: the next is left out")
            << qint64(10'000) << qint64(20'000);
    QTest::newRow("after a pause: no pile") << qint64(1'000'001) << qint64(1'010'000);
    QTest::newRow("clock set back: a period at most") << qint64(-5'000'000) << qint64(-4'990'000);
}

void TestTaskRepeats::keepsItsTimetable()
{
    QFETCH(qint64, endedAfterMs);
    QFETCH(qint64, nextMs);
    Task task;
    task.id = 7;
    task.state = TaskState::Failed;
    task.everyMs = 10'000;
    task.slotAtMs = FakeClock::startMs;
    task.dueAtMs = FakeClock::startMs + 5'000; // a retry
    const auto next = nextOccurrence(task, FakeClock::startMs + endedAfterMs);
    QVERIFY(next);
    QCOMPARE(next->dueAtMs, FakeClock::startMs + nextMs);
    QCOMPARE(next->slotAtMs, next->dueAtMs);
    QCOMPARE(next->series, std::optional<qint64>(7));
    task.state = TaskState::Cancelled;
    QVERIFY(!nextOccurrence(task, FakeClock::startMs));
}

void TestTaskRepeats::repeats()
{
    Bench bench;
    QVERIFY(bench.start());
    TaskDraft draft = sleepDraft(1);
    draft.everyMs = 10'000;
    const qint64 first = bench.submit(draft);
    QTRY_COMPARE(bench.state(first), "running"_ba);
    bench.clock.advance(1s);
    QTRY_COMPARE(bench.state(first), "completed"_ba);
    QTRY_COMPARE(bench.store.count(TaskState::Scheduled), 1);
    const Task second = bench.store.task(first + 1);
    QCOMPARE(second.dueAtMs, FakeClock::startMs + 10'000);
    QCOMPARE(second.series, std::optional(first));
    bench.clock.advance(9s);
    QTRY_COMPARE(bench.state(second.id), "running"_ba);
    bench.clock.advance(1h);
    QTRY_COMPARE(bench.state(second.id), "completed"_ba);
    QTRY_COMPARE(bench.store.count(TaskState::Scheduled), 1);
    QCOMPARE(bench.store.task(second.id + 1).dueAtMs, FakeClock::startMs + 3'620'000);
}

void TestTaskRepeats::goesOnAfterAFailure()
{
    Bench bench;
    bench.addKind("fails",
                  [](TaskContext &) -> Async<Result<QByteArray>> { co_return failure(busy); });
    QVERIFY(bench.start());
    TaskDraft draft = draftOf("fails");
    draft.everyMs = 10'000;
    const qint64 first = bench.submit(draft);
    QTRY_COMPARE(bench.state(first), "failed"_ba);
    QTRY_COMPARE(bench.store.count(TaskState::Scheduled), 1);
    QVERIFY(await(bench.engine->restart(first))); // the series has gone on without it
    QTRY_COMPARE(bench.store.task(first).attempt, 2);
    QTRY_COMPARE(bench.state(first), "failed"_ba);
    QCOMPARE(bench.store.count(TaskState::Scheduled), 1);
}

void TestTaskRepeats::cancellingEndsTheSeries()
{
    Bench bench;
    QVERIFY(bench.start());
    TaskDraft draft = sleepDraft(0);
    draft.everyMs = 10'000;
    const qint64 first = bench.submit(draft);
    QTRY_COMPARE(bench.store.count(TaskState::Scheduled), 1);
    const auto cancelled = await(bench.engine->cancel(first)); // which has ended
    QVERIFY(cancelled);
    QCOMPARE(cancelled->id, first + 1);
    QCOMPARE(bench.store.count(TaskState::Scheduled), 0);

    draft = sleepDraft(60);
    draft.everyMs = 10'000;
    const qint64 running = bench.submit(draft);
    QTRY_COMPARE(bench.state(running), "running"_ba);
    QVERIFY(await(bench.engine->cancel(running)));
    QTRY_COMPARE(bench.state(running), "cancelled"_ba);
    QCOMPARE(bench.store.count(TaskState::Scheduled), 0);
    QCOMPARE(await(bench.engine->cancel(running)).error().kind, ErrorKind::Conflict);
}

void TestTaskRepeats::aUniqueKeyIsTakenOnce()
{
    Bench bench;
    QVERIFY(bench.start());
    TaskDraft draft = sleepDraft(60);
    draft.uniqueKey = QStringLiteral("report");
    const auto first = await(bench.engine->submit(draft));
    const auto second = await(bench.engine->submit(draft));
    QVERIFY(first && second);
    QVERIFY(!first->existing);
    QVERIFY(second->existing);
    QCOMPARE(second->task.id, first->task.id);
    draft.kind = "nap";
    QVERIFY(!await(bench.engine->submit(draft))->existing);
    bench.clock.advance(60s);
    QTRY_COMPARE(bench.store.count(TaskState::Completed), 2);
    draft.kind = "sleep";
    QVERIFY(!await(bench.engine->submit(draft))->existing);
}

void TestTaskRepeats::limitsHold()
{
    Bench bench;
    bench.options.maxConcurrency = 3;
    bench.options.maxConcurrencyOf["nap"] = 2;
    QVERIFY(bench.start());
    for (int i = 0; i < 5; ++i)
        bench.submit(napDraft(10));
    const qint64 free = bench.submit(sleepDraft(60)); // counts towards no limit
    QTRY_COMPARE(bench.store.count(TaskState::Running), 3);
    QCOMPARE(bench.state(free), "running"_ba);
    const qint64 probe = bench.submit(sleepDraft(0));
    QTRY_COMPARE(bench.state(probe), "completed"_ba);
    QCOMPARE(bench.store.count(TaskState::Running), 3);
    QCOMPARE(bench.store.count(TaskState::Queued), 3);
    bench.clock.advance(10s);
    QTRY_COMPARE(bench.store.count(TaskState::Completed), 6);
}

void TestTaskRepeats::whatEndedLongAgoIsForgotten()
{
    Bench bench;
    bench.options.keepAtMost = 300;
    for (int i = 0; i < 800; ++i)
        QVERIFY(await(bench.store.insert(sleepDraft(0))));
    QVERIFY(bench.start());
    QTRY_COMPARE(bench.store.count(TaskState::Completed), 300);
    for (const qsizetype slice : bench.store.sizes(Call::Prune))
        QVERIFY(slice <= 200);
}

void TestTaskRepeats::progressIsStored()
{
    Bench bench;
    bench.addKind("counts", [](TaskContext &context) -> Async<Result<QByteArray>> {
        for (int i = 1; i <= 1000; ++i)
            context.progress(i, 2000, QStringLiteral("half"));
        const auto slept = co_await context.sleepUntil(FakeClock::startMs + 1000);
        context.progress(2000, 2000);
        if (!slept)
            co_return failure(slept.error());
        co_return QByteArray();
    });
    QVERIFY(bench.start());
    const qint64 id = bench.submit(draftOf("counts"));
    QTRY_COMPARE(bench.store.task(id).progress.done, qint64(1000));
    QCOMPARE(bench.store.task(id).progress.text, QStringLiteral("half"));
    QCOMPARE(bench.store.sizes(Call::SaveProgress), QList<qsizetype> { 1 });
    bench.clock.advance(1s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(id).progress.done, qint64(2000));
    QCOMPARE(bench.store.sizes(Call::SaveProgress), QList<qsizetype> { 1 });
}

QTEST_GUILESS_MAIN(TestTaskRepeats)
#include "tst_taskrepeats.moc"
