// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace frontdesk;

class TestTaskListModel : public QObject
{
    Q_OBJECT

private slots:
    void newestFirst();
    void aChangeReplacesItsRow();
    void theLastStateOfABatchWins();
    void announcesRangesNotRows();
    void scatteredChangesAreOneWideRange();
    void isBounded();
    void countsTheUnfinishedWithoutARowToo();
    void whatIsStoredComesSecond();
    void shows();
};

namespace {

Task task(qint64 id, TaskState state = TaskState::Queued)
{
    Task task;
    task.id = id;
    task.kind = "sleep";
    task.state = state;
    return task;
}

QList<Task> tasks(qint64 first, qint64 last, TaskState state = TaskState::Queued)
{
    QList<Task> list;
    for (qint64 id = first; id <= last; ++id)
        list.append(task(id, state));
    return list;
}

QList<qint64> ids(const TaskListModel &model)
{
    QList<qint64> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.taskAt(row).id);
    return ids;
}

const auto failFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

void TestTaskListModel::newestFirst()
{
    TaskListModel model;
    const QAbstractItemModelTester tester(&model, failFatal);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.update({ task(2), task(1), task(5) });
    QCOMPARE(inserted.size(), 1);
    model.update({ task(6), task(3), task(4), task(7) });
    QCOMPARE(ids(model), (QList<qint64> { 7, 6, 5, 4, 3, 2, 1 }));
    QCOMPARE(inserted.size(), 3); // 7 and 6 above, 4 and 3 between
}

void TestTaskListModel::aChangeReplacesItsRow()
{
    TaskListModel model;
    const QAbstractItemModelTester tester(&model, failFatal);
    model.update(tasks(1, 5));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.update({ task(2, TaskState::Running) });
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 3);
    QVERIFY(model.taskAt(3).state == TaskState::Running);
    QCOMPARE(model.rowCount(), 5);
}

void TestTaskListModel::theLastStateOfABatchWins()
{
    TaskListModel model;
    model.update({ task(1, TaskState::Queued), task(1, TaskState::Running),
                   task(1, TaskState::Completed) });
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.taskAt(0).state == TaskState::Completed);
    QCOMPARE(model.unfinishedCount(), 0);
}

void TestTaskListModel::announcesRangesNotRows()
{
    TaskListModel model;
    model.update(tasks(1, 1'000, TaskState::Running));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.update(tasks(101, 900, TaskState::Completed));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 100);
    QCOMPARE(changed[0][1].toModelIndex().row(), 899);
}

void TestTaskListModel::scatteredChangesAreOneWideRange()
{
    TaskListModel model;
    model.update(tasks(1, 1'000));
    QList<Task> odd;
    for (qint64 id = 1; id < 1'000; id += 2)
        odd.append(task(id, TaskState::Completed));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.update(odd);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(changed[0][1].toModelIndex().row(), 999);
}

void TestTaskListModel::isBounded()
{
    TaskListModel model(10);
    const QAbstractItemModelTester tester(&model, failFatal);
    model.update(tasks(1, 8));
    model.update(tasks(9, 12));
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.taskAt(9).id, 3);
    model.update(tasks(13, 50));
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.taskAt(0).id, 50);
    model.update({ task(1, TaskState::Completed) }); // too old to be shown
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.taskAt(9).id, 41);
}

void TestTaskListModel::countsTheUnfinishedWithoutARowToo()
{
    TaskListModel model(10);
    QSignalSpy counted(&model, &TaskListModel::unfinishedCountChanged);
    model.update(tasks(1, 100, TaskState::Running));
    QCOMPARE(model.unfinishedCount(), 100);
    model.update(tasks(1, 60, TaskState::Completed));
    QCOMPARE(model.unfinishedCount(), 40);
    model.update(tasks(61, 100, TaskState::Failed));
    QCOMPARE(model.unfinishedCount(), 0);
    QCOMPARE(counted.size(), 3);
}

void TestTaskListModel::whatIsStoredComesSecond()
{
    TaskListModel model;
    model.update({ task(7, TaskState::Completed) });
    model.addStored(tasks(5, 8, TaskState::Running));
    QCOMPARE(ids(model), (QList<qint64> { 8, 7, 6, 5 }));
    QVERIFY(model.taskAt(1).state == TaskState::Completed);
    QCOMPARE(model.unfinishedCount(), 3);
}

void TestTaskListModel::shows()
{
    Task done = task(3, TaskState::Completed);
    done.startedAtMs = 10'000;
    done.endedAtMs = 15'000;
    Task half = task(4, TaskState::Running);
    half.progress = { 31, 50, QStringLiteral("rows") };
    TaskListModel model;
    model.update({ done, half });
    const auto text = [&](int row, int column) { return model.index(row, column).data(); };
    QCOMPARE(text(0, TaskListModel::Name), QStringLiteral("sleep #4"));
    QCOMPARE(text(0, TaskListModel::State), QStringLiteral("running"));
    QCOMPARE(text(0, TaskListModel::Progress), QStringLiteral("62 % · rows"));
    QCOMPARE(text(0, TaskListModel::Duration), QString());
    QCOMPARE(text(1, TaskListModel::State), QStringLiteral("completed"));
    QCOMPARE(text(1, TaskListModel::Duration), QStringLiteral("5.00 s"));
}

QTEST_GUILESS_MAIN(TestTaskListModel)
#include "tst_tasklistmodel.moc"
