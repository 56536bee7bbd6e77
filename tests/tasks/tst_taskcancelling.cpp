// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginebench.h"

#include "base/deferred.h"

#include <QRegularExpression>

#include <optional>
#include <stop_token>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Work in another thread that is done when told; it hears of a stop by itself.
struct Elsewhere
{
    std::mutex mutex;
    std::optional<Resolver<QByteArray>> resolver;
    std::stop_token token;

    InlineKind::Work work()
    {
        return [this](TaskContext &context) -> Async<Result<QByteArray>> {
            auto [later, r] = defer<QByteArray>();
            {
                const std::lock_guard lock(mutex);
                resolver.emplace(std::move(r));
                token = context.stopToken();
            }
            co_return co_await later;
        };
    }
    bool hasBegun()
    {
        const std::lock_guard lock(mutex);
        return resolver.has_value();
    }
    bool isToStop()
    {
        const std::lock_guard lock(mutex);
        return token.stop_requested();
    }
    void end(Result<QByteArray> result)
    {
        const std::lock_guard lock(mutex);
        resolver->resolve(std::move(result));
        resolver.reset();
    }
};

const Error stopped {
    ErrorKind::Cancelled, QStringLiteral("stopped"), QStringLiteral("Stopped."), {}
};

} // namespace

class TestTaskCancelling : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void cancelsWhatSleeps();
    void cancelsWhatHasNotBegun();
    void isCancellingUntilTheWorkHasStopped();
    void whatWasDoneAllTheSameIsCompleted();
    void cancelsWhatIsToBeRetried();
    void refusesWhatHasEnded();
    void letsWaitersGo();
    void stopWaitsForWorkElsewhere();
    void stopDoesNotWaitForEver();
};

void TestTaskCancelling::cancelsWhatSleeps()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(sleepDraft(60)), other = bench.submit(sleepDraft(60));
    const auto answer = await(bench.engine->cancel(id));
    QVERIFY(answer);
    QCOMPARE(name(answer->state), "cancelling"_ba);
    QTRY_COMPARE(bench.state(id), "cancelled"_ba);
    QCOMPARE(bench.state(other), "running"_ba);
    QVERIFY(bench.store.task(id).endedAtMs);
}

void TestTaskCancelling::cancelsWhatHasNotBegun()
{
    Bench bench;
    bench.options.maxConcurrencyOf["nap"] = 1;
    QVERIFY(bench.start());
    TaskDraft draft = sleepDraft(0);
    draft.delayMs = 10'000;
    const qint64 scheduled = bench.submit(draft);
    const qint64 first = bench.submit(napDraft(60)), queued = bench.submit(napDraft(60));
    QTRY_COMPARE(bench.state(first), "running"_ba);
    for (const qint64 id : { scheduled, queued }) {
        const auto answer = await(bench.engine->cancel(id));
        QVERIFY(answer);
        QCOMPARE(name(answer->state), "cancelled"_ba);
    }
    bench.clock.advance(60s);
    QTRY_COMPARE(bench.state(first), "completed"_ba);
    const qint64 probe = bench.submit(napDraft(0));
    QTRY_COMPARE(bench.state(probe), "completed"_ba);
    QCOMPARE(bench.state(scheduled), "cancelled"_ba);
    QCOMPARE(bench.store.task(queued).attempt, 0);
}

void TestTaskCancelling::isCancellingUntilTheWorkHasStopped()
{
    Elsewhere elsewhere;
    Bench bench;
    bench.addKind("elsewhere", elsewhere.work());
    QVERIFY(bench.start());
    const qint64 id = bench.submit(draftOf("elsewhere"));
    QTRY_VERIFY(elsewhere.hasBegun());
    QVERIFY(!elsewhere.isToStop());
    QVERIFY(await(bench.engine->cancel(id)));
    QTRY_VERIFY(elsewhere.isToStop());
    QVERIFY(await(bench.engine->cancel(id))); // patience
    QCOMPARE(bench.state(id), "cancelling"_ba);
    elsewhere.end(failure(stopped));
    QTRY_COMPARE(bench.state(id), "cancelled"_ba);
}

void TestTaskCancelling::whatWasDoneAllTheSameIsCompleted()
{
    Elsewhere elsewhere;
    Bench bench;
    bench.addKind("elsewhere", elsewhere.work());
    QVERIFY(bench.start());
    const qint64 id = bench.submit(draftOf("elsewhere"));
    QTRY_VERIFY(elsewhere.hasBegun());
    QVERIFY(await(bench.engine->cancel(id)));
    elsewhere.end(QByteArray("7"));
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(id).result, "7"_ba);
}

void TestTaskCancelling::cancelsWhatIsToBeRetried()
{
    Bench bench;
    std::atomic<int> runs = 0;
    bench.addKind(
            "fails",
            [&runs](TaskContext &) -> Async<Result<QByteArray>> {
                ++runs;
                co_return failure(busy);
            },
            5);
    QVERIFY(bench.start());
    const qint64 id = bench.submit(draftOf("fails"));
    QTRY_COMPARE(bench.state(id), "retrying"_ba);
    QCOMPARE(name(await(bench.engine->cancel(id))->state), "cancelled"_ba);
    bench.clock.advance(1h);
    const qint64 probe = bench.submit(sleepDraft(0));
    QTRY_COMPARE(bench.state(probe), "completed"_ba);
    QCOMPARE(runs.load(), 1);
}

void TestTaskCancelling::refusesWhatHasEnded()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(sleepDraft(0));
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    const auto late = await(bench.engine->cancel(id));
    QVERIFY(!late);
    QCOMPARE(late.error().kind, ErrorKind::Conflict);
    QCOMPARE(late.error().code, QStringLiteral("task_ended"));
    QCOMPARE(await(bench.engine->cancel(99)).error().kind, ErrorKind::NotFound);
    QVERIFY(bench.stop());
}

void TestTaskCancelling::letsWaitersGo()
{
    Bench bench;
    QVERIFY(bench.start());
    TaskDraft draft = sleepDraft(0);
    draft.delayMs = 10'000;
    const qint64 id = bench.submit(draft);
    auto waiter = bench.engine->waitFor(id, 1h);
    QVERIFY(await(bench.engine->cancel(id)));
    QCOMPARE(name(await(std::move(waiter))->state), "cancelled"_ba);
}

void TestTaskCancelling::stopWaitsForWorkElsewhere()
{
    Elsewhere failing, completing;
    Bench bench;
    bench.addKind("failing", failing.work());
    bench.addKind("completing", completing.work());
    QVERIFY(bench.start());
    const qint64 put = bench.submit(draftOf("failing"));
    const qint64 done = bench.submit(draftOf("completing"));
    QTRY_VERIFY(failing.hasBegun() && completing.hasBegun());
    QSignalSpy ended(bench.engine.get(), &TaskEngine::stopped);
    bench.engine->stop();
    QTRY_VERIFY(failing.isToStop() && completing.isToStop());
    completing.end(QByteArray());
    QTRY_COMPARE(bench.state(done), "completed"_ba);
    QCOMPARE(bench.store.sizes(Call::PutBack).size(), 0); // it is still at work
    failing.end(failure(stopped));
    QTRY_COMPARE(ended.size(), 1);
    bench.engine.reset();
    QCOMPARE(bench.state(put), "queued"_ba);
    QCOMPARE(bench.store.task(put).attempt, 0);
}

void TestTaskCancelling::stopDoesNotWaitForEver()
{
    // It never ends, and neither do the coroutines that wait for it.
    static Elsewhere &elsewhere = *new Elsewhere;
    Bench bench;
    bench.options.stopTimeout = 50ms;
    bench.addKind("elsewhere", elsewhere.work());
    QVERIFY(bench.start());
    const qint64 id = bench.submit(draftOf("elsewhere"));
    QTRY_VERIFY(elsewhere.hasBegun());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("left behind")));
    QVERIFY(bench.stop());
    QCOMPARE(bench.state(id), "queued"_ba);
}

QTEST_GUILESS_MAIN(TestTaskCancelling)
#include "tst_taskcancelling.moc"
