// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasktreemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace frontdesk;

class TestTaskTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void newestFirst();
    void aChangeReplacesItsRow();
    void theLastStateOfABatchWins();
    void announcesRangesNotRows();
    void scatteredChangesAreToldAsOne();
    void isBounded();
    void childrenStandBelowTheirParentInTheirOrder();
    void childrenThatCameFirstFindTheirParent();
    void familiesGoAsAWhole();
    void aFamilyThatIsNewIsOneInsertion();
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

const Task &taskIn(const TaskTreeModel &model, int row, const QModelIndex &parent = {})
{
    return TaskTreeModel::taskAt(model.index(row, 0, parent));
}

QList<qint64> ids(const TaskTreeModel &model, const QModelIndex &parent = {})
{
    QList<qint64> ids;
    for (int row = 0; row < model.rowCount(parent); ++row)
        ids.append(taskIn(model, row, parent).id);
    return ids;
}

Task child(qint64 id, qint64 parent, int position)
{
    Task child = task(id);
    child.parent = parent;
    child.position = position;
    return child;
}

const auto failFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

void TestTaskTreeModel::newestFirst()
{
    TaskTreeModel model;
    const QAbstractItemModelTester tester(&model, failFatal);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.update({ task(2), task(1), task(5) });
    QCOMPARE(inserted.size(), 1);
    model.update({ task(6), task(3), task(4), task(7) });
    QCOMPARE(ids(model), (QList<qint64> { 7, 6, 5, 4, 3, 2, 1 }));
    QCOMPARE(inserted.size(), 3); // 7 and 6 above, 4 and 3 between
}

void TestTaskTreeModel::aChangeReplacesItsRow()
{
    TaskTreeModel model;
    const QAbstractItemModelTester tester(&model, failFatal);
    model.update(tasks(1, 5));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.update({ task(2, TaskState::Running) });
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 3);
    QVERIFY(taskIn(model, 3).state == TaskState::Running);
    QCOMPARE(model.rowCount(), 5);
}

void TestTaskTreeModel::theLastStateOfABatchWins()
{
    TaskTreeModel model;
    model.update({ task(1, TaskState::Queued), task(1, TaskState::Running),
                   task(1, TaskState::Completed) });
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(taskIn(model, 0).state == TaskState::Completed);
    QCOMPARE(model.unfinishedCount(), 0);
}

void TestTaskTreeModel::announcesRangesNotRows()
{
    TaskTreeModel model;
    model.update(tasks(1, 1'000, TaskState::Running));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.update(tasks(101, 900, TaskState::Completed));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 100);
    QCOMPARE(changed[0][1].toModelIndex().row(), 899);
}

void TestTaskTreeModel::scatteredChangesAreToldAsOne()
{
    TaskTreeModel model;
    model.update(tasks(1, 1'000));
    QList<Task> odd;
    for (qint64 id = 1; id < 1'000; id += 2)
        odd.append(task(id, TaskState::Completed));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy laidOut(&model, &QAbstractItemModel::layoutChanged);
    model.update(odd);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(laidOut.size(), 1);
    QVERIFY(taskIn(model, 1).state == TaskState::Completed);
}

void TestTaskTreeModel::isBounded()
{
    TaskTreeModel model(10);
    const QAbstractItemModelTester tester(&model, failFatal);
    model.update(tasks(1, 8));
    model.update(tasks(9, 12));
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(taskIn(model, 9).id, 3);
    model.update(tasks(13, 50));
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(taskIn(model, 0).id, 50);
    model.update({ task(1, TaskState::Completed) }); // too old to be shown
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(taskIn(model, 9).id, 41);
}

void TestTaskTreeModel::childrenStandBelowTheirParentInTheirOrder()
{
    TaskTreeModel model;
    const QAbstractItemModelTester tester(&model, failFatal);
    model.update({ task(1), child(3, 1, 0), child(2, 1, 1), child(4, 2, 0), task(5) });
    QCOMPARE(ids(model), (QList<qint64> { 5, 1 }));
    QCOMPARE(ids(model, model.indexOf(1)), (QList<qint64> { 3, 2 }));
    QCOMPARE(ids(model, model.indexOf(2)), QList<qint64> { 4 });
    QCOMPARE(model.indexOf(4).parent(), model.indexOf(2));
    QCOMPARE(model.size(), 5);

    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.update({ child(6, 1, 3), child(7, 1, 2) });
    QCOMPARE(ids(model, model.indexOf(1)), (QList<qint64> { 3, 2, 7, 6 }));
    QCOMPARE(inserted.size(), 1);
}

void TestTaskTreeModel::childrenThatCameFirstFindTheirParent()
{
    TaskTreeModel model;
    const QAbstractItemModelTester tester(&model, failFatal);
    model.update({ child(3, 1, 1), child(2, 1, 0), task(4) });
    QCOMPARE(ids(model), (QList<qint64> { 4, 3, 2 }));
    model.addStored({ task(1) });
    QCOMPARE(ids(model), (QList<qint64> { 4, 1 }));
    QCOMPARE(ids(model, model.indexOf(1)), (QList<qint64> { 2, 3 }));
}

void TestTaskTreeModel::familiesGoAsAWhole()
{
    TaskTreeModel model(5);
    const QAbstractItemModelTester tester(&model, failFatal);
    model.update({ task(1), child(2, 1, 0), child(3, 1, 1), task(4) });
    model.update({ task(5), task(6) });
    QCOMPARE(ids(model), (QList<qint64> { 6, 5, 4 }));
    QCOMPARE(model.size(), 3);
    QVERIFY(!model.find(2));
    model.update({ task(7), task(8), child(3, 1, 1) }); // the last is too old
    QCOMPARE(ids(model), (QList<qint64> { 8, 7, 6, 5, 4 }));

    QList<Task> large { task(20) };
    for (int i = 0; i < 10; ++i)
        large.append(child(21 + i, 20, i));
    model.update(large); // more than there is room for, but the newest
    QCOMPARE(ids(model), QList<qint64> { 20 });
    QCOMPARE(model.size(), 11);
}

void TestTaskTreeModel::aFamilyThatIsNewIsOneInsertion()
{
    TaskTreeModel model;
    const QAbstractItemModelTester tester(&model, failFatal);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.update({ task(1), child(2, 1, 0), child(3, 2, 0), task(4), child(5, 4, 0) });
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.size(), 5);
}

void TestTaskTreeModel::countsTheUnfinishedWithoutARowToo()
{
    TaskTreeModel model(10);
    QSignalSpy counted(&model, &TaskTreeModel::unfinishedCountChanged);
    model.update(tasks(1, 100, TaskState::Running));
    QCOMPARE(model.unfinishedCount(), 100);
    model.update(tasks(1, 60, TaskState::Completed));
    QCOMPARE(model.unfinishedCount(), 40);
    model.update(tasks(61, 100, TaskState::Failed));
    QCOMPARE(model.unfinishedCount(), 0);
    QCOMPARE(counted.size(), 3);
}

void TestTaskTreeModel::whatIsStoredComesSecond()
{
    TaskTreeModel model;
    model.update({ task(7, TaskState::Completed) });
    model.addStored(tasks(5, 8, TaskState::Running));
    QCOMPARE(ids(model), (QList<qint64> { 8, 7, 6, 5 }));
    QVERIFY(taskIn(model, 1).state == TaskState::Completed);
    QCOMPARE(model.unfinishedCount(), 3);
}

void TestTaskTreeModel::shows()
{
    Task done = task(3, TaskState::Completed);
    done.startedAtMs = 10'000;
    done.endedAtMs = 15'000;
    Task half = task(4, TaskState::Running);
    half.progress = { 31, 50, QStringLiteral("rows") };
    TaskTreeModel model;
    model.update({ done, half });
    const auto text = [&](int row, int column) { return model.index(row, column).data(); };
    QCOMPARE(text(0, TaskTreeModel::Name), QStringLiteral("sleep #4"));
    QCOMPARE(text(0, TaskTreeModel::State), QStringLiteral("running"));
    QCOMPARE(text(0, TaskTreeModel::Progress), QStringLiteral("62 % · rows"));
    QCOMPARE(text(0, TaskTreeModel::Duration), QString());
    QCOMPARE(text(1, TaskTreeModel::State), QStringLiteral("completed"));
    QCOMPARE(text(1, TaskTreeModel::Duration), QStringLiteral("5.00 s"));
}

QTEST_GUILESS_MAIN(TestTaskTreeModel)
#include "tst_tasktreemodel.moc"
