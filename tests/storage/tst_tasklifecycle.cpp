// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "taskstoretest.h"

using namespace frontdesk;
using namespace std::chrono_literals;
using enum frontdesk::TaskState;

/// Which state may follow which, and who may cause it: the table, and that the
/// store holds to it.
class TestTaskLifecycle : public TaskStoreTest
{
    Q_OBJECT

private slots:
    void table_data();
    void table();
    void aUniqueKeyHasOneHolder();
    void aSeriesGoesOnInTheSameWrite();
    void progressIsFenced();
    void counts();

private:
    qint64 taskIn(TaskState state);
    void apply(TaskEvent event, qint64 id);
};

void TestTaskLifecycle::table_data()
{
    QTest::addColumn<TaskEvent>("event");
    QTest::addColumn<QByteArrayList>("after"); // by state, in their order; -: it can't happen
    const auto row = [](const char *what, TaskEvent event, const char *after) {
        QTest::newRow(what) << event << QByteArray(after).simplified().split(' ');
    };
    // of:                                 scheduled queued running retrying cancelling, the ends
    row("worker claims", TaskEvent::Claim, "running running - running - - - -");
    row("worker is done", TaskEvent::Complete, "- - completed - completed - - -");
    row("worker fails", TaskEvent::Fail, "- - failed - failed - - -");
    row("worker tries later", TaskEvent::Retry, "- - retrying - cancelled - - -");
    row("worker has stopped", TaskEvent::Stop, "- - - - cancelled - - -");
    row("worker puts back", TaskEvent::PutBack, "- - queued - cancelled - - -");
    row("worker died", TaskEvent::Rescue, "- - queued - cancelled - - -");
    row("worker died too often", TaskEvent::GiveUp, "- - failed - cancelled - - -");
    row("client cancels", TaskEvent::Cancel,
        "cancelled cancelled cancelling cancelled cancelling - - -");
    row("client wants it again", TaskEvent::Restart, "- - - - - - queued queued");
    row("parent lets go", TaskEvent::Release, "queued - - - - - - -");
}

void TestTaskLifecycle::table()
{
    QFETCH(TaskEvent, event);
    QFETCH(QByteArrayList, after);
    QCOMPARE(after.size(), 8);
    for (int i = 0; i < 8; ++i) {
        const auto before = TaskState(i);
        QCOMPARE(nameOf(stateAfter(before, event)), after[i]);
        if (event == TaskEvent::Release)
            continue; // of what is held alone: see below
        const qint64 id = taskIn(before);
        QCOMPARE(state(id), nameOf(before));
        apply(event, id);
        const QByteArray expected = after[i] == "-" ? nameOf(before) : after[i];
        QVERIFY2(state(id) == expected, QByteArray(nameOf(before) + " became " + state(id)));
        QCOMPARE(task(id).endedAtMs.has_value(), isFinal(task(id).state));
        const bool works = task(id).state == Running || task(id).state == Cancelling;
        QCOMPARE(task(id).worker.isEmpty(), !works);
        if (const auto attempts = task(id).attempts; !attempts.isEmpty())
            QCOMPARE(attempts.last().endedAtMs.has_value(), !works);
    }
}

void TestTaskLifecycle::aUniqueKeyHasOneHolder()
{
    TaskDraft draft = draftOf("sleep");
    draft.uniqueKey = QStringLiteral("schlüssel");
    const qint64 first = insert(draft).task.id;
    const auto second = insert(draft);
    QVERIFY(second.existing);
    QCOMPARE(second.task.id, first);
    QVERIFY(await(tasks().cancel(first)));
    const auto third = insert(draft);
    QVERIFY(!third.existing);
    const auto again = await(tasks().restart(first));
    QVERIFY(!again);
    QCOMPARE(again.error().code, QStringLiteral("unique_key_taken"));
}

void TestTaskLifecycle::aSeriesGoesOnInTheSameWrite()
{
    const qint64 startMs = m_clock.wallMs();
    TaskDraft draft = draftOf("sleep");
    draft.everyMs = 10'000;
    draft.uniqueKey = QStringLiteral("one");
    draft.timeoutMs = 5'000;
    const qint64 first = insert(draft).task.id;
    claim(first);
    m_clock.advance(1s);
    const auto changed = finish(first, TaskEvent::Fail);
    QCOMPARE(changed.size(), 2);
    const Task next = task(changed.last().id);
    QCOMPARE(nameOf(next.state), nameOf(Scheduled));
    QCOMPARE(next.series, std::optional(first));
    QCOMPARE(next.dueAtMs, startMs + 10'000);
    QCOMPARE(next.timeoutMs, draft.timeoutMs);
    QCOMPARE(next.uniqueKey, draft.uniqueKey);

    claim(next.id); // its worker dies for good: the series does not
    for (int death = 1; death <= 3; ++death) {
        (void)await(tasks().reclaim(otherWorker));
        if (death < 3)
            claim(next.id);
    }
    QCOMPARE(state(next.id), nameOf(Failed));
    QCOMPARE(state(next.id + 1), nameOf(Scheduled));
    const auto cancelled = await(tasks().cancel(first));
    QVERIFY(cancelled);
    QCOMPARE(cancelled->first().id, next.id + 1);
}

void TestTaskLifecycle::progressIsFenced()
{
    const qint64 id = insert(draftOf("sleep")).task.id;
    claim(id);
    const TaskProgressReport report { id, 1, { 3, 4, QStringLiteral("three") } };
    QVERIFY(await(tasks().saveProgress({ report }, otherWorker))->isEmpty());
    QCOMPARE(await(tasks().saveProgress({ report }, worker))->size(), 1);
    QVERIFY(task(id).progress == report.progress);
    finish(id, TaskEvent::Complete);
    QVERIFY(await(tasks().saveProgress({ report }, worker))->isEmpty());
}

void TestTaskLifecycle::counts()
{
    insert(draftOf("a"));
    insert(draftOf("a"));
    insert(draftOf("b"));
    claim(2);
    (void)await(tasks().reclaim(otherWorker));
    m_clock.advance(2s);
    claim(3);
    m_clock.advance(3s);
    finish(3, TaskEvent::Complete);
    const auto stats = await(tasks().stats());
    QVERIFY(stats);
    QCOMPARE(stats->counts.size(), 2);
    QCOMPARE(stats->counts[0].kind, std::string("a"));
    QCOMPARE(stats->counts[0].tasks, qint64(2));
    QCOMPARE(stats->counts[0].rescued, qint64(1));
    QCOMPARE(nameOf(stats->counts[1].state), nameOf(Completed));
    QCOMPARE(stats->counts[1].endedLately, qint64(1));
    QCOMPARE(stats->attemptsLately, qint64(1));
    QCOMPARE(stats->waited.totalMs, qint64(2000));
    QCOMPARE(stats->ran.mostMs, qint64(3000));
    QCOMPARE(stats->oldestDueMs.value_or(0), qint64(5000));
    m_clock.advance(61s);
    const auto later = await(tasks().stats());
    QCOMPARE(later->counts[1].endedLately, qint64(0));
    QCOMPARE(later->attemptsLately + later->waited.mostMs + later->ran.totalMs, qint64(0));
    claim(1);
    claim(2);
    QVERIFY(!await(tasks().stats())->oldestDueMs);
}

qint64 TestTaskLifecycle::taskIn(TaskState state)
{
    TaskDraft draft = draftOf("sleep");
    draft.delayMs = state == Scheduled ? 1000 : 0;
    draft.maxAttempts = 2;
    const qint64 id = insert(draft).task.id;
    if (state == Scheduled || state == Queued)
        return id;
    claim(id);
    if (state == Cancelling || state == Cancelled)
        (void)await(tasks().cancel(id));
    if (state == Completed || state == Failed || state == Retrying || state == Cancelled)
        finish(id,
               state == Completed          ? TaskEvent::Complete
                       : state == Failed   ? TaskEvent::Fail
                       : state == Retrying ? TaskEvent::Retry
                                           : TaskEvent::Stop);
    return id;
}

void TestTaskLifecycle::apply(TaskEvent event, qint64 id)
{
    switch (event) {
    case TaskEvent::Claim:
        (void)await(tasks().claim({ id }, worker));
        break;
    case TaskEvent::PutBack:
        (void)await(tasks().putBack(worker));
        break;
    case TaskEvent::Rescue:
        (void)await(tasks().reclaim(otherWorker));
        break;
    case TaskEvent::GiveUp:
        if (task(id).state != Running) {
            (void)await(tasks().reclaim(otherWorker));
            return;
        }
        for (int death = 1; death <= 3; ++death) {
            (void)await(tasks().reclaim(otherWorker));
            if (death < 3)
                claim(id);
        }
        break;
    case TaskEvent::Cancel:
        (void)await(tasks().cancel(id));
        break;
    case TaskEvent::Restart:
        (void)await(tasks().restart(id));
        break;
    default:
        (void)await(tasks().finish({ outcomeOf(task(id), event, m_clock.wallMs()) }, worker));
        break;
    }
}

QTEST_GUILESS_MAIN(TestTaskLifecycle)
#include "tst_tasklifecycle.moc"
