// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "familybench.h"

#include <stdexcept>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a family's failure, cancelling or time-out does to its other members. Ids as in
/// tst_taskfamilies.cpp.
class TestTaskFamilyFailures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void aFailureCancelsTheRest();
    void aThrowingChildFailsItsGroup();
    void partialResultsAreKept();
    void cancelReachesTheChildren();
    void aCancelledChildFailsItsGroup();
    void aTimeoutReachesTheChildren();
    void aResultThatIsTooLarge();
};

void TestTaskFamilyFailures::aFailureCancelsTheRest()
{
    Bench bench;
    bench.options.maxConcurrencyOf["nap"] = 1;
    bench.addKind("fails", [](TaskContext &context) -> Async<Result<QByteArray>> {
        const auto slept = co_await context.sleepUntil(context.dueAtMs() + 1000);
        co_return slept ? failure(busy) : failure(slept.error());
    });
    QVERIFY(bench.start());
    // One that runs, one that waits for its turn, one with children of its own.
    const QByteArray tasks = R"({"kind":"fails"},)" + napping(60) + ',' + napping(60)
            + R"(,{"kind":"group","params":{"tasks":[)" + sleeping(60) + "]}}";
    const qint64 id = bench.submit(family("group", tasks));
    QTRY_COMPARE(bench.store.count(TaskState::Running), 5);
    bench.clock.advance(1s);
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    QCOMPARE(bench.state(2), "failed"_ba);
    for (const qint64 rest : { 3, 4, 5, 6 })
        QCOMPARE(bench.state(rest), "cancelled"_ba);
    QCOMPARE(bench.store.task(id).error, u"tasks[0] (fails, task 2) failed: locked"_s);
}

void TestTaskFamilyFailures::aThrowingChildFailsItsGroup()
{
    Bench bench;
    bench.addKind("throws", [](TaskContext &) -> Async<Result<QByteArray>> {
        throw std::runtime_error("oops");
        co_return QByteArray();
    });
    QVERIFY(bench.start());
    QTest::ignoreMessage(QtWarningMsg, "task 2 threw: oops");
    const qint64 id = bench.submit(family("group", R"({"kind":"throws"})"));
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    QVERIFY(bench.stop());
}

void TestTaskFamilyFailures::partialResultsAreKept()
{
    Bench bench;
    bench.addKind("fails",
                  [](TaskContext &) -> Async<Result<QByteArray>> { co_return failure(busy); });
    QVERIFY(bench.start());
    const qint64 id = bench.submit(family("group",
                                          R"({"kind":"fails"},)" + sleeping(5) + ',' + sleeping(60),
                                          R"(,"return_exceptions":true)"));
    QTRY_COMPARE(bench.state(2), "failed"_ba);
    QTRY_COMPARE(bench.state(4), "running"_ba);
    QVERIFY(await(bench.engine->cancel(4)));
    QTRY_COMPARE(bench.state(4), "cancelled"_ba);
    QCOMPARE(bench.state(id), "running"_ba);
    bench.clock.advance(5s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(id).result,
             R"([{"error":"locked","state":"failed","task":2},null,)"
             R"({"error":"It was cancelled.","state":"cancelled","task":4}])"_ba);
}

void TestTaskFamilyFailures::cancelReachesTheChildren()
{
    Bench bench;
    QVERIFY(bench.start());
    for (const char *const kind : { "group", "chain" }) {
        const qint64 id = bench.submit(family(kind, sleeping(60) + ',' + sleeping(60)));
        QTRY_COMPARE(bench.state(id + 1), "running"_ba);
        QCOMPARE(name(await(bench.engine->cancel(id))->state), "cancelling"_ba);
        QTRY_COMPARE(bench.state(id), "cancelled"_ba);
        QCOMPARE(bench.state(id + 1), "cancelled"_ba);
        QCOMPARE(bench.state(id + 2), "cancelled"_ba);
        QVERIFY(*bench.store.task(id).endedAtMs >= *bench.store.task(id + 1).endedAtMs);
    }
}

void TestTaskFamilyFailures::aCancelledChildFailsItsGroup()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(family("group", sleeping(60) + ',' + sleeping(60)));
    QTRY_COMPARE(bench.store.count(TaskState::Running), 3);
    QVERIFY(await(bench.engine->cancel(3)));
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    QCOMPARE(bench.state(2), "cancelled"_ba);
    QCOMPARE(bench.store.task(id).error, u"tasks[1] (sleep, task 3) was cancelled."_s);
}

void TestTaskFamilyFailures::aTimeoutReachesTheChildren()
{
    Bench bench;
    QVERIFY(bench.start());
    for (const char *const kind : { "group", "chain" }) {
        TaskDraft draft = family(kind, sleeping(60) + ',' + sleeping(60));
        draft.timeoutMs = 1000;
        const qint64 id = bench.submit(draft);
        QTRY_COMPARE(bench.state(id + 1), "running"_ba);
        bench.clock.advance(1s);
        QTRY_COMPARE(bench.state(id), "failed"_ba);
        QVERIFY(bench.store.task(id).error.startsWith("Timed out"_L1));
        QCOMPARE(bench.state(id + 1), "cancelled"_ba);
        QCOMPARE(bench.state(id + 2), "cancelled"_ba);
    }
}

void TestTaskFamilyFailures::aResultThatIsTooLarge()
{
    Bench bench;
    bench.addKind("large", [](TaskContext &) -> Async<Result<QByteArray>> {
        co_return '"' + QByteArray(600'000, 'x') + '"';
    });
    QVERIFY(bench.start());
    const qint64 id = bench.submit(family("group", R"({"kind":"large"},{"kind":"large"})"));
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    QVERIFY(bench.store.task(id).error.contains("1 MiB"_L1));
    QCOMPARE(bench.state(2), "completed"_ba); // where it still is
    QCOMPARE(bench.store.task(2).result.size(), 600'002);
}

QTEST_GUILESS_MAIN(TestTaskFamilyFailures)
#include "tst_taskfamilyfailures.moc"
