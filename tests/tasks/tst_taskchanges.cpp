// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskchanges.h"

#include <QTest>

using namespace frontdesk;

namespace {

Task makeTask(qint64 id, TaskState state = TaskState::Queued)
{
    Task task;
    task.id = id;
    task.kind = "sleep";
    task.state = state;
    return task;
}

} // namespace

class TestTaskChanges : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void eachTaskOnceAsItStands();
    void waitsUntilTheLastBatchWasTaken();
    void flushDoesNotWait();
    void leavesOutTheOldest();
    void deliversNothingForNothing();

private:
    TaskChanges::Deliver collect()
    {
        return [this](const QList<Task> &batch, const std::function<void()> &taken) {
            m_batches.append(batch);
            m_taken = taken;
        };
    }

    QList<QList<Task>> m_batches;
    std::function<void()> m_taken;
};

void TestTaskChanges::init()
{
    m_batches.clear();
    m_taken = {};
}

void TestTaskChanges::eachTaskOnceAsItStands()
{
    TaskChanges changes(collect());
    changes.add(makeTask(7));
    changes.add(makeTask(3));
    changes.add(makeTask(7, TaskState::Running));
    changes.add(makeTask(7, TaskState::Completed));
    QCOMPARE(m_batches.size(), 0);
    QTRY_COMPARE(m_batches.size(), 1);
    const QList<Task> expected { makeTask(7, TaskState::Completed), makeTask(3) };
    QVERIFY(m_batches.first() == expected);
}

void TestTaskChanges::waitsUntilTheLastBatchWasTaken()
{
    TaskChanges changes(collect());
    changes.add(makeTask(1));
    QTRY_COMPARE(m_batches.size(), 1);

    changes.add(makeTask(2));
    // By the time that a second one's timer has fired, the first one's has, too.
    QList<Task> others;
    TaskChanges other([&](const QList<Task> &batch, const auto &) { others = batch; });
    other.add(makeTask(1));
    QTRY_COMPARE(others.size(), 1);
    QCOMPARE(m_batches.size(), 1);

    changes.add(makeTask(3));
    m_taken();
    QTRY_COMPARE(m_batches.size(), 2);
    QCOMPARE(m_batches.last().size(), 2);
}

void TestTaskChanges::flushDoesNotWait()
{
    TaskChanges changes(collect());
    changes.add(makeTask(1));
    changes.flush();
    changes.add(makeTask(2));
    changes.flush();
    QCOMPARE(m_batches.size(), 2);
}

void TestTaskChanges::leavesOutTheOldest()
{
    TaskChanges changes(collect());
    const qint64 all = TaskChanges::maxBatch + 10;
    for (qint64 id = 1; id <= all; ++id)
        changes.add(makeTask(id));
    changes.flush();
    QCOMPARE(m_batches.first().size(), qsizetype(TaskChanges::maxBatch));
    QCOMPARE(m_batches.first().first().id, qint64(11));
    QCOMPARE(m_batches.first().last().id, all);
}

void TestTaskChanges::deliversNothingForNothing()
{
    TaskChanges changes(collect());
    changes.flush();
    QCOMPARE(m_batches.size(), 0);
}

QTEST_GUILESS_MAIN(TestTaskChanges)
#include "tst_taskchanges.moc"
