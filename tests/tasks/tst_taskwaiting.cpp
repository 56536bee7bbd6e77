// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginebench.h"

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTaskWaiting : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void waitEndsWithTheTask();
    void waitEndsAfterItsTime();
    void waitForWhatHasEndedOrNeverWas();
    void stopLetsWaitersGo();
    void waitingCanBeForbidden();
};

void TestTaskWaiting::waitEndsWithTheTask()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(sleepDraft(2));
    QTRY_COMPARE(bench.state(id), "running"_ba);
    std::vector<Async<Result<Task>>> waiters;
    for (int i = 0; i < 8; ++i)
        waiters.push_back(bench.engine->waitFor(id, 1h));
    bench.clock.advance(2s);
    for (auto &waiter : waiters) {
        const auto task = await(std::move(waiter));
        QVERIFY(task);
        QCOMPARE(name(task->state), "completed"_ba);
        QCOMPARE(task->attempts.size(), 1);
    }
}

void TestTaskWaiting::waitEndsAfterItsTime()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(sleepDraft(60));
    QTRY_COMPARE(bench.state(id), "running"_ba);
    auto waiter = bench.engine->waitFor(id, 5s);
    auto longer = bench.engine->waitFor(id, 6s);
    const qint64 probe = bench.submit(sleepDraft(5)); // reaches the engine after them
    QTRY_COMPARE(bench.state(probe), "running"_ba);
    bench.clock.advance(5s);
    const auto task = await(std::move(waiter));
    QVERIFY(task);
    QCOMPARE(name(task->state), "running"_ba);
    QVERIFY(!longer.isReady());
    bench.clock.advance(1s);
    QVERIFY(await(std::move(longer)));
}

void TestTaskWaiting::waitForWhatHasEndedOrNeverWas()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(sleepDraft(0));
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    const auto ended = await(bench.engine->waitFor(id, 1h));
    QVERIFY(ended);
    QCOMPARE(name(ended->state), "completed"_ba);
    const auto missing = await(bench.engine->waitFor(id + 1, 1h));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
}

void TestTaskWaiting::stopLetsWaitersGo()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(sleepDraft(60));
    auto waiter = bench.engine->waitFor(id, 1h);
    QVERIFY(bench.stop());
    const auto task = await(std::move(waiter));
    QVERIFY(task);
    QVERIFY(!isFinal(task->state));
}

void TestTaskWaiting::waitingCanBeForbidden()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(sleepDraft(60));
    QTRY_COMPARE(bench.state(id), "running"_ba);
    auto waiter = bench.engine->waitFor(id, 1h);
    bench.engine->allowWaiting(false);
    const auto task = await(std::move(waiter));
    QVERIFY(task);
    QCOMPARE(name(task->state), "running"_ba);
    QVERIFY(await(bench.engine->waitFor(id, 1h))); // at once

    bench.engine->allowWaiting(true);
    waiter = bench.engine->waitFor(id, 1h);
    const qint64 probe = bench.submit(sleepDraft(0));
    QTRY_COMPARE(bench.state(probe), "completed"_ba);
    QVERIFY(!waiter.isReady());
    bench.clock.advance(60s);
    QVERIFY(await(std::move(waiter)));
}

QTEST_GUILESS_MAIN(TestTaskWaiting)
#include "tst_taskwaiting.moc"
