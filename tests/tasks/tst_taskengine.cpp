// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/await.h"
#include "support/fakeclock.h"
#include "support/memorytaskstore.h"
#include "tasks/taskengine.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <numeric>
#include <stdexcept>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Call = MemoryTaskStore::Call;

const Error busy { ErrorKind::Busy, QStringLiteral("busy"), QStringLiteral("locked"), {} };

QByteArray name(TaskState state)
{
    const auto text = toString(state);
    return QByteArray(text.data(), qsizetype(text.size()));
}

TaskDraft sleepDraft(double seconds)
{
    TaskDraft draft;
    draft.kind = "sleep";
    draft.params = "{\"seconds\":" + QByteArray::number(seconds) + '}';
    return draft;
}

/// A kind whose work is one expression.
template <typename Work>
class InlineKind final : public TaskKind
{
public:
    InlineKind(std::string_view name, Work work)
        : m_name(name)
        , m_work(std::move(work))
    { }
    std::string_view name() const override { return m_name; }
    Result<QJsonObject> check(const QJsonObject &params) const override { return params; }
    Async<Result<QByteArray>> run(TaskContext &) const override { return m_work(); }

private:
    std::string_view m_name;
    Work m_work;
};

template <typename Work>
auto makeKind(std::string_view name, Work work)
{
    return std::make_unique<InlineKind<Work>>(name, std::move(work));
}

/// A store and an engine on it, started, with a clock of their own.
struct Bench
{
    FakeClock clock;
    MemoryTaskStore store { clock };
    TaskKinds kinds = TaskKinds::builtIn();
    std::unique_ptr<TaskEngine> engine;

    ~Bench() { stop(); }

    bool start()
    {
        engine = std::make_unique<TaskEngine>(store, clock, std::move(kinds), 5ms);
        QSignalSpy started(engine.get(), &TaskEngine::started);
        engine->start();
        return started.wait();
    }
    bool stop()
    {
        if (!engine)
            return true;
        QSignalSpy stopped(engine.get(), &TaskEngine::stopped);
        engine->stop();
        const bool ended = stopped.wait();
        engine.reset();
        return ended;
    }

    qint64 submit(const TaskDraft &draft)
    {
        const auto task = await(engine->submit(draft));
        return task ? task->id : 0;
    }
    QByteArray state(qint64 id) const { return name(store.task(id).state); }
};

qsizetype sum(const QList<qsizetype> &sizes)
{
    return std::accumulate(sizes.begin(), sizes.end(), qsizetype(0));
}

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

    void reclaimsWhatAnEarlierRunLeft();
    void poisonedTaskFails();
    void stopPutsRunningTasksBack();
    void stopStoresWhatHasEnded();
    void stopBeforeAnythingElse();

    void waitEndsWithTheTask();
    void waitEndsAfterItsTime();
    void waitForWhatHasEndedOrNeverWas();
    void stopLetsWaitersGo();
    void waitingCanBeForbidden();

    void claimIsRetried();
    void finishIsRetried();
    void fencedOutcomeIsForgotten();
    void clockSteps_data();
    void clockSteps();

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
    QCOMPARE(name(task->state), "queued"_ba);
    QCOMPARE(task->params, QByteArray(R"({"seconds":5})"));
    QTRY_COMPARE(bench.state(task->id), "running"_ba);
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
    bench.submit(sleepDraft(60));
    QTRY_COMPARE(bench.store.sizes(Call::Claim).size(), 1);
    for (int i = 0; i < 20; ++i)
        bench.submit(sleepDraft(60));
    bench.store.release(Call::Claim);
    QTRY_COMPARE(bench.store.count(TaskState::Running), 21);
    QCOMPARE(bench.store.sizes(Call::Claim), QList<qsizetype>({ 1, 20 }));
}

void TestTaskEngine::higherPriorityIsClaimedFirst()
{
    Bench bench;
    QVERIFY(bench.start());
    bench.store.hold(Call::Claim);
    bench.submit(sleepDraft(60));
    QTRY_COMPARE(bench.store.sizes(Call::Claim).size(), 1);
    TaskDraft draft = sleepDraft(60);
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
    bench.kinds.add(makeKind("fails", []() -> Async<Result<QByteArray>> {
        co_return failure(ErrorKind::Io, QStringLiteral("gone"), QStringLiteral("It is gone."));
    }));
    bench.kinds.add(makeKind("throws", []() -> Async<Result<QByteArray>> {
        throw std::runtime_error("a secret");
        co_return QByteArray();
    }));
    bench.kinds.add(makeKind("throws at once", []() -> Async<Result<QByteArray>> { throw 42; }));
    bench.kinds.add(makeKind(
            "answers", []() -> Async<Result<QByteArray>> { return Result<QByteArray>("[42]"); }));
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

void TestTaskEngine::reclaimsWhatAnEarlierRunLeft()
{
    Bench bench;
    const qint64 queued = await(bench.store.insert(sleepDraft(0)))->id;
    const qint64 over = await(bench.store.insert(sleepDraft(5)))->id;
    const qint64 halfway = await(bench.store.insert(sleepDraft(60)))->id;
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

void TestTaskEngine::poisonedTaskFails()
{
    Bench bench;
    const qint64 id = await(bench.store.insert(sleepDraft(60)))->id;
    for (const char *worker : { "first", "second" }) {
        QVERIFY(await(bench.store.claim({ id }, worker)));
        QVERIFY(await(bench.store.reclaim("next")));
    }
    QVERIFY(await(bench.store.claim({ id }, "third")));
    QVERIFY(bench.start());
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    QVERIFY(bench.store.task(id).error.contains(u'3'));
}

void TestTaskEngine::stopPutsRunningTasksBack()
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

void TestTaskEngine::stopStoresWhatHasEnded()
{
    Bench bench;
    std::atomic<int> ran = 0;
    bench.kinds.add(makeKind("marks", [&ran]() -> Async<Result<QByteArray>> {
        ++ran;
        return Result<QByteArray>(QByteArray());
    }));
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

void TestTaskEngine::stopBeforeAnythingElse()
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

void TestTaskEngine::waitEndsWithTheTask()
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

void TestTaskEngine::waitEndsAfterItsTime()
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

void TestTaskEngine::waitForWhatHasEndedOrNeverWas()
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

void TestTaskEngine::stopLetsWaitersGo()
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

void TestTaskEngine::waitingCanBeForbidden()
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

void TestTaskEngine::claimIsRetried()
{
    Bench bench;
    QVERIFY(bench.start());
    bench.store.fail(Call::Claim, busy, 3);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("trying again")));
    const qint64 id = bench.submit(sleepDraft(0));
    QTRY_COMPARE(bench.store.sizes(Call::Claim).size(), 1);
    for (int attempts = 2; attempts <= 4; ++attempts) {
        bench.clock.advance(10s);
        QTRY_VERIFY(bench.store.sizes(Call::Claim).size() >= attempts);
    }
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(id).attempt, 1);
}

void TestTaskEngine::finishIsRetried()
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
    bench.clock.advance(10s);
    QTRY_COMPARE(bench.store.sizes(Call::Finish).size(), 2);
    bench.clock.advance(10s);
    QTRY_COMPARE(bench.state(first), "completed"_ba);
    QTRY_COMPARE(bench.state(second), "completed"_ba);
    QCOMPARE(bench.store.task(first).endedAtMs, std::optional(FakeClock::startMs + 1000));
}

void TestTaskEngine::fencedOutcomeIsForgotten()
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

void TestTaskEngine::clockSteps_data()
{
    QTest::addColumn<std::chrono::milliseconds>("step");
    QTest::addColumn<std::chrono::milliseconds>("rest");
    QTest::newRow("back by a year") << std::chrono::milliseconds(-24h * 365) << 3000ms;
    QTest::newRow("back by a second") << -1000ms << 3000ms;
    QTest::newRow("forward, not past its end") << 1000ms << 2000ms;
    QTest::newRow("forward by a year") << std::chrono::milliseconds(24h * 365) << 0ms;
}

void TestTaskEngine::clockSteps()
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
