// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskfilter.h"
#include "models/tasktreemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace frontdesk;

class TestTaskFilter : public QObject
{
    Q_OBJECT

private slots:
    void shows_data();
    void shows();
    void followsChanges();
    void burstsLeaveTheRightRows();
};

namespace {

Task task(qint64 id, const char *kind, TaskState state, std::optional<qint64> parent = {})
{
    Task task;
    task.id = id;
    task.kind = kind;
    task.state = state;
    task.parent = parent;
    return task;
}

void collect(const QAbstractItemModel &model, const QModelIndex &parent, QList<qint64> &ids)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        ids.append(index.data(TaskTreeModel::IdRole).toLongLong());
        collect(model, index, ids);
    }
}

QList<qint64> ids(const QAbstractItemModel &model)
{
    QList<qint64> ids;
    collect(model, {}, ids);
    return ids;
}

const auto failFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

void TestTaskFilter::shows_data()
{
    QTest::addColumn<std::optional<TaskState>>("state");
    QTest::addColumn<TaskFilter::Ended>("ended");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QList<qint64>>("shown");
    const std::optional<TaskState> any;
    const std::optional failed(TaskState::Failed);
    using Ids = QList<qint64>;
    using enum TaskFilter::Ended;
    QTest::newRow("all") << any << Either << QString() << Ids { 5, 4, 1, 2, 3 };
    QTest::newRow("a state, with the parent of what is in it")
            << failed << Either << QString() << Ids { 4, 1, 3 };
    QTest::newRow("a kind") << any << Either << QStringLiteral("sleep") << Ids { 5, 1, 2, 3 };
    QTest::newRow("a state and a kind")
            << failed << Either << QStringLiteral("backup") << Ids { 4 };
    QTest::newRow("not ended") << any << Open << QString() << Ids { 5, 1 };
    QTest::newRow("nothing") << any << Open << QStringLiteral("backup") << Ids {};
}

void TestTaskFilter::shows()
{
    QFETCH(std::optional<TaskState>, state);
    QFETCH(TaskFilter::Ended, ended);
    QFETCH(QString, kind);
    QFETCH(QList<qint64>, shown);
    TaskTreeModel model;
    model.update({ task(1, "group", TaskState::Running), task(2, "sleep", TaskState::Completed, 1),
                   task(3, "sleep", TaskState::Failed, 1), task(4, "backup", TaskState::Failed),
                   task(5, "sleep", TaskState::Queued) });
    TaskFilter filter;
    const QAbstractItemModelTester tester(&filter, failFatal);
    filter.setSourceModel(&model);
    filter.show(state, ended, kind);
    QCOMPARE(ids(filter), shown);
}

void TestTaskFilter::followsChanges()
{
    TaskTreeModel model;
    TaskFilter filter;
    const QAbstractItemModelTester tester(&filter, failFatal);
    filter.setSourceModel(&model);
    filter.show({}, TaskFilter::Ended::Open, {});
    model.update({ task(1, "group", TaskState::Running), task(2, "sleep", TaskState::Running, 1),
                   task(3, "sleep", TaskState::Queued) });
    QCOMPARE(ids(filter), (QList<qint64> { 3, 1, 2 }));
    model.update({ task(1, "group", TaskState::Failed) });
    QCOMPARE(ids(filter), (QList<qint64> { 3, 1, 2 })); // it holds one that goes on
    model.update({ task(2, "sleep", TaskState::Cancelled, 1) });
    QCOMPARE(ids(filter), QList<qint64> { 3 });
    model.update(
            { task(1, "group", TaskState::Queued), task(2, "sleep", TaskState::Scheduled, 1) });
    QCOMPARE(ids(filter), (QList<qint64> { 3, 1, 2 }));
}

/// So many that the model tells of them as one.
void TestTaskFilter::burstsLeaveTheRightRows()
{
    TaskTreeModel model;
    TaskFilter filter;
    const QAbstractItemModelTester tester(&filter, failFatal);
    filter.setSourceModel(&model);
    filter.show({}, TaskFilter::Ended::Open, {});
    QList<Task> begun, ended;
    QList<qint64> open;
    for (qint64 id = 1; id <= 400; ++id) {
        begun.append(task(id, "sleep", TaskState::Running));
        if (id % 3 == 0)
            ended.append(task(id, "sleep", TaskState::Completed));
        else
            open.prepend(id);
    }
    model.update(begun);
    QPersistentModelIndex kept = filter.index(0, 0), gone = filter.index(397, 0);
    QCOMPARE(gone.data(TaskTreeModel::IdRole).toLongLong(), 3);
    model.update(ended);
    QCOMPARE(ids(filter), open);
    QCOMPARE(kept.data(TaskTreeModel::IdRole).toLongLong(), 400);
    QVERIFY(!gone.isValid());
}

QTEST_GUILESS_MAIN(TestTaskFilter)
#include "tst_taskfilter.moc"
