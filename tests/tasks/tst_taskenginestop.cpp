// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginebench.h"

#include <atomic>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTaskEngineStop : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void reclaimsWhatAnEarlierRunLeft();
    void poisonedTaskFails();
    void stopPutsRunningTasksBack();
    void stopStoresWhatHasEnded();
    void stopBeforeAnythingElse();
};

void TestTaskEngineStop::reclaimsWhatAnEarlierRunLeft()
{
    Bench bench;
    const qint64 queued = await(bench.store.insert(sleepDraft(0)))->task.id;
    const qint64 over = await(bench.store.insert(sleepDraft(5)))->task.id;
    const qint64 halfway = await(bench.store.insert(sleepDraft(60)))->task.id;
    QVERIFY(await(bench.store.claim({ over, halfway }, "dead")));
    bench.clock.advance(30s);

    QVERIFY(bench.start());
    QTRY_COMPARE(bench.state(queued), "completed"_ba);
    QTRY_COMPARE(bench.state(over), "completed"_ba);
    QTRY_COMPARE(bench.state(halfway), "running"_ba);
    QCOMPARE(bench.store.task(halfway).rescued, 1);
    QCOMPARE(bench.store.task(halfway).attempt, 1);
    bench.clock.advance(30s);
    QTRY_COMPARE(bench.state(halfway), "completed"_ba);
    QCOMPARE(bench.store.task(halfway).endedAtMs, std::optional(FakeClock::startMs + 60'000));
}

void TestTaskEngineStop::poisonedTaskFails()
{
    Bench bench;
    const qint64 id = await(bench.store.insert(sleepDraft(60)))->task.id;
    for (const char *worker : { "first", "second" }) {
        QVERIFY(await(bench.store.claim({ id }, worker)));
        QVERIFY(await(bench.store.reclaim("next")));
    }
    QVERIFY(await(bench.store.claim({ id }, "third")));
    QVERIFY(bench.start());
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    QVERIFY(bench.store.task(id).error.contains("three times"_L1));
}

void TestTaskEngineStop::stopPutsRunningTasksBack()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(sleepDraft(60));
    QTRY_COMPARE(bench.state(id), "running"_ba);
    QVERIFY(bench.stop());
    QCOMPARE(bench.state(id), "queued"_ba);
    QCOMPARE(bench.store.task(id).attempt, 0);
    QCOMPARE(bench.store.task(id).rescued, 0);
    QCOMPARE(bench.store.sizes(Call::Finish).size(), 0);
}

void TestTaskEngineStop::stopStoresWhatHasEnded()
{
    Bench bench;
    std::atomic<int> ran = 0;
    bench.addKind("marks", [&ran](TaskContext &) -> Async<Result<QByteArray>> {
        ++ran;
        return Result<QByteArray>(QByteArray());
    });
    QVERIFY(bench.start());
    bench.store.hold(Call::Finish);
    TaskDraft draft;
    draft.kind = "marks";
    const qint64 first = bench.submit(draft);
    QTRY_COMPARE(bench.store.sizes(Call::Finish).size(), 1);
    const qint64 second = bench.submit(draft); // ends while the first is being stored
    QTRY_COMPARE(ran.load(), 2);

    QSignalSpy stopped(bench.engine.get(), &TaskEngine::stopped);
    bench.engine->stop();
    bench.store.release(Call::Finish);
    QTRY_COMPARE(stopped.size(), 1);
    bench.engine.reset();
    QCOMPARE(bench.state(first), "completed"_ba);
    QCOMPARE(bench.state(second), "completed"_ba);
}

void TestTaskEngineStop::stopBeforeAnythingElse()
{
    FakeClock clock;
    MemoryTaskStore store(clock);
    {
        TaskEngine engine(store, clock);
        QSignalSpy stopped(&engine, &TaskEngine::stopped);
        engine.stop();
        QVERIFY(stopped.wait());
    }
    TaskEngine engine(store, clock);
    QSignalSpy stopped(&engine, &TaskEngine::stopped);
    engine.start();
    engine.stop();
    QVERIFY(stopped.wait());
    QCOMPARE(stopped.size(), 1);
}

QTEST_GUILESS_MAIN(TestTaskEngineStop)
#include "tst_taskenginestop.moc"
