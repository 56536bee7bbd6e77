// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginebench.h"

#include "tasks/taskretries.h"

#include <atomic>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTaskRetries : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void backsOff_data();
    void backsOff();
    void triesAgainUntilItSucceeds();
    void givesUpAfterItsLastAttempt();
    void whatWouldOnlyComeAgainIsNotRetried();
    void timesOut();
    void aTimeOutIsRetried();
    void runsAgainWhenToldTo();
    void refusesToRunAgain_data();
    void refusesToRunAgain();
};

void TestTaskRetries::backsOff_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<double>("chance");
    QTest::addColumn<int>("seconds");
    QTest::newRow("first, unlucky") << 1 << 0.0 << 2;
    QTest::newRow("first, lucky") << 1 << 1.0 << 1;
    QTest::newRow("fourth") << 4 << 0.0 << 16;
    QTest::newRow("fourth, lucky") << 4 << 1.0 << 8;
    QTest::newRow("tenth: ten minutes at most") << 10 << 0.0 << 600;
    QTest::newRow("hundredth") << 100 << 0.0 << 600;
}

void TestTaskRetries::backsOff()
{
    QFETCH(int, attempt);
    QFETCH(double, chance);
    QFETCH(int, seconds);
    QCOMPARE(retryDelay(attempt, chance).count(), qint64(seconds) * 1000);
}

void TestTaskRetries::triesAgainUntilItSucceeds()
{
    Bench bench;
    std::atomic<int> runs = 0;
    bench.addKind(
            "flaky",
            [&runs](TaskContext &) -> Async<Result<QByteArray>> {
                if (++runs < 3)
                    co_return failure(ErrorKind::Io, QStringLiteral("gone"),
                                      QStringLiteral("Gone, number %1.").arg(runs));
                co_return QByteArray("3");
            },
            5);
    QVERIFY(bench.start());
    const qint64 id = bench.submit(draftOf("flaky"));
    QTRY_COMPARE(bench.state(id), "retrying"_ba);
    const Task once = bench.store.task(id);
    QCOMPARE(once.error, QStringLiteral("Gone, number 1."));
    QVERIFY(once.dueAtMs > FakeClock::startMs + 900 && once.dueAtMs <= FakeClock::startMs + 2000);
    QVERIFY(!once.endedAtMs);

    bench.clock.advance(std::chrono::milliseconds(once.dueAtMs - bench.clock.wallMs() - 1));
    const qint64 probe = bench.submit(sleepDraft(0));
    QTRY_COMPARE(bench.state(probe), "completed"_ba);
    QCOMPARE(runs.load(), 1);
    bench.clock.advance(1ms);
    QTRY_COMPARE(runs.load(), 2);
    QTRY_COMPARE(bench.state(id), "retrying"_ba);
    bench.clock.advance(4s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    const Task task = bench.store.task(id);
    QCOMPARE(task.attempt, 3);
    QCOMPARE(task.attempts.size(), 3);
    QCOMPARE(task.attempts[1].error, QStringLiteral("Gone, number 2."));
    QVERIFY(task.error.isEmpty());
    QCOMPARE(task.result, "3"_ba);
}

void TestTaskRetries::givesUpAfterItsLastAttempt()
{
    Bench bench;
    bench.addKind("throws",
                  [](TaskContext &) -> Async<Result<QByteArray>> { throw std::exception(); });
    QVERIFY(bench.start());
    TaskDraft draft = draftOf("throws");
    draft.maxAttempts = 2;
    const qint64 id = bench.submit(draft);
    QTRY_COMPARE(bench.state(id), "retrying"_ba);
    bench.clock.advance(2s);
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    QCOMPARE(bench.store.task(id).attempt, 2);
}

void TestTaskRetries::whatWouldOnlyComeAgainIsNotRetried()
{
    Bench bench;
    bench.addKind(
            "wrong",
            [](TaskContext &) -> Async<Result<QByteArray>> {
                co_return failure(ErrorKind::Invalid, QStringLiteral("no"), QStringLiteral("No."));
            },
            5);
    bench.addKind(
            "large",
            [](TaskContext &) -> Async<Result<QByteArray>> {
                co_return '"' + QByteArray(1 << 20, 'x') + '"';
            },
            5);
    QVERIFY(bench.start());
    const qint64 wrong = bench.submit(draftOf("wrong"));
    QTRY_COMPARE(bench.state(wrong), "failed"_ba);
    const qint64 large = bench.submit(draftOf("large"));
    QTRY_COMPARE(bench.state(large), "failed"_ba);
    QVERIFY(bench.store.task(large).error.contains("1 MiB"_L1));
    QVERIFY(bench.store.task(large).result.isEmpty());
}

void TestTaskRetries::timesOut()
{
    Bench bench;
    QVERIFY(bench.start());
    TaskDraft draft = sleepDraft(60);
    draft.timeoutMs = 1500;
    const qint64 id = bench.submit(draft);
    draft.timeoutMs = 60'000;
    const qint64 inTime = bench.submit(draft);
    QTRY_COMPARE(bench.store.count(TaskState::Running), 2);
    bench.clock.advance(1500ms);
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    QVERIFY(bench.store.task(id).error.contains("1.5 s"_L1));
    bench.clock.advance(58'500ms);
    QTRY_VERIFY(bench.state(inTime) != "running"_ba);
}

void TestTaskRetries::aTimeOutIsRetried()
{
    Bench bench;
    QVERIFY(bench.start());
    TaskDraft draft = sleepDraft(60);
    draft.timeoutMs = 1000;
    draft.maxAttempts = 2;
    const qint64 id = bench.submit(draft);
    QTRY_COMPARE(bench.state(id), "running"_ba);
    bench.clock.advance(1s);
    QTRY_COMPARE(bench.state(id), "retrying"_ba);
    bench.clock.advance(2s);
    QTRY_COMPARE(bench.state(id), "running"_ba);
    bench.clock.advance(1s);
    QTRY_COMPARE(bench.state(id), "failed"_ba);
}

void TestTaskRetries::runsAgainWhenToldTo()
{
    Bench bench;
    std::atomic<bool> works = false;
    bench.addKind("works", [&works](TaskContext &) -> Async<Result<QByteArray>> {
        if (!works)
            co_return failure(ErrorKind::Io, QStringLiteral("no"), QStringLiteral("Not yet."));
        co_return QByteArray();
    });
    QVERIFY(bench.start());
    const qint64 id = bench.submit(draftOf("works"));
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    works = true;
    const auto again = await(bench.engine->restart(id));
    QVERIFY(again);
    QCOMPARE(name(again->state), "queued"_ba);
    QVERIFY(again->error.isEmpty());
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(id).attempt, 2);
    QCOMPARE(bench.store.task(id).maxAttempts, 2);
}

void TestTaskRetries::refusesToRunAgain_data()
{
    QTest::addColumn<double>("seconds");
    QTest::newRow("one that runs") << 60.0;
    QTest::newRow("one that has completed") << 0.0;
}

void TestTaskRetries::refusesToRunAgain()
{
    QFETCH(double, seconds);
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(sleepDraft(seconds));
    QTRY_COMPARE(bench.state(id), seconds > 0 ? "running"_ba : "completed"_ba);
    const auto again = await(bench.engine->restart(id));
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::Conflict);
    const auto missing = await(bench.engine->restart(id + 1));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(TestTaskRetries)
#include "tst_taskretries.moc"
