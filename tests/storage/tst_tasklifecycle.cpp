// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "storage/database.h"
#include "storage/taskstore.h"
#include "support/await.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace frontdesk;
using namespace std::chrono_literals;
using enum frontdesk::TaskState;

namespace {

const QByteArray worker = "worker-1", otherWorker = "worker-2";

QByteArray nameOf(std::optional<TaskState> state)
{
    return state ? QByteArray::fromStdString(std::string(toString(*state))) : QByteArray("-");
}

TaskDraft draftOf(std::string kind)
{
    TaskDraft draft;
    draft.kind = std::move(kind);
    return draft;
}

TaskOutcome outcomeOf(const Task &task, TaskEvent event, qint64 endedAtMs)
{
    TaskOutcome outcome;
    outcome.id = task.id;
    outcome.attempt = task.attempt;
    outcome.event = event;
    outcome.endedAtMs = endedAtMs;
    outcome.retryAtMs = endedAtMs + 2000;
    return outcome;
}

} // namespace

/// Which state may follow which, and who may cause it: the table, and that the
/// store holds to it.
class TestTaskLifecycle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void init();
    void cleanup() { m_database.reset(); }

    void table_data();
    void table();

    void aUniqueKeyHasOneHolder();
    void aSeriesGoesOnInTheSameWrite();
    void cancelReachesDescendants();
    void whatIsHeldWaits();
    void anEndedParentHoldsNobody();
    void aParentThatIsTriedAgainHoldsWhatHasNotCompleted();
    void aParentThatIsGivenUpTakesItsChildrenAlong();
    void restartHoldsDescendantsAgain();
    void aRepeatedTasksChildrenAreCopied();
    void progressIsFenced();
    void prunes();
    void counts();

private:
    TaskStore &tasks() { return m_database->tasks(); }
    Task task(qint64 id) { return await(tasks().find(id)).value_or(Task()); }
    QByteArray state(qint64 id) { return nameOf(task(id).state); }
    TaskInsertion insert(const TaskDraft &draft)
    {
        return await(tasks().insert(draft, {})).value_or(TaskInsertion());
    }
    void claim(qint64 id) { QCOMPARE(await(tasks().claim({ id }, worker))->size(), 1); }
    QList<Task> finish(qint64 id, TaskEvent event)
    {
        return await(tasks().finish({ outcomeOf(task(id), event, m_clock.wallMs()) }, worker))
                .value_or(QList<Task>());
    }
    qint64 taskIn(TaskState state);
    void apply(TaskEvent event, qint64 id);
    TaskInsertion insertFamily();

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

void TestTaskLifecycle::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Database::openSqlite(m_folder->filePath(QStringLiteral("f.db")), m_clock);
    QVERIFY(opened);
    m_database = std::move(*opened);
}

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

/// 1: parent, 2 and 3: its children, 4 and 5: those of 3.
TaskInsertion TestTaskLifecycle::insertFamily()
{
    TaskDraft inner = draftOf("group"), outer = draftOf("group");
    inner.children = { draftOf("a"), draftOf("b") };
    outer.children = { draftOf("sleep"), inner };
    return insert(outer);
}

void TestTaskLifecycle::cancelReachesDescendants()
{
    QCOMPARE(insertFamily().descendants.size(), 4);
    claim(1);
    QVERIFY(await(tasks().release({ { 2, {} }, { 3, "[1]" } })));
    claim(2);
    const auto changed = await(tasks().cancel(1));
    QVERIFY(changed);
    QCOMPARE(changed->size(), 5);
    QCOMPARE(state(1), nameOf(Cancelling));
    QCOMPARE(state(2), nameOf(Cancelling));
    for (const qint64 id : { 3, 4, 5 })
        QCOMPARE(state(id), nameOf(Cancelled));
}

void TestTaskLifecycle::whatIsHeldWaits()
{
    insertFamily();
    QVERIFY(task(2).held);
    QCOMPARE(task(5).parent, std::optional<qint64>(3));
    QCOMPARE(task(5).position, 1);
    QVERIFY(await(tasks().claim({ 2, 3, 4, 5 }, worker))->isEmpty());
    m_clock.advance(1min);
    QCOMPARE(await(tasks().release({ { 2, "{}" } }))->size(), 1);
    QCOMPARE(await(tasks().release({ { 2, {} } }))->size(), 0); // once
    QCOMPARE(state(2), nameOf(Queued));
    QCOMPARE(task(2).dueAtMs, m_clock.wallMs());
    QCOMPARE(task(2).input, QByteArray("{}"));
    QCOMPARE(await(tasks().children(1))->size(), 2);
}

void TestTaskLifecycle::anEndedParentHoldsNobody()
{
    insertFamily();
    claim(1);
    (void)await(tasks().release({ { 2, {} }, { 3, {} } }));
    claim(2);
    finish(1, TaskEvent::Fail);
    QCOMPARE(state(2), nameOf(Cancelling)); // until it has stopped
    for (const qint64 id : { 3, 4, 5 })
        QCOMPARE(state(id), nameOf(Cancelled));
}

void TestTaskLifecycle::aParentThatIsTriedAgainHoldsWhatHasNotCompleted()
{
    insertFamily();
    claim(1);
    (void)await(tasks().release({ { 2, {} }, { 3, {} } }));
    claim(2);
    finish(2, TaskEvent::Complete);
    claim(3);
    finish(3, TaskEvent::Fail);
    QCOMPARE(finish(1, TaskEvent::Retry).size(), 4);
    QCOMPARE(state(1), nameOf(Retrying));
    QCOMPARE(state(2), nameOf(Completed));
    for (const qint64 id : { 3, 4, 5 })
        QVERIFY(task(id).held);
}

void TestTaskLifecycle::aParentThatIsGivenUpTakesItsChildrenAlong()
{
    insertFamily();
    claim(1);
    (void)await(tasks().release({ { 2, {} } }));
    claim(2);
    for (int i = 0; i < 2; ++i) { // only the parent is run again
        QVERIFY(await(tasks().reclaim("dead")));
        QVERIFY(await(tasks().claim({ 1 }, worker)));
    }
    QVERIFY(await(tasks().claim({ 2 }, worker)));
    QVERIFY(await(tasks().reclaim("dead")));
    QCOMPARE(state(1), nameOf(Failed));
    for (const qint64 id : { 2, 3, 4, 5 })
        QCOMPARE(state(id), nameOf(Cancelled));
}

void TestTaskLifecycle::restartHoldsDescendantsAgain()
{
    insertFamily();
    claim(1);
    (void)await(tasks().release({ { 2, {} }, { 3, {} } }));
    claim(2);
    finish(2, TaskEvent::Complete);
    claim(3);
    finish(3, TaskEvent::Fail);
    finish(1, TaskEvent::Fail);
    QCOMPARE(await(tasks().restart(3)).error().code, QStringLiteral("task_has_parent"));
    QCOMPARE(await(tasks().restart(1))->size(), 4);
    QCOMPARE(state(1), nameOf(Queued));
    QCOMPARE(state(2), nameOf(Completed));
    for (const qint64 id : { 3, 4, 5 })
        QVERIFY(task(id).held);
    QCOMPARE(task(3).maxAttempts, 2);
}

void TestTaskLifecycle::aRepeatedTasksChildrenAreCopied()
{
    TaskDraft draft = draftOf("group");
    draft.children = { draftOf("a"), draftOf("b") };
    draft.everyMs = 1000;
    insert(draft);
    claim(1);
    QCOMPARE(finish(1, TaskEvent::Complete).size(), 1 + 1 + 2 + 2); // those held were cancelled
    const auto children = await(tasks().children(4));
    QCOMPARE(children->size(), 2);
    QCOMPARE(children->last().kind, std::string("b"));
    QVERIFY(children->last().held);
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

void TestTaskLifecycle::prunes()
{
    insertFamily(); // 1 to 5, of which 2 goes on
    claim(1);
    (void)await(tasks().release({ { 2, {} } }));
    claim(2);
    finish(1, TaskEvent::Fail);
    for (int i = 6; i <= 9; ++i) {
        m_clock.advance(1s);
        insert(draftOf("sleep"));
        claim(i);
        finish(i, TaskEvent::Complete);
    }
    QCOMPARE(await(tasks().countEnded()).value_or(0), qint64(5));
    QCOMPARE(await(tasks().prune({ m_clock.wallMs() - 2000, 0, 100 })).value_or(0), 1);
    QVERIFY(!await(tasks().find(6)));
    QVERIFY(await(tasks().find(1))); // one of its children goes on
    QCOMPARE(await(tasks().prune({ 0, 2, 1 })).value_or(0), 1); // a slice
    QVERIFY(!await(tasks().find(7)) && await(tasks().find(8)));
    finish(2, TaskEvent::Complete);
    QCOMPARE(await(tasks().prune({ m_clock.wallMs() + 1, 0, 100 })).value_or(0), 3);
    QVERIFY(await(tasks().list({}))->isEmpty());
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

QTEST_GUILESS_MAIN(TestTaskLifecycle)
#include "tst_tasklifecycle.moc"
