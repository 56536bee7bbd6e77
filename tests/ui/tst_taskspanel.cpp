// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "taskspaneltest.h"

#include <QAction>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using Desk = TasksDesk;

namespace {

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
    void nothingIsClippedInANarrowDock_data();
    void nothingIsClippedInANarrowDock();
    void allTabsOfTheDetailsAreSeen();
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
    QCOMPARE(desk.find<QLabel>("countLabel")->text(), u"1 task · 1 not ended"_s);
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

/// With a font that half of the panel is too narrow for.
void TestTasksPanel::allTabsOfTheDetailsAreSeen()
{
    Desk desk;
    desk.model.update(sleeps(1, 20, TaskState::Running));
    desk.panel.resize(1000, 280);
    desk.panel.showTask(3);
    const auto *tabs = desk.find<QTabWidget>("taskTabs")->tabBar();
    QFont font = desk.panel.font();
    while (tabs->sizeHint().width() < 320) {
        font.setPointSizeF(font.pointSizeF() + 0.5);
        desk.panel.setFont(font);
    }
    desk.panel.resize(610, 280);
    QTRY_VERIFY2(tabs->width() >= tabs->sizeHint().width(),
                 qPrintable(QString::number(tabs->width())));
}

void TestTasksPanel::nothingIsClippedInANarrowDock_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("beside");
    QTest::newRow("a wide dock") << QSize(1200, 700) << true;
    QTest::newRow("as it is at first") << QSize(610, 280) << true;
    QTest::newRow("a high one") << QSize(610, 700) << false;
    QTest::newRow("narrow") << QSize(320, 700) << false;
    QTest::newRow("as small as it gets") << QSize(1, 1) << false;
}

void TestTasksPanel::nothingIsClippedInANarrowDock()
{
    QFETCH(const QSize, size);
    QFETCH(const bool, beside);
    Desk desk;
    desk.model.update(sleeps(1, 20, TaskState::Running));
    desk.panel.showTask(3);
    desk.panel.resize(size);
    const auto *bar = desk.find<QWidget>("bar");
    const auto clippedControl = [bar] {
        QRegion taken;
        for (const auto *control : bar->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
            const QRect place = control->geometry();
            if (!bar->rect().contains(place) || taken.intersects(place)
                || place.width() < control->sizeHint().width()
                || place.height() < control->minimumSizeHint().height())
                return control->objectName();
            taken += place;
        }
        return QString();
    };
    QTRY_COMPARE(clippedControl(), QString());
    const auto *details = desk.find<QWidget>("taskDetails");
    const auto *view = desk.view();
    QCOMPARE(details->mapTo(&desk.panel, QPoint()).x() > view->mapTo(&desk.panel, QPoint()).x(),
             beside);
    for (const QWidget *part : { details, static_cast<const QWidget *>(view) }) {
        const QRect place(part->mapTo(&desk.panel, QPoint()), part->size());
        QVERIFY(desk.panel.rect().contains(place));
        QVERIFY(part->height() >= 60);
    }
}

QTEST_MAIN(TestTasksPanel)
#include "tst_taskspanel.moc"
