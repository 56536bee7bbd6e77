// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "support/await.h"
#include "support/fakeclock.h"
#include "support/memorytaskstore.h"
#include "taskdetails.h"
#include "taskspaneltest.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QJsonArray>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTableWidget>
#include <QTextBrowser>
#include <QToolButton>

using namespace frontdesk;
using namespace Qt::StringLiterals;

namespace {

using Desk = TasksDesk;

/// Without its non-breaking and doubled spaces.
QString facts(const Desk &desk)
{
    return desk.find<QTextBrowser>("taskFactsView")->toPlainText().simplified();
}

QString body(const Desk &desk, const char *view)
{
    return desk.find<QWidget>(view)->findChild<QPlainTextEdit *>(u"textView"_s)->toPlainText();
}

QString attempt(const Desk &desk, int row, int column)
{
    const auto *item = desk.find<QTableWidget>("taskAttemptsView")->item(row, column);
    return item ? item->text() : QString();
}

void selectFirst(const Desk &desk)
{
    desk.view()->setFocus();
    QTest::keyClick(desk.view(), Qt::Key_Home);
    desk.clickRow(0);
}

} // namespace

class TestTaskDetails : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void tellsAllThereIsToKnow();
    void followsTheTask();
    void tellsWhatWentWrong();
    void leadsToRelatives();
    void aLargeResultIsShownAsLargeBodiesAre();
    void dropsAnswersAboutAnotherTask();
    void readsOnceMoreWhatChangedMeanwhile();
    void tellsOfATaskThatIsGone();
    void copies();
    void savesTheFileOfAnExport();
    void isClosedAndRemembered();
    void everyControlHasANameAndATip();
};

void TestTaskDetails::tellsAllThereIsToKnow()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    QVERIFY(!desk.find<QWidget>("taskDetails")->isVisible());
    desk.submit(R"({"kind":"sleep","params":{"seconds":0.05},"priority":7,"max_attempts":3,
                    "timeout":90,"unique_key":"once <b>","notify_url":"https://example.org/"})");
    QTRY_COMPARE(desk.state(1), u"completed"_s);
    QVERIFY(desk.panel.showTask(1));
    QTRY_COMPARE(attempt(desk, 0, 0), u"1"_s);
    QVERIFY(desk.find<QWidget>("taskDetails")->isVisible());
    QCOMPARE(desk.find<QLabel>("taskTitleLabel")->text(), u"sleep #1"_s);
    for (const auto &fact :
         { u"State completed"_s, u"Attempt 1 of 3"_s, u"Rescued never"_s, u"Priority 7"_s,
           u"Time-out 1 min 30 s"_s, u"Unique key once <b>"_s,
           u"Tells of its end https://example.org/"_s, u"Created 20"_s, u"Due 20"_s,
           u"Started 20"_s, u"Ended 20"_s, u"Waited "_s, u"Ran "_s })
        QVERIFY2(facts(desk).contains(fact), qPrintable(fact + u" in: "_s + facts(desk)));
    QCOMPARE(body(desk, "taskParamsView"), u"{\n  \"seconds\": 0.05\n}"_s);
    QCOMPARE(body(desk, "taskResultView"), QString());
    QVERIFY(attempt(desk, 0, 1).startsWith(u"20"_s)); // started
    QVERIFY(!attempt(desk, 0, 3).isEmpty()); // ran
    QVERIFY(attempt(desk, 0, 4).contains(u':')); // worker
}

void TestTaskDetails::followsTheTask()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    desk.submit(R"({"kind":"sleep","params":{"seconds":60}})");
    QTRY_COMPARE(desk.state(1), u"running"_s);
    selectFirst(desk);
    QTRY_VERIFY(facts(desk).contains(u"State running"_s));
    QTRY_COMPARE(attempt(desk, 0, 0), u"1"_s);
    QCOMPARE(attempt(desk, 0, 2), QString());
    QTest::keyClick(desk.view(), Qt::Key_Delete);
    QTRY_VERIFY(facts(desk).contains(u"State cancelled"_s));
    QTRY_VERIFY(!attempt(desk, 0, 2).isEmpty());
}

void TestTaskDetails::tellsWhatWentWrong()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    desk.submit(R"({"kind":"chain","params":{"tasks":[{"kind":"sleep","params":{"seconds":0}},
                    {"kind":"sleep","params":{"seconds":"$previous"}}]}})");
    QTRY_COMPARE(desk.state(1), u"failed"_s);
    QVERIFY(desk.panel.showTask(3));
    const QString error = desk.model.find(3)->error;
    QVERIFY(!error.isEmpty());
    QTRY_VERIFY(facts(desk).contains(u"Error "_s + error.simplified()));
    QTRY_COMPARE(attempt(desk, 0, 5), error.simplified());
}

void TestTaskDetails::leadsToRelatives()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    desk.submit(R"({"kind":"group","params":{"tasks":[
        {"kind":"sleep","params":{"seconds":60}},{"kind":"sleep","params":{"seconds":60}}]}})");
    QTRY_COMPARE(desk.state(3), u"running"_s);
    desk.panel.showTask(1);
    QTRY_VERIFY(facts(desk).contains(u"Holds #2, #3"_s));
    auto *view = desk.find<QTextBrowser>("taskFactsView");
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Tab); // to the first link
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_COMPARE(desk.current(), 2);
    QTRY_VERIFY(facts(desk).contains(u"Held by #1"_s));
    QTest::keyClick(view, Qt::Key_Tab);
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_COMPARE(desk.current(), 1);
}

void TestTaskDetails::aLargeResultIsShownAsLargeBodiesAre()
{
    Desk desk;
    Task task;
    task.id = 1;
    task.kind = "import_users";
    task.state = TaskState::Completed;
    task.result = "[0" + QByteArray(",{\"a\":[1,2,3]}").repeated(60'000) + "]";
    desk.model.update({ task });
    desk.panel.showTask(1);
    auto *large = desk.find<QWidget>("taskResultView")->findChild<QWidget *>(u"largeView"_s);
    QTRY_VERIFY(large->isVisibleTo(desk.find<QWidget>("taskResultView")));
}

void TestTaskDetails::dropsAnswersAboutAnotherTask()
{
    FakeClock clock;
    MemoryTaskStore store(clock);
    for (const char *kind : { "first", "second" }) {
        TaskDraft draft;
        draft.kind = kind;
        QVERIFY(await(store.insert(draft)));
    }
    TaskTreeModel model;
    TaskDetails details(model);
    details.setStore(&store);
    const auto *title = details.findChild<QLabel *>(u"taskTitleLabel"_s);
    store.hold(MemoryTaskStore::Call::Find);
    details.showTask(1); // only the store has it
    details.showTask(2);
    QCOMPARE(title->text(), u"Task #2"_s);
    store.release(MemoryTaskStore::Call::Find);
    QTRY_COMPARE(title->text(), u"second #2"_s);
    QCOMPARE(details.shownTask(), 2);
}

void TestTaskDetails::readsOnceMoreWhatChangedMeanwhile()
{
    FakeClock clock;
    MemoryTaskStore store(clock);
    TaskDraft draft;
    draft.kind = "sleep";
    QVERIFY(await(store.insert(draft)));
    TaskTreeModel model;
    model.update({ store.task(1) });
    TaskDetails details(model);
    details.setStore(&store);
    store.hold(MemoryTaskStore::Call::Find);
    details.showTask(1);
    for (int change = 0; change < 10; ++change) {
        Task changed = store.task(1);
        changed.progress.done = change;
        changed.state = TaskState::Running;
        model.update({ changed });
    }
    QVERIFY(await(store.claim({ 1 }, "worker")));
    store.release(MemoryTaskStore::Call::Find);
    const auto *attempts = details.findChild<QTableWidget *>(u"taskAttemptsView"_s);
    QTRY_COMPARE(attempts->rowCount(), 1);
    QCOMPARE(store.sizes(MemoryTaskStore::Call::Find).size(), 2);
}

void TestTaskDetails::tellsOfATaskThatIsGone()
{
    FakeClock clock;
    MemoryTaskStore store(clock);
    TaskTreeModel model;
    TaskDetails details(model);
    details.setStore(&store);
    details.showTask(7);
    const auto *told = details.findChild<QLabel *>(u"taskToldLabel"_s);
    QTRY_VERIFY2(told->text().startsWith(u"The task could not be read: "_s),
                 qPrintable(told->text()));
    for (const QAction *action : details.taskActions())
        QVERIFY(!action->isEnabled());
}

void TestTaskDetails::copies()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    QTRY_VERIFY(!desk.backend.address().isEmpty());
    desk.submit(R"({"kind":"sleep","params":{"seconds":0}})");
    QTRY_COMPARE(desk.state(1), u"completed"_s);
    selectFirst(desk);
    QTRY_COMPARE(attempt(desk, 0, 0), u"1"_s);
    QTest::keyClick(desk.view(), Qt::Key_C, Qt::ControlModifier);
    const auto copied
            = QJsonDocument::fromJson(QApplication::clipboard()->text().toUtf8()).object();
    QCOMPARE(copied[u"id"].toInt(), 1);
    QCOMPARE(copied[u"state"].toString(), u"completed"_s);
    QCOMPARE(copied[u"attempts"].toArray().size(), 1);
    QTest::mouseClick(desk.find<QToolButton>("taskCurlButton"), Qt::LeftButton);
    const QString command = QApplication::clipboard()->text();
    QVERIFY2(command.startsWith(u"curl "_s), qPrintable(command));
    QVERIFY2(command.endsWith(u"'%1/tasks/1'"_s.arg(desk.backend.address().toString())),
             qPrintable(command));
    desk.panel.setServerAddress({});
    QVERIFY(!desk.find<QToolButton>("taskCurlButton")->isEnabled());
}

void TestTaskDetails::savesTheFileOfAnExport()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    desk.submit(R"({"kind":"export_users"})");
    QTRY_COMPARE(desk.state(1), u"completed"_s);
    selectFirst(desk);
    QTRY_COMPARE(attempt(desk, 0, 0), u"1"_s);
    auto *save = desk.find<QToolButton>("taskSaveButton");
    QVERIFY(save->isEnabled() && save->isVisible());
    QTest::mouseClick(save, Qt::LeftButton);
    auto *dialog = desk.find<QFileDialog>("taskSaveDialog");
    const QString path = desk.folder.filePath(u"saved.csv"_s);
    emit dialog->fileSelected(path); // the dialog itself is the desktop's
    dialog->reject();
    QTRY_VERIFY(desk.find<QLabel>("taskToldLabel")->text().contains(u"saved to "_s));
    QFile file(path);
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll(), "id,name,email\r\n"_ba);
}

void TestTaskDetails::isClosedAndRemembered()
{
    Desk desk;
    QTRY_VERIFY(desk.isReady());
    desk.submit(R"({"kind":"sleep","params":{"seconds":60}})");
    desk.submit(R"({"kind":"sleep","params":{"seconds":60}})");
    QTRY_COMPARE(desk.state(2), u"running"_s);
    auto *details = desk.find<QWidget>("taskDetails");
    desk.panel.showTask(1);
    QVERIFY(details->isVisible());
    QTRY_COMPARE(attempt(desk, 0, 0), u"1"_s);
    QTest::mouseClick(desk.find<QToolButton>("taskCloseButton"), Qt::LeftButton);
    QVERIFY(!details->isVisible());
    desk.panel.showTask(2);
    QVERIFY(!details->isVisible());

    TaskTreeModel model;
    model.update({ *desk.model.find(1) });
    TasksPanel another(model);
    another.restoreLayout(desk.panel.layoutState());
    another.showTask(1);
    QVERIFY(!another.findChild<QWidget *>(u"taskDetails"_s)->isVisibleTo(&another));
    another.restoreLayout(u"nonsense"_s);
    QVERIFY(!another.findChild<QWidget *>(u"taskDetails"_s)->isVisibleTo(&another));

    desk.view()->setFocus();
    QTest::keyClick(desk.view(), Qt::Key_Return);
    QVERIFY(details->isVisible());
    QCOMPARE(desk.find<QLabel>("taskTitleLabel")->text(), u"sleep #2"_s);
    another.restoreLayout(desk.panel.layoutState());
    QVERIFY(another.findChild<QWidget *>(u"taskDetails"_s)->isVisibleTo(&another));
}

void TestTaskDetails::everyControlHasANameAndATip()
{
    TaskTreeModel model;
    const TaskDetails details(model);
    for (const auto *button : details.findChildren<QToolButton *>()) {
        if (button->objectName().isEmpty() || button->parent()->inherits("QTabBar"))
            continue; // Qt's own
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName()));
    }
}

QTEST_MAIN(TestTaskDetails)
#include "tst_taskdetails.moc"
