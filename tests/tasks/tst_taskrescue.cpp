// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginebench.h"

#include "storage/database.h"

#include <QTemporaryDir>

#include <vector>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Several engines on one store, as several machines on one database.
class Desk
{
public:
    enum class On { Memory, Sqlite };

    explicit Desk(On on)
    {
        if (on == On::Memory)
            return;
        auto opened = Database::openSqlite(m_folder.filePath(u"shared.db"_s), clock);
        m_database = opened ? std::move(*opened) : nullptr;
    }
    ~Desk()
    {
        for (const auto &engine : m_engines) {
            if (!engine)
                continue;
            QSignalSpy stopped(engine.get(), &TaskEngine::stopped);
            engine->stop();
            (void)QTest::qWaitFor([&stopped] { return stopped.size() == 1; });
        }
        m_engines.clear();
    }

    TaskStore &store() { return m_database ? m_database->tasks() : m_memory; }

    /// Its number, or -1.
    int start(std::chrono::milliseconds heartbeat = TaskOptions::sharedHeartbeat)
    {
        TaskKinds kinds = TaskKinds::builtIn();
        kinds.add(std::make_unique<NapKind>());
        TaskOptions options;
        options.heartbeat = heartbeat;
        options.recheck = 5ms;
        options.maxConcurrencyOf["nap"] = 1;
        m_engines.push_back(
                std::make_unique<TaskEngine>(store(), clock, std::move(kinds), options));
        QSignalSpy started(m_engines.back().get(), &TaskEngine::started);
        m_engines.back()->start();
        const bool ok = QTest::qWaitFor([&started] { return started.size() == 1; });
        return ok ? int(m_engines.size()) - 1 : -1;
    }
    TaskEngine &engine(int number) { return *m_engines[size_t(number)]; }
    void kill(int number) { m_engines[size_t(number)].reset(); }
    bool stop(int number)
    {
        QSignalSpy stopped(&engine(number), &TaskEngine::stopped);
        engine(number).stop();
        const bool ok = QTest::qWaitFor([&stopped] { return stopped.size() == 1; });
        kill(number);
        return ok;
    }
    qint64 submit(int number, const TaskDraft &draft)
    {
        const auto submitted = await(engine(number).submit(draft));
        (void)await(engine(number).waitFor(-1, 1h)); // comes after it
        return submitted ? submitted->task.id : 0;
    }
    /// Five seconds pass, and the heartbeats that are due then.
    void beat(std::initializer_list<int> living)
    {
        std::vector<qint64> probes; // they end after the heartbeat that was set before
        for (const int number : living)
            probes.push_back(submit(number, sleepDraft(5)));
        clock.advance(5s);
        for (const qint64 probe : probes)
            QTRY_COMPARE(state(probe), "completed"_ba);
    }
    Task task(qint64 id) { return await(store().find(id)).value_or(Task()); }
    QByteArray state(qint64 id) { return name(task(id).state); }
    QByteArray workerOf(qint64 id) { return task(id).worker; }

    FakeClock clock;

private:
    QTemporaryDir m_folder;
    MemoryTaskStore m_memory { clock };
    std::unique_ptr<Database> m_database;
    std::vector<std::unique_ptr<TaskEngine>> m_engines;
};

} // namespace

class TestTaskRescue : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void onEveryStore_data();
    void aDeadWorkersTasksGoOn_data() { onEveryStore_data(); }
    void aDeadWorkersTasksGoOn();
    void aLivingWorkerKeepsItsTasks_data() { onEveryStore_data(); }
    void aLivingWorkerKeepsItsTasks();
    void whoLeavesIsMissedAtOnce_data() { onEveryStore_data(); }
    void whoLeavesIsMissedAtOnce();
    void aFamilyGoesOn_data() { onEveryStore_data(); }
    void aFamilyGoesOn();
    void whoSeemedDeadIsFenced_data() { onEveryStore_data(); }
    void whoSeemedDeadIsFenced();
    void aThirdRescueFails_data() { onEveryStore_data(); }
    void aThirdRescueFails();
    void whoIsAloneDoesNotBeat();
};

void TestTaskRescue::onEveryStore_data()
{
    QTest::addColumn<int>("on");
    QTest::newRow("memory") << int(Desk::On::Memory);
    QTest::newRow("SQLite") << int(Desk::On::Sqlite);
}

void TestTaskRescue::aDeadWorkersTasksGoOn()
{
    QFETCH(const int, on);
    Desk desk { Desk::On(on) };
    const int a = desk.start(), b = desk.start();
    QVERIFY(a >= 0 && b >= 0);
    TaskDraft later = sleepDraft(0);
    later.delayMs = 40'000;
    const qint64 running = desk.submit(a, sleepDraft(60)),
                 cancelling = desk.submit(a, napDraft(60)), queued = desk.submit(a, napDraft(1)),
                 scheduled = desk.submit(a, later), other = desk.submit(b, sleepDraft(60));
    QTRY_COMPARE(desk.state(running), "running"_ba);
    QTRY_COMPARE(desk.state(cancelling), "running"_ba);
    QCOMPARE(desk.state(queued), "queued"_ba);
    const QByteArray dead = desk.workerOf(running), living = desk.workerOf(other);
    desk.kill(a);
    QVERIFY(await(desk.store().cancel(cancelling)));

    // Up to 20 s it may still live; one heartbeat later it is dead.
    for (int i = 0; i < 3; ++i) {
        desk.beat({ b });
        QCOMPARE(desk.workerOf(running), dead);
    }
    desk.clock.advance(10s);
    QTRY_COMPARE(desk.workerOf(running), living);
    QCOMPARE(desk.task(running).rescued, 1);
    QCOMPARE(desk.task(running).attempt, 1);
    QTRY_COMPARE(desk.state(cancelling), "cancelled"_ba);
    QTRY_COMPARE(desk.state(queued), "completed"_ba); // 25 s after it was due
    QCOMPARE(desk.task(other).rescued, 0);
    desk.clock.advance(15s);
    QTRY_COMPARE(desk.state(scheduled), "completed"_ba);
    desk.clock.advance(20s);
    QTRY_COMPARE(desk.state(running), "completed"_ba);
    const auto attempts = desk.task(running).attempts;
    QCOMPARE(attempts.size(), 2);
    QCOMPARE(attempts.first().worker, dead);
    QCOMPARE(attempts.first().error, u"Its worker died."_s);
    QCOMPARE(attempts.last().worker, living);
}

void TestTaskRescue::aLivingWorkerKeepsItsTasks()
{
    QFETCH(const int, on);
    Desk desk { Desk::On(on) };
    const int a = desk.start();
    const qint64 id = desk.submit(a, sleepDraft(600));
    QTRY_COMPARE(desk.state(id), "running"_ba);
    const QByteArray worker = desk.workerOf(id);
    const int b = desk.start(); // its start takes nothing from the living
    const qint64 probe = desk.submit(b, sleepDraft(600));
    for (int i = 0; i < 12; ++i) {
        desk.beat({ a, b });
    }
    QCOMPARE(desk.workerOf(id), worker);
    QCOMPARE(desk.task(id).rescued + desk.task(probe).rescued, 0);
}

void TestTaskRescue::whoLeavesIsMissedAtOnce()
{
    QFETCH(const int, on);
    Desk desk { Desk::On(on) };
    const int a = desk.start(), b = desk.start();
    const qint64 id = desk.submit(a, sleepDraft(60)), probe = desk.submit(b, sleepDraft(60));
    QTRY_COMPARE(desk.state(id), "running"_ba);
    QVERIFY(desk.stop(a));
    QCOMPARE(desk.state(id), "queued"_ba);
    desk.clock.advance(5s);
    QTRY_COMPARE(desk.state(id), "running"_ba);
    QCOMPARE(desk.workerOf(id), desk.workerOf(probe));
    QCOMPARE(desk.task(id).rescued, 0);
}

void TestTaskRescue::aFamilyGoesOn()
{
    QFETCH(const int, on);
    Desk desk { Desk::On(on) };
    const int a = desk.start(), b = desk.start();
    QVERIFY(b >= 0);
    TaskDraft draft = draftOf("chain");
    draft.params = R"({"tasks":[{"kind":"sleep","params":{"seconds":0}},)"
                   R"({"kind":"sleep","params":{"seconds":60}},)"
                   R"({"kind":"sleep","params":{"seconds":0}}]})";
    const qint64 id = desk.submit(a, draft);
    QTRY_COMPARE(desk.state(id + 2), "running"_ba);
    desk.kill(a);
    desk.clock.advance(25s);
    QTRY_COMPARE(desk.state(id + 2), "running"_ba);
    QTRY_COMPARE(desk.task(id + 2).rescued, 1);
    desk.clock.advance(35s);
    QTRY_COMPARE(desk.state(id), "completed"_ba);
    QCOMPARE(desk.task(id + 1).attempts.size(), 1);
    QCOMPARE(desk.task(id + 3).attempts.size(), 1);
}

void TestTaskRescue::whoSeemedDeadIsFenced()
{
    QFETCH(const int, on);
    Desk desk { Desk::On(on) };
    const int a = desk.start(24h), b = desk.start(); // one that forgets to say so
    const qint64 id = desk.submit(a, sleepDraft(60)), probe = desk.submit(b, sleepDraft(600));
    QTRY_COMPARE(desk.state(id), "running"_ba);
    desk.clock.advance(25s);
    QTRY_COMPARE(desk.workerOf(id), desk.workerOf(probe));
    desk.clock.advance(35s); // both have slept enough
    QTRY_COMPARE(desk.state(id), "completed"_ba);
    QCOMPARE(desk.task(id).attempts.size(), 2);
    QCOMPARE(desk.task(id).attempts.first().error, u"Its worker died."_s);
    const qint64 again = desk.submit(a, sleepDraft(0));
    QTRY_COMPARE(desk.state(again), "completed"_ba);
}

void TestTaskRescue::aThirdRescueFails()
{
    QFETCH(const int, on);
    Desk desk { Desk::On(on) };
    int doomed = desk.start();
    const qint64 id = desk.submit(doomed, sleepDraft(600));
    QTRY_COMPARE(desk.state(id), "running"_ba);
    for (int rescue = 1; rescue <= 3; ++rescue) {
        const int next = desk.start();
        desk.kill(doomed);
        desk.clock.advance(25s);
        QTRY_COMPARE(desk.task(id).rescued, rescue);
        QTRY_COMPARE(desk.state(id), rescue < 3 ? "running"_ba : "failed"_ba);
        doomed = next;
    }
    QVERIFY(desk.task(id).error.contains("died three times"_L1));
}

void TestTaskRescue::whoIsAloneDoesNotBeat()
{
    Bench bench;
    QVERIFY(bench.start());
    bench.clock.advance(1h);
    const qint64 probe = bench.submit(sleepDraft(0));
    QTRY_COMPARE(bench.state(probe), "completed"_ba);
    QVERIFY(bench.store.sizes(Call::Beat).isEmpty());
}

QTEST_GUILESS_MAIN(TestTaskRescue)
#include "tst_taskrescue.moc"
