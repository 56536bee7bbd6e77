// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backend.h"
#include "base/deliver.h"
#include "models/tasktreemodel.h"
#include "storage/taskstore.h"
#include "tasks/taskengine.h"
#include "taskspanel.h"

#include <QAction>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace frontdesk;
using namespace Qt::StringLiterals;

namespace {

/// A panel over tasks that really run.
struct Desk
{
    Desk()
        : backend(settings(folder.path()))
        , finished(&backend, &Backend::finished)
    {
        QObject::connect(&backend, &Backend::tasksChanged, &panel,
                         [this](const QList<Task> &tasks) { model.update(tasks); });
        QObject::connect(&backend, &Backend::dataReady, &panel,
                         [this] { panel.setEngine(backend.taskEngine()); });
        panel.resize(700, 400);
        panel.show();
        backend.start();
    }
    ~Desk()
    {
        panel.setEngine(nullptr);
        backend.shutDown();
        if (!QTest::qWaitFor([this] { return !finished.isEmpty(); }, 30'000))
            qFatal("the backend doesn't close");
    }

    static Settings settings(const QString &folder)
    {
        Settings settings;
        settings.port = 0;
        settings.dataFolder = folder;
        settings.threads = 1;
        return settings;
    }
    bool isReady() const { return find<QWidget>("startButton")->isEnabled(); }
    template <typename T>
    T *find(const char *name) const
    {
        auto *found = panel.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QTreeView *view() const { return find<QTreeView>("tasksView"); }
    void submit(const char *body)
    {
        deliver(backend.taskEngine()->submit(QJsonDocument::fromJson(body).object()), &panel,
                [](const Result<TaskInsertion> &task) { QVERIFY(task); });
    }
    QString state(qint64 id) const
    {
        return model.indexOf(id).siblingAtColumn(TaskTreeModel::State).data().toString();
    }
    /// The ids of the rows that can be scrolled to, from the top.
    QList<qint64> rows() const
    {
        QList<qint64> ids;
        for (auto row = view()->model()->index(0, 0); row.isValid(); row = view()->indexBelow(row))
            ids.append(row.data(TaskTreeModel::IdRole).toLongLong());
        return ids;
    }
    qint64 current() const
    {
        return view()->currentIndex().data(TaskTreeModel::IdRole).toLongLong();
    }
    void clickRow(int row) const
    {
        QModelIndex index = view()->model()->index(0, 0);
        while (row-- > 0)
            index = view()->indexBelow(index);
        view()->scrollTo(index);
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {},
                          view()->visualRect(index).center());
    }
    void choose(const char *box, const QString &text) const
    {
        auto *combo = find<QComboBox>(box);
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        while (combo->currentText() != text) {
            const int before = combo->currentIndex();
            QTest::keyClick(combo, Qt::Key_Down);
            QVERIFY(combo->currentIndex() != before);
        }
    }

    QTemporaryDir folder;
    TaskTreeModel model;
    TasksPanel panel { model };
    Backend backend;
    QSignalSpy finished;
};

QList<Task> sleeps(qint64 first, qint64 last, TaskState state)
{
    QList<Task> tasks;
    for (qint64 id = first; id <= last; ++id) {
        Task task;
        task.id = id;
        task.kind = id % 7 ? "sleep" : "backup";
        task.state = state;
        task.progress = { id % 100, 100, {} };
        tasks.append(task);
    }
    return tasks;
}

} // namespace

class TestTasksPanel : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatATaskHolds();
    void cancelsAndRunsAgainByKey();
    void cancelsByButton();
    void ordersFitTheSelectedTask();
    void anOrderThatFailsIsTold();
    void filtersByStateAndKind();
    void leadsToATaskThatTheFilterHides();
    void theSelectionNeverGoesToAnotherTask();
    void takesBurstsOfThousands();
};

void TestTasksPanel::showsWhatATaskHolds()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    QVERIFY(desk.find<QWidget>("emptyLabel")->isVisible());
    desk.submit(R"({"kind":"group","params":{"tasks":[
        {"kind":"sleep","params":{"seconds":60}},{"kind":"sleep","params":{"seconds":60}}]}})");
    QTRY_COMPARE(desk.rows(), QList<qint64> { 1 });
    desk.view()->setFocus();
    QTest::keyClick(desk.view(), Qt::Key_Down);
    QTest::keyClick(desk.view(), Qt::Key_Right);
    QCOMPARE(desk.rows(), (QList<qint64> { 1, 2, 3 }));
    QTRY_COMPARE(desk.state(3), u"running"_s);
    QTRY_COMPARE(desk.find<QLabel>("countLabel")->text(), u"3 tasks · 3 not ended"_s);
}

void TestTasksPanel::cancelsAndRunsAgainByKey()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    desk.submit(R"({"kind":"sleep","params":{"seconds":60}})");
    QTRY_COMPARE(desk.state(1), u"running"_s);
    desk.view()->setFocus();
    QTest::keyClick(desk.view(), Qt::Key_Down);
    QTest::keyClick(desk.view(), Qt::Key_Delete);
    QTRY_COMPARE(desk.state(1), u"cancelled"_s);
    QTest::keyClick(desk.view(), Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(desk.state(1), u"running"_s);
}

void TestTasksPanel::cancelsByButton()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    desk.submit(R"({"kind":"group","params":{"tasks":[
        {"kind":"sleep","params":{"seconds":60}},{"kind":"sleep","params":{"seconds":60}}]}})");
    QTRY_COMPARE(desk.rows(), QList<qint64> { 1 });
    desk.clickRow(0);
    QTest::mouseClick(desk.find<QToolButton>("cancelButton"), Qt::LeftButton);
    QTRY_COMPARE(desk.state(1), u"cancelled"_s);
    QTRY_COMPARE(desk.state(2), u"cancelled"_s);
    QTest::mouseClick(desk.find<QToolButton>("retryButton"), Qt::LeftButton);
    QTRY_COMPARE(desk.state(3), u"running"_s);
}

void TestTasksPanel::ordersFitTheSelectedTask()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    auto *cancel = desk.find<QToolButton>("cancelButton");
    auto *retry = desk.find<QToolButton>("retryButton");
    QVERIFY(!cancel->isEnabled() && !retry->isEnabled());
    QList<Task> tasks = sleeps(1, 3, TaskState::Failed);
    tasks[1].state = TaskState::Queued;
    tasks[2].parent = 1;
    desk.model.update(tasks);
    QVERIFY(desk.panel.showTask(2));
    QVERIFY(cancel->isEnabled() && !retry->isEnabled());
    QVERIFY(desk.panel.showTask(1));
    QVERIFY(!cancel->isEnabled() && retry->isEnabled());
    QVERIFY(desk.panel.showTask(3)); // its parent can be run again
    QVERIFY(!cancel->isEnabled() && !retry->isEnabled());
    desk.panel.showTask(2);
    tasks[1].state = TaskState::Completed;
    desk.model.update(tasks);
    QVERIFY(!cancel->isEnabled() && !retry->isEnabled());
}

void TestTasksPanel::anOrderThatFailsIsTold()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    desk.model.update(sleeps(99, 99, TaskState::Queued)); // the store has none of that id
    QSignalSpy failed(&desk.panel, &TasksPanel::orderFailed);
    desk.panel.showTask(99);
    desk.view()->setFocus();
    QTest::keyClick(desk.view(), Qt::Key_Delete);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().startsWith(u"sleep #99 could not be cancelled: "_s));
}

void TestTasksPanel::filtersByStateAndKind()
{
    Desk desk;
    desk.model.update(sleeps(1, 8, TaskState::Completed) + sleeps(9, 15, TaskState::Running));
    desk.choose("stateBox", u"Not ended"_s);
    QCOMPARE(desk.rows(), (QList<qint64> { 15, 14, 13, 12, 11, 10, 9 }));
    desk.choose("kindBox", u"backup"_s);
    QCOMPARE(desk.rows(), QList<qint64> { 14 });
    desk.choose("stateBox", u"completed"_s);
    QCOMPARE(desk.rows(), QList<qint64> { 7 });
    desk.choose("stateBox", u"failed"_s);
    QVERIFY(desk.find<QWidget>("noMatchLabel")->isVisible());
    desk.choose("stateBox", u"Any state"_s);
    QCOMPARE(desk.rows(), (QList<qint64> { 14, 7 }));
}

void TestTasksPanel::leadsToATaskThatTheFilterHides()
{
    Desk desk;
    QList<Task> tasks = sleeps(1, 3, TaskState::Completed);
    tasks[2].parent = 2;
    desk.model.update(tasks);
    desk.choose("stateBox", u"failed"_s);
    QVERIFY(desk.panel.showTask(3));
    QCOMPARE(desk.current(), 3);
    QCOMPARE(desk.rows(), (QList<qint64> { 2, 3, 1 }));
    QVERIFY(!desk.panel.showTask(4));
    QCOMPARE(desk.current(), 3);
}

void TestTasksPanel::theSelectionNeverGoesToAnotherTask()
{
    Desk desk;
    desk.model.update(sleeps(1, 3, TaskState::Running));
    desk.choose("stateBox", u"Not ended"_s);
    desk.panel.showTask(2);
    desk.model.update(sleeps(4, 6, TaskState::Running));
    QCOMPARE(desk.current(), 2);
    desk.model.update(sleeps(2, 2, TaskState::Completed));
    QVERIFY(!desk.view()->currentIndex().isValid());
    QVERIFY(!desk.view()->selectionModel()->hasSelection());
}

void TestTasksPanel::takesBurstsOfThousands()
{
    Desk desk;
    desk.choose("stateBox", u"Not ended"_s);
    QList<Task> odd;
    for (const Task &task : sleeps(1, 10'000, TaskState::Completed)) {
        if (task.id % 2)
            odd.append(task);
    }
    QBENCHMARK
    {
        desk.model.update(sleeps(1, 10'000, TaskState::Running));
        desk.model.update(odd);
        desk.panel.repaint();
    }
    QCOMPARE(desk.view()->model()->rowCount(), 5'000);
}

QTEST_MAIN(TestTasksPanel)
#include "tst_taskspanel.moc"
