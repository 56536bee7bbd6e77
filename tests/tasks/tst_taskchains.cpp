// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "familybench.h"

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Chains. Their ids come first, then their children's.
class TestTaskChains : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void aChainGoesOneByOne();
    void aChainHandsItsResultsOn();
    void aResultThatDoesNotFitFailsTheChain();
    void aGroupInAChainHandsTheResultOn();
    void aChainStopsAtAFailure();
};

void TestTaskChains::aChainGoesOneByOne()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(family("chain", sleeping(2) + ',' + sleeping(3)));
    QTRY_COMPARE(bench.state(2), "running"_ba);
    QVERIFY(bench.store.task(3).held);
    bench.clock.advance(2s);
    QTRY_COMPARE(bench.state(3), "running"_ba);
    QTRY_COMPARE(bench.store.task(id).progress.done, 1);
    bench.clock.advance(3s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
}

void TestTaskChains::aChainHandsItsResultsOn()
{
    Bench bench;
    std::atomic<int> runs = 0;
    addEcho(bench, runs);
    QVERIFY(bench.start());
    const qint64 id = bench.submit(family(
            "chain",
            R"({"kind":"echo","params":{"value":{"rows":[4,5]}}},)"
            R"({"kind":"echo","params":{"value":{"was":"$previous","last":"$previous.rows.1"}}},)"
            R"({"kind":"echo","params":{"value":"$previous"}})"));
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(id).result, R"({"last":5,"was":{"rows":[4,5]}})"_ba);
    QCOMPARE(bench.store.task(4).params, R"({"value":"$previous"})"_ba); // as it was given
}

void TestTaskChains::aResultThatDoesNotFitFailsTheChain()
{
    Bench bench;
    std::atomic<int> runs = 0;
    addEcho(bench, runs);
    QVERIFY(bench.start());
    const qint64 id = bench.submit(family("chain",
                                          R"({"kind":"echo","params":{"value":"long"}},)"
                                          R"({"kind":"sleep","params":{"seconds":"$previous"},)"
                                          R"("max_attempts":9},)"
                                          R"({"kind":"echo"})"));
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    QCOMPARE(bench.state(3), "failed"_ba); // and isn't tried again
    QCOMPARE(bench.store.task(id).error,
             u"tasks[1] (sleep, task 3) failed: seconds must be a number."_s);
    QCOMPARE(bench.state(4), "cancelled"_ba);
    QCOMPARE(runs.load(), 1);
}

void TestTaskChains::aGroupInAChainHandsTheResultOn()
{
    Bench bench;
    std::atomic<int> runs = 0;
    addEcho(bench, runs);
    QVERIFY(bench.start());
    const QByteArray inner
            = R"({"kind":"chain","params":{"tasks":[{"kind":"echo","params":{"value":"$previous.1"}}]}})";
    const qint64 id = bench.submit(family("chain",
                                          R"({"kind":"echo","params":{"value":[1,2]}},)"
                                          R"({"kind":"group","params":{"tasks":[)"
                                          R"({"kind":"echo","params":{"value":"$previous.0"}},)"
                                                  + inner + "]}}"));
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(id).result, "[1,2]"_ba);
}

void TestTaskChains::aChainStopsAtAFailure()
{
    Bench bench;
    bench.addKind("fails",
                  [](TaskContext &) -> Async<Result<QByteArray>> { co_return failure(busy); });
    QVERIFY(bench.start());
    const qint64 id = bench.submit(family("chain", R"({"kind":"fails"},)" + sleeping(0)));
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    QCOMPARE(bench.state(3), "cancelled"_ba);
    QCOMPARE(bench.store.task(3).attempt, 0);
}

QTEST_GUILESS_MAIN(TestTaskChains)
#include "tst_taskchains.moc"
