// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "taskstoretest.h"

using namespace frontdesk;
using namespace std::chrono_literals;
using enum frontdesk::TaskState;

/// What becomes of a task's children, and of theirs, when something happens to it.
class TestTaskDescendants : public TaskStoreTest
{
    Q_OBJECT

private slots:
    void cancelReachesDescendants();
    void whatIsHeldWaits();
    void anEndedParentHoldsNobody();
    void aParentThatIsTriedAgainHoldsWhatHasNotCompleted();
    void aParentThatIsGivenUpTakesItsChildrenAlong();
    void restartHoldsDescendantsAgain();
    void aRepeatedTasksChildrenAreCopied();
    void prunes();

private:
    TaskInsertion insertFamily();
};

void TestTaskDescendants::cancelReachesDescendants()
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

void TestTaskDescendants::whatIsHeldWaits()
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

void TestTaskDescendants::anEndedParentHoldsNobody()
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

void TestTaskDescendants::aParentThatIsTriedAgainHoldsWhatHasNotCompleted()
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

void TestTaskDescendants::aParentThatIsGivenUpTakesItsChildrenAlong()
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

void TestTaskDescendants::restartHoldsDescendantsAgain()
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

void TestTaskDescendants::aRepeatedTasksChildrenAreCopied()
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

void TestTaskDescendants::prunes()
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

/// 1: parent, 2 and 3: its children, 4 and 5: those of 3.
TaskInsertion TestTaskDescendants::insertFamily()
{
    TaskDraft inner = draftOf("group"), outer = draftOf("group");
    inner.children = { draftOf("a"), draftOf("b") };
    outer.children = { draftOf("sleep"), inner };
    return insert(outer);
}

QTEST_GUILESS_MAIN(TestTaskDescendants)
#include "tst_taskdescendants.moc"
