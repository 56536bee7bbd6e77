// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginebench.h"

#include <QRegularExpression>
#include <numeric>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

qsizetype sum(const QList<qsizetype> &sizes)
{
    return std::accumulate(sizes.begin(), sizes.end(), qsizetype(0));
}

/// A back-off begins some time after the failed call was seen: so one step of
/// the clock may come too early to end it.
bool passesUntil(FakeClock &clock, const std::function<bool()> &reached)
{
    return QTest::qWaitFor([&] {
        clock.advance(1s);
        return reached();
    });
}

} // namespace

class TestTaskTrouble : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void claimIsRetried();
    void finishIsRetried();
    void fencedOutcomeIsForgotten();
    void clockSteps_data();
    void clockSteps();
};

void TestTaskTrouble::claimIsRetried()
{
    Bench bench;
    QVERIFY(bench.start());
    bench.store.fail(Call::Claim, busy, 3);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("trying again")));
    const qint64 id = bench.submit(napDraft(0));
    QTRY_COMPARE(bench.store.sizes(Call::Claim).size(), 1);
    QVERIFY(passesUntil(bench.clock, [&] { return bench.state(id) == "completed"_ba; }));
    QCOMPARE(bench.store.sizes(Call::Claim).size(), 4);
    QCOMPARE(bench.store.task(id).attempt, 1);
}

void TestTaskTrouble::finishIsRetried()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 first = bench.submit(sleepDraft(1));
    const qint64 second = bench.submit(sleepDraft(1));
    QTRY_COMPARE(bench.store.count(TaskState::Running), 2);
    bench.store.fail(Call::Finish, busy, 2);
    bench.clock.advance(1s);
    QTRY_COMPARE(bench.store.sizes(Call::Finish).size(), 1);
    QCOMPARE(bench.state(first), "running"_ba);
    QVERIFY(passesUntil(bench.clock, [&] { return bench.state(first) == "completed"_ba; }));
    QTRY_COMPARE(bench.state(second), "completed"_ba);
    QCOMPARE(bench.store.sizes(Call::Finish).size(), 3);
    QCOMPARE(bench.store.task(first).endedAtMs, std::optional(FakeClock::startMs + 1000));
}

void TestTaskTrouble::fencedOutcomeIsForgotten()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(sleepDraft(1));
    QTRY_COMPARE(bench.state(id), "running"_ba);
    QVERIFY(await(bench.store.reclaim("another worker")));
    QVERIFY(await(bench.store.claim({ id }, "another worker")));
    bench.clock.advance(1s);
    QTRY_COMPARE(bench.store.sizes(Call::Finish).size(), 1);
    const qint64 probe = bench.submit(sleepDraft(0));
    QTRY_COMPARE(bench.state(probe), "completed"_ba);
    QCOMPARE(bench.state(id), "running"_ba);
    QCOMPARE(bench.store.task(id).attempts.last().worker, QByteArray("another worker"));
}

void TestTaskTrouble::clockSteps_data()
{
    QTest::addColumn<std::chrono::milliseconds>("step");
    QTest::addColumn<std::chrono::milliseconds>("rest");
    QTest::newRow("back by a year") << std::chrono::milliseconds(-24h * 365) << 3000ms;
    QTest::newRow("back by a second") << -1000ms << 3000ms;
    QTest::newRow("forward, not past its end") << 1000ms << 2000ms;
    QTest::newRow("forward by a year") << std::chrono::milliseconds(24h * 365) << 0ms;
}

void TestTaskTrouble::clockSteps()
{
    QFETCH(const std::chrono::milliseconds, step);
    QFETCH(const std::chrono::milliseconds, rest);

    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(sleepDraft(5));
    QTRY_COMPARE(bench.state(id), "running"_ba);
    bench.clock.advance(2s);
    bench.clock.step(step);
    const qint64 probe = bench.submit(sleepDraft(0)); // now the step has been seen
    QTRY_COMPARE(bench.state(probe), "completed"_ba);
    if (rest > 0ms)
        QCOMPARE(bench.state(id), "running"_ba);
    bench.clock.advance(rest);
    QTRY_COMPARE(bench.state(id), "completed"_ba);

    bench.clock.advance(24h);
    bench.clock.step(-step);
    const qint64 after = bench.submit(sleepDraft(0));
    QTRY_COMPARE(bench.state(after), "completed"_ba);
    QCOMPARE(sum(bench.store.sizes(Call::Finish)), 3);
    QCOMPARE(bench.store.task(id).attempt, 1);
}

QTEST_GUILESS_MAIN(TestTaskTrouble)
#include "tst_tasktrouble.moc"
