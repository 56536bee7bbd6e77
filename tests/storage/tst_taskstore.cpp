// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "taskstoretest.h"

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

TaskOutcome outcome(qint64 id, TaskEvent event, qint64 endedAtMs, int attempt = 1)
{
    TaskOutcome outcome;
    outcome.id = id;
    outcome.attempt = attempt;
    outcome.event = event;
    outcome.endedAtMs = endedAtMs;
    return outcome;
}

std::vector<qint64> idsOf(const QList<Task> &tasks)
{
    std::vector<qint64> ids;
    for (const Task &task : tasks)
        ids.push_back(task.id);
    return ids;
}

} // namespace

class TestTaskStore : public StoreTest
{
    Q_OBJECT

private slots:
    void insertsDueTasksAsQueued()
    {
        TaskDraft draft;
        draft.kind = "sleep";
        draft.params = R"({"seconds":5})";
        draft.maxAttempts = 3;
        draft.priority = 7;
        const auto insertion = await(tasks().insert(draft));
        QVERIFY(insertion);
        const Task *const task = &insertion->task;
        QCOMPARE(task->id, 1);
        QCOMPARE(nameOf(task->state), nameOf(TaskState::Queued));
        QCOMPARE(task->createdAtMs, m_clock.wallMs());
        QCOMPARE(task->dueAtMs, m_clock.wallMs());
        const auto found = await(tasks().find(1));
        QVERIFY(found);
        QVERIFY(*found == *task);
        QCOMPARE(found->params, QByteArray(R"({"seconds":5})"));
        QCOMPARE(found->maxAttempts, 3);
        QCOMPARE(found->priority, 7);
    }

    void insertsLaterTasksAsScheduled()
    {
        TaskDraft draft;
        draft.kind = "sleep";
        draft.delayMs = 1'500;
        const auto insertion = await(tasks().insert(draft));
        QVERIFY(insertion);
        QCOMPARE(nameOf(insertion->task.state), nameOf(TaskState::Scheduled));
        QCOMPARE(insertion->task.dueAtMs, m_clock.wallMs() + 1'500);
    }

    void findsNothing()
    {
        const auto missing = await(tasks().find(1));
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, ErrorKind::NotFound);
        QCOMPARE(missing.error().code, QStringLiteral("task_not_found"));
        QCOMPARE(await(tasks().read(1)).error().code, QStringLiteral("task_not_found"));
    }

    void claimsOnce()
    {
        insert(3);
        const auto claimed = await(tasks().claim({ 1, 3, 99 }, worker));
        QVERIFY(claimed);
        QCOMPARE(idsOf(*claimed), std::vector<qint64>({ 1, 3 }));
        const Task task = claimed->first();
        QCOMPARE(nameOf(task.state), nameOf(TaskState::Running));
        QCOMPARE(task.attempt, 1);
        QCOMPARE(*task.startedAtMs, m_clock.wallMs());

        const auto again = await(tasks().claim({ 1, 2, 3 }, otherWorker));
        QVERIFY(again);
        QCOMPARE(idsOf(*again), std::vector<qint64>({ 2 }));

        const auto found = await(tasks().find(1));
        QVERIFY(found);
        QCOMPARE(found->attempts.size(), 1);
        QVERIFY((found->attempts.first() == TaskAttempt { 1, worker, m_clock.wallMs(), {}, {} }));
    }

    void finishes_data()
    {
        QTest::addColumn<TaskEvent>("event");
        QTest::addColumn<TaskState>("state");
        QTest::addColumn<QByteArray>("result");
        QTest::addColumn<QString>("error");
        QTest::newRow("well") << TaskEvent::Complete << TaskState::Completed
                              << QByteArray(R"({"slept":5})") << QString();
        QTest::newRow("without a result")
                << TaskEvent::Complete << TaskState::Completed << QByteArray() << QString();
        QTest::newRow("badly") << TaskEvent::Fail << TaskState::Failed << QByteArray()
                               << QStringLiteral("no, ä\"");
    }

    void finishes()
    {
        QFETCH(TaskEvent, event);
        QFETCH(TaskState, state);
        QFETCH(QByteArray, result);
        QFETCH(QString, error);
        insert(1);
        claim({ 1 });
        m_clock.advance(5s);
        TaskOutcome end = outcome(1, event, m_clock.wallMs());
        end.result = result;
        end.error = error;
        const auto finished = await(tasks().finish({ end }, worker));
        QVERIFY(finished);
        QCOMPARE(finished->size(), 1);
        const auto found = await(tasks().find(1));
        QVERIFY(found);
        QCOMPARE(nameOf(found->state), nameOf(state));
        QCOMPARE(found->result, result);
        QCOMPARE(found->error, error);
        QCOMPARE(*found->endedAtMs, m_clock.wallMs());
        QCOMPARE(*found->startedAtMs, m_clock.wallMs() - 5'000);
        QCOMPARE(*found->attempts.first().endedAtMs, m_clock.wallMs());
        QVERIFY(*await(tasks().read(1)) == *found);
        QCOMPARE(found->attempts.first().error, error);
    }

    void fencesOutcomes_data()
    {
        QTest::addColumn<qint64>("id");
        QTest::addColumn<int>("attempt");
        QTest::addColumn<QByteArray>("by");
        QTest::newRow("another worker's") << qint64(1) << 1 << otherWorker;
        QTest::newRow("an older attempt's") << qint64(1) << 0 << worker;
        QTest::newRow("of a task that doesn't run") << qint64(2) << 0 << worker;
        QTest::newRow("of no task") << qint64(99) << 1 << worker;
    }

    void fencesOutcomes()
    {
        QFETCH(qint64, id);
        QFETCH(int, attempt);
        QFETCH(QByteArray, by);
        insert(2);
        claim({ 1 });
        const auto finished = await(tasks().finish(
                { outcome(id, TaskEvent::Complete, m_clock.wallMs(), attempt) }, by));
        QVERIFY(finished);
        QVERIFY(finished->isEmpty());
        QCOMPARE(nameOf(await(tasks().find(1))->state), nameOf(TaskState::Running));
        QCOMPARE(nameOf(await(tasks().find(2))->state), nameOf(TaskState::Queued));
    }

    void finishesOnce()
    {
        insert(1);
        claim({ 1 });
        const TaskOutcome done = outcome(1, TaskEvent::Complete, m_clock.wallMs());
        QCOMPARE(await(tasks().finish({ done, done }, worker))->size(), 1);
        QCOMPARE(await(tasks().finish({ done }, worker))->size(), 0);
    }

    void reclaimsWhatADeadWorkerRan()
    {
        insert(4);
        claim({ 1, 2 });
        (void)await(
                tasks().finish({ outcome(2, TaskEvent::Complete, m_clock.wallMs(), 1) }, worker));
        (void)await(tasks().claim({ 3 }, otherWorker));
        m_clock.advance(1min);
        open(); // as after a restart

        const auto left = await(tasks().reclaim(otherWorker));
        QVERIFY(left);
        QCOMPARE(idsOf(*left), std::vector<qint64>({ 1, 3, 4 }));
        const Task rescued = left->first();
        QCOMPARE(nameOf(rescued.state), nameOf(TaskState::Queued));
        QCOMPARE(rescued.attempt, 0);
        QCOMPARE(rescued.rescued, 1);
        QVERIFY(!rescued.startedAtMs);
        QCOMPARE(nameOf(left->at(1).state), nameOf(TaskState::Running)); // its own
        QCOMPARE(left->at(1).rescued, 0);

        QCOMPARE(await(tasks().claim({ 1 }, otherWorker))->first().attempt, 1);
        const auto found = await(tasks().find(1));
        QCOMPARE(found->attempts.size(), 2);
        QCOMPARE(*found->attempts[0].endedAtMs, m_clock.wallMs());
        QVERIFY(!found->attempts[0].error.isEmpty());
        QVERIFY(!found->attempts[1].endedAtMs);
    }

    void aDeadWorkersOutcomeComesTooLate()
    {
        insert(1);
        claim({ 1 });
        (void)await(tasks().reclaim(otherWorker));
        (void)await(tasks().claim({ 1 }, otherWorker));
        const auto late = await(
                tasks().finish({ outcome(1, TaskEvent::Complete, m_clock.wallMs(), 1) }, worker));
        QVERIFY(late);
        QVERIFY(late->isEmpty());
    }

    void aThirdRescueFailsTheTask()
    {
        insert(1);
        for (int rescue = 1; rescue <= 2; ++rescue) {
            claim({ 1 });
            QCOMPARE(await(tasks().reclaim(otherWorker))->first().rescued, rescue);
        }
        claim({ 1 });
        QVERIFY(await(tasks().reclaim(otherWorker))->isEmpty());
        const auto found = await(tasks().find(1));
        QCOMPARE(nameOf(found->state), nameOf(TaskState::Failed));
        QCOMPARE(found->rescued, 3);
        QCOMPARE(*found->endedAtMs, m_clock.wallMs());
        QVERIFY(found->error.contains(QLatin1String("three times")));
    }

    void putsBackAtAStop()
    {
        insert(3);
        claim({ 1, 2 });
        QCOMPARE(await(tasks().putBack(otherWorker)).value_or(-1), 0);
        QCOMPARE(await(tasks().putBack(worker)).value_or(-1), 2);
        const auto found = await(tasks().find(1));
        QCOMPARE(nameOf(found->state), nameOf(TaskState::Queued));
        QCOMPARE(found->attempt, 0);
        QCOMPARE(found->rescued, 0);
        QVERIFY(!found->startedAtMs);
        QVERIFY(found->attempts.first().endedAtMs);
    }

    void lists_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<qint64>("before");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QList<qint64>>("ids");
        const QString any;
        const QString queued = QStringLiteral("queued");
        QTest::newRow("all, newest first")
                << any << QByteArray() << qint64(0) << 100 << QList<qint64> { 6, 5, 4, 3, 2, 1 };
        QTest::newRow("a page") << any << QByteArray() << qint64(5) << 2 << QList<qint64> { 4, 3 };
        QTest::newRow("by state") << queued << QByteArray() << qint64(0) << 100
                                  << QList<qint64> { 6, 5, 4, 3 };
        QTest::newRow("by kind") << any << QByteArray("odd") << qint64(0) << 100
                                 << QList<qint64> { 5, 3, 1 };
        QTest::newRow("by both, a page")
                << queued << QByteArray("odd") << qint64(5) << 100 << QList<qint64> { 3 };
        QTest::newRow("none") << any << QByteArray("none") << qint64(0) << 100 << QList<qint64>();
    }

    void lists()
    {
        QFETCH(QString, state);
        QFETCH(QByteArray, kind);
        QFETCH(qint64, before);
        QFETCH(int, limit);
        QFETCH(QList<qint64>, ids);
        for (int i = 1; i <= 6; ++i)
            QVERIFY(await(tasks().insert(draftOf(i % 2 ? "odd" : "even"))));
        claim({ 1, 2 });
        const auto listed = await(tasks().list(
                { taskStateFromString(state.toStdString()), kind.toStdString(), before, limit }));
        QVERIFY(listed);
        QCOMPARE(idsOf(*listed), std::vector<qint64>(ids.begin(), ids.end()));
    }

private:
    void insert(int count)
    {
        for (int i = 0; i < count; ++i)
            QVERIFY(await(tasks().insert(draftOf("sleep"))));
    }

    void claim(std::vector<qint64> ids)
    {
        const size_t count = ids.size();
        QCOMPARE(size_t(await(tasks().claim(std::move(ids), worker))->size()), count);
    }
};

QTEST_GUILESS_MAIN(TestTaskStore)
#include "tst_taskstore.moc"
