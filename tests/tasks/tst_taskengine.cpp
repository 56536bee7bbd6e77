// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginebench.h"

#include <QDir>
#include <QElapsedTimer>
#include <QThread>
#include <stdexcept>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

int threadsOfThisProcess()
{
    return int(QDir(QStringLiteral("/proc/self/task"))
                       .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
                       .size());
}

} // namespace

class TestTaskEngine : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void answersOnceDurable();
    void storeFailureIsAnswered();
    void badDraftsAreRefused();
    void unavailableUnlessStarted();
    void startFails();
    void completesAtItsDueTime();
    void delayedTaskIsScheduled();
    void thousandTasksCompleteTogether();
    void gathersWhileTheStoreIsBusy();
    void higherPriorityIsClaimedFirst();
    void failuresAreStored();
    void changesComeInBatches();
};

void TestTaskEngine::answersOnceDurable()
{
    Bench bench;
    QVERIFY(bench.start());
    bench.store.hold(Call::Insert);
    auto answer = bench.engine->submit(sleepDraft(5));
    QVERIFY(!answer.isReady());
    QCOMPARE(bench.store.sizes(Call::Claim).size(), 0);
    bench.store.release(Call::Insert);
    const auto task = await(std::move(answer));
    QVERIFY(task);
    QCOMPARE(name(task->task.state), "queued"_ba);
    QCOMPARE(task->task.attempt, 0);
    QCOMPARE(task->task.params, QByteArray(R"({"seconds":5})"));
    QTRY_COMPARE(bench.state(task->task.id), "running"_ba);
}

void TestTaskEngine::storeFailureIsAnswered()
{
    Bench bench;
    QVERIFY(bench.start());
    bench.store.fail(Call::Insert,
                     { ErrorKind::Io, QStringLiteral("disk_full"), QStringLiteral("full"), {} });
    const auto task = await(bench.engine->submit(sleepDraft(0)));
    QVERIFY(!task);
    QCOMPARE(task.error().kind, ErrorKind::Io);
}

void TestTaskEngine::badDraftsAreRefused()
{
    Bench bench;
    QVERIFY(bench.start());
    const auto negative = await(bench.engine->submit(sleepDraft(-1)));
    QVERIFY(!negative);
    QCOMPARE(negative.error().kind, ErrorKind::Invalid);
    TaskDraft draft;
    draft.kind = "dance";
    const auto unknown = await(bench.engine->submit(draft));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, QStringLiteral("unknown_kind"));
    QCOMPARE(bench.store.sizes(Call::Insert).size(), 0);
}

void TestTaskEngine::unavailableUnlessStarted()
{
    FakeClock clock;
    MemoryTaskStore store(clock);
    TaskEngine engine(store, clock);
    const auto early = await(engine.submit(sleepDraft(0)));
    QVERIFY(!early);
    QCOMPARE(early.error().kind, ErrorKind::Unavailable);

    QSignalSpy started(&engine, &TaskEngine::started);
    engine.start();
    QVERIFY(started.wait());
    QVERIFY(await(engine.submit(sleepDraft(0))));
    QSignalSpy stopped(&engine, &TaskEngine::stopped);
    engine.stop();
    const auto late = await(engine.submit(sleepDraft(0)));
    QVERIFY(!late);
    QCOMPARE(late.error().kind, ErrorKind::Unavailable);
    QTRY_COMPARE(stopped.size(), 1);
}

void TestTaskEngine::startFails()
{
    FakeClock clock;
    MemoryTaskStore store(clock);
    store.fail(Call::Reclaim, busy);
    TaskEngine engine(store, clock);
    QSignalSpy failed(&engine, &TaskEngine::failed);
    QSignalSpy stopped(&engine, &TaskEngine::stopped);
    engine.start();
    QVERIFY(failed.wait());
    QCOMPARE(failed.first().first().value<Error>().code, busy.code);
    QCOMPARE(stopped.size(), 0);
    engine.stop();
    QTRY_COMPARE(stopped.size(), 1);
}

void TestTaskEngine::completesAtItsDueTime()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 fiveSeconds = bench.submit(sleepDraft(5));
    const qint64 almost = bench.submit(sleepDraft(4.999));
    QTRY_COMPARE(bench.store.count(TaskState::Running), 2);

    bench.clock.advance(4999ms);
    QTRY_COMPARE(bench.state(almost), "completed"_ba);
    QCOMPARE(bench.state(fiveSeconds), "running"_ba);
    bench.clock.advance(1ms);
    QTRY_COMPARE(bench.state(fiveSeconds), "completed"_ba);
    const Task task = bench.store.task(fiveSeconds);
    QCOMPARE(task.endedAtMs, std::optional(FakeClock::startMs + 5000));
    QCOMPARE(task.attempt, 1);
    QVERIFY(!task.attempts.first().worker.isEmpty());
}

void TestTaskEngine::delayedTaskIsScheduled()
{
    Bench bench;
    QVERIFY(bench.start());
    TaskDraft draft = sleepDraft(1);
    draft.delayMs = 10'000;
    const qint64 id = bench.submit(draft);
    const qint64 probe = bench.submit(sleepDraft(9.999));
    QTRY_COMPARE(bench.state(probe), "running"_ba);
    bench.clock.advance(9999ms);
    QTRY_COMPARE(bench.state(probe), "completed"_ba);
    QCOMPARE(bench.state(id), "scheduled"_ba);
    bench.clock.advance(1ms);
    QTRY_COMPARE(bench.state(id), "running"_ba);
    bench.clock.advance(1s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
}

void TestTaskEngine::thousandTasksCompleteTogether()
{
    Bench bench;
    QVERIFY(bench.start());
    const int threads = threadsOfThisProcess();
    for (int i = 0; i < 1000; ++i)
        QVERIFY(bench.submit(sleepDraft(2)));
    QTRY_COMPARE(bench.store.count(TaskState::Running), 1000);
    QCOMPARE(threadsOfThisProcess(), threads);

    bench.clock.advance(2s);
    QTRY_COMPARE(bench.store.count(TaskState::Completed), 1000);
    QCOMPARE(bench.store.sizes(Call::Finish), QList<qsizetype>({ 1000 }));
}

void TestTaskEngine::gathersWhileTheStoreIsBusy()
{
    Bench bench;
    QVERIFY(bench.start());
    bench.store.hold(Call::Claim);
    bench.submit(napDraft(60));
    QTRY_COMPARE(bench.store.sizes(Call::Claim).size(), 1);
    for (int i = 0; i < 20; ++i)
        bench.submit(napDraft(60));
    bench.store.release(Call::Claim);
    QTRY_COMPARE(bench.store.count(TaskState::Running), 21);
    QCOMPARE(bench.store.sizes(Call::Claim), QList<qsizetype>({ 1, 20 }));
}

void TestTaskEngine::higherPriorityIsClaimedFirst()
{
    Bench bench;
    QVERIFY(bench.start());
    bench.store.hold(Call::Claim);
    bench.submit(napDraft(60));
    QTRY_COMPARE(bench.store.sizes(Call::Claim).size(), 1);
    TaskDraft draft = napDraft(60);
    const qint64 ordinary = bench.submit(draft);
    draft.priority = 5;
    const qint64 urgent = bench.submit(draft);
    draft.priority = -5;
    const qint64 whenever = bench.submit(draft);
    bench.store.release(Call::Claim);
    QTRY_COMPARE(bench.store.count(TaskState::Running), 4);
    QCOMPARE(bench.store.claimOrder().mid(1), QList<qint64>({ urgent, ordinary, whenever }));
}

void TestTaskEngine::failuresAreStored()
{
    Bench bench;
    bench.addKind("fails", [](TaskContext &) -> Async<Result<QByteArray>> {
        co_return failure(ErrorKind::Io, QStringLiteral("gone"), QStringLiteral("It is gone."));
    });
    bench.addKind("throws", [](TaskContext &) -> Async<Result<QByteArray>> {
        throw std::runtime_error("a secret");
        co_return QByteArray();
    });
    bench.addKind("throws at once", [](TaskContext &) -> Async<Result<QByteArray>> { throw 42; });
    bench.addKind("answers", [](TaskContext &) -> Async<Result<QByteArray>> {
        return Result<QByteArray>("[42]");
    });
    QVERIFY(bench.start());

    const auto run = [&](const char *kind) {
        TaskDraft draft;
        draft.kind = kind;
        const auto task = await(bench.engine->waitFor(bench.submit(draft), 1h));
        return task ? *task : Task();
    };
    const Task fails = run("fails");
    QCOMPARE(name(fails.state), "failed"_ba);
    QCOMPARE(fails.error, QStringLiteral("It is gone."));
    for (const char *kind : { "throws", "throws at once" }) {
        const Task throws = run(kind);
        QCOMPARE(name(throws.state), "failed"_ba);
        QVERIFY(!throws.error.isEmpty());
        QVERIFY(!throws.error.contains(QLatin1String("secret")));
    }
    const Task answers = run("answers");
    QCOMPARE(name(answers.state), "completed"_ba);
    QCOMPARE(answers.result, QByteArray("[42]"));
}

void TestTaskEngine::changesComeInBatches()
{
    Bench bench;
    QVERIFY(bench.start());
    QHash<qint64, TaskState> seen;
    int batches = 0, repeated = 0;
    bool wrongThread = false;
    connect(
            bench.engine.get(), &TaskEngine::tasksChanged, this,
            [&](const QList<Task> &tasks) {
                ++batches;
                wrongThread = wrongThread || QThread::currentThread() != thread();
                QSet<qint64> ids;
                for (const Task &task : tasks) {
                    repeated += ids.contains(task.id);
                    ids.insert(task.id);
                    seen[task.id] = task.state;
                }
            },
            Qt::DirectConnection);
    QElapsedTimer elapsed;
    elapsed.start();
    for (int i = 0; i < 500; ++i)
        bench.submit(sleepDraft(0));
    QTRY_COMPARE(seen.values().count(TaskState::Completed), 500);
    QVERIFY(batches <= elapsed.elapsed() / 50 + 1);
    QCOMPARE(repeated, 0);
    QVERIFY(!wrongThread);
}

QTEST_GUILESS_MAIN(TestTaskEngine)
#include "tst_taskengine.moc"
