// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "newtaskdialog.h"
#include "numberbox.h"
#include "parameterform.h"
#include "tasks/countdownkind.h"
#include "tasks/enginebench.h"
#include "taskspaneltest.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace frontdesk;
using namespace Qt::StringLiterals;

namespace {

/// A panel whose form is open.
struct FormDesk : TasksDesk
{
    bool open()
    {
        if (!QTest::qWaitFor([this] { return isReady() && !backend.address().isEmpty(); }))
            return false;
        panel.activateWindow();
        if (!QTest::qWaitForWindowActive(&panel))
            return false;
        QTest::keyClick(&panel, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        return panel.findChild<NewTaskDialog *>();
    }
    /// A part of a form in view, for each kind has its own; or else of the panel.
    template <typename T>
    T *find(const char *name) const
    {
        for (const auto *form : panel.findChildren<ParameterForm *>()) {
            auto *found = form->findChild<T *>(QLatin1String(name));
            if (found && form->isVisible())
                return found;
        }
        return TasksDesk::find<T>(name);
    }
    void chooseKind(const QString &kind) const { choose("newTaskKindBox", kind); }
    void type(const char *name, const QString &text) const
    {
        auto *widget = find<QWidget>(name);
        widget->setFocus();
        QTest::keySequence(widget, QKeySequence::SelectAll);
        QTest::keyClick(widget, Qt::Key_Delete);
        QTest::keyClicks(widget, text);
    }
    void click(const char *button) const
    {
        QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton);
    }
    QString error(const char *label) const { return find<QLabel>(label)->text(); }
};

} // namespace

class TestNewTaskDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void offersWhatCanBeTypedIn();
    void startsATaskAndSelectsIt();
    void startsAGroupWithOptions();
    void selectsTheOneThatHasTheKey();
    void errorsStandAtTheFields();
    void errorsOfOptionsOpenThem();
    void tabGoesFromTopToBottom();
    void whatIsNoJsonIsNotSent();
    void whatWasTypedForAnotherKindStays();
    void copiesTheTaskAsCurl();
    void aKindOfOnesOwnHasAForm();
    void closesWithTheEngine();
    void everyControlHasANameAndATip();
};

void TestNewTaskDialog::offersWhatCanBeTypedIn()
{
    FormDesk desk;
    QVERIFY(desk.open());
    QStringList kinds;
    const auto *box = desk.find<QComboBox>("newTaskKindBox");
    for (int i = 0; i < box->count(); ++i)
        kinds += box->itemText(i);
    QCOMPARE(kinds, u"sleep group chain http_request export_users backup"_s.split(u' '));
}

void TestNewTaskDialog::startsATaskAndSelectsIt()
{
    FormDesk desk;
    QVERIFY(desk.open());
    desk.type("secondsEdit", u"60.5"_s);
    QTest::keyClick(desk.find<QWidget>("secondsEdit"), Qt::Key_Return);
    QTRY_COMPARE(desk.current(), 1);
    QCOMPARE(desk.model.find(1)->params, "{\"seconds\":60.5}"_ba);
    QTRY_VERIFY(!desk.panel.findChild<NewTaskDialog *>());
}

void TestNewTaskDialog::startsAGroupWithOptions()
{
    FormDesk desk;
    QVERIFY(desk.open());
    desk.chooseKind(u"group"_s);
    QVERIFY(!desk.find<QWidget>("priorityEdit")->isVisible());
    desk.click("optionsButton");
    QVERIFY(desk.find<QWidget>("priorityEdit")->isVisible());
    desk.type("delayEdit", u"90"_s);
    desk.type("max_attemptsEdit", u"4"_s);
    desk.type("priorityEdit", u"-3"_s);
    desk.type("unique_keyEdit", u"nightly"_s);
    desk.click("startNewTaskButton");
    QTRY_COMPARE(desk.current(), 1);
    const Task task = *desk.model.find(1);
    QCOMPARE(task.kind, std::string("group"));
    QCOMPARE(desk.state(1), u"scheduled"_s);
    QCOMPARE(task.dueAtMs - task.createdAtMs, qint64(90'000));
    QCOMPARE(task.maxAttempts, 4);
    QCOMPARE(task.priority, -3);
    QCOMPARE(task.uniqueKey, u"nightly"_s);
    QVERIFY(desk.model.find(3)); // the two that the form begins with
}

void TestNewTaskDialog::selectsTheOneThatHasTheKey()
{
    FormDesk desk;
    QTRY_VERIFY(desk.isReady());
    desk.submit(R"({"kind":"sleep","params":{"seconds":60},"unique_key":"once"})");
    QTRY_COMPARE(desk.state(1), u"running"_s);
    QVERIFY(desk.open());
    desk.click("optionsButton");
    desk.type("unique_keyEdit", u"once"_s);
    desk.click("startNewTaskButton");
    QTRY_COMPARE(desk.current(), 1);
    QCOMPARE(desk.model.size(), 1);
}

void TestNewTaskDialog::errorsStandAtTheFields()
{
    FormDesk desk;
    QVERIFY(desk.open());
    desk.type("secondsEdit", QString());
    desk.click("startNewTaskButton");
    QTRY_COMPARE(desk.error("secondsErrorLabel"), u"seconds is required."_s);
    QVERIFY(desk.find<QWidget>("startNewTaskButton")->isEnabled());

    desk.chooseKind(u"chain"_s);
    desk.type("tasksEdit", u"[{\"kind\":\"sleep\"},{\"kind\":\"slep\"}]"_s);
    desk.click("startNewTaskButton");
    QTRY_VERIFY(
            desk.error("tasksErrorLabel")
                    .startsWith(
                            u"[0].params.seconds: seconds is required.\n[1].kind: There is no such kind"_s));
    QVERIFY(!desk.find<QWidget>("newTaskErrorLabel")->isVisible());
    QCOMPARE(desk.model.size(), 0);

    desk.type("tasksEdit", u"[]"_s);
    desk.click("startNewTaskButton");
    QTRY_COMPARE(desk.current(), 1);
}

void TestNewTaskDialog::errorsOfOptionsOpenThem()
{
    FormDesk desk;
    QVERIFY(desk.open());
    desk.click("optionsButton");
    desk.type("notify_urlEdit", u"nowhere"_s);
    desk.click("optionsButton");
    QVERIFY(!desk.find<QWidget>("notify_urlEdit")->isVisible());
    desk.click("startNewTaskButton");
    QTRY_VERIFY(desk.find<QWidget>("notify_urlEdit")->isVisible());
    QVERIFY(!desk.error("notify_urlErrorLabel").isEmpty());
    const auto *label = desk.find<QLabel>("notify_urlErrorLabel");
    QTRY_COMPARE(label->visibleRegion().boundingRect(), label->rect()); // scrolled into view
}

void TestNewTaskDialog::tabGoesFromTopToBottom()
{
    FormDesk desk;
    QVERIFY(desk.open());
    desk.chooseKind(u"http_request"_s);
    desk.click("optionsButton");
    auto *dialog = desk.panel.findChild<NewTaskDialog *>();
    desk.find<QWidget>("newTaskKindBox")->setFocus();
    for (const char *name :
         { "methodEdit", "urlEdit", "headersEdit", "bodyEdit", "optionsButton", "delayEdit",
           "everyEdit", "max_attemptsEdit", "timeoutEdit", "priorityEdit", "unique_keyEdit",
           "notify_urlEdit", "startNewTaskButton", "copyNewTaskButton" }) {
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
        QCOMPARE(dialog->focusWidget()->objectName(), QLatin1String(name));
    }
}

void TestNewTaskDialog::whatIsNoJsonIsNotSent()
{
    FormDesk desk;
    QVERIFY(desk.open());
    desk.chooseKind(u"http_request"_s);
    desk.type("urlEdit", u"https://example.org/"_s);
    desk.type("bodyEdit", u"{\"a\":"_s);
    desk.click("startNewTaskButton");
    QVERIFY(desk.find<QWidget>("newTaskErrorLabel")->isVisible());
    QVERIFY(desk.panel.findChild<NewTaskDialog *>()->isVisible());
    desk.type("bodyEdit", u"1"_s);
    desk.click("copyNewTaskButton");
    QVERIFY(!desk.find<QWidget>("newTaskErrorLabel")->isVisible());
}

void TestNewTaskDialog::whatWasTypedForAnotherKindStays()
{
    FormDesk desk;
    QVERIFY(desk.open());
    desk.type("secondsEdit", u"17"_s);
    desk.chooseKind(u"backup"_s);
    QVERIFY(!desk.find<QWidget>("secondsEdit")->isVisible());
    desk.chooseKind(u"sleep"_s);
    QVERIFY(desk.find<QWidget>("secondsEdit")->isVisible());
    QCOMPARE(*desk.find<NumberBox>("secondsEdit")->number(), 17.0);
}

void TestNewTaskDialog::copiesTheTaskAsCurl()
{
    FormDesk desk;
    QVERIFY(desk.open());
    desk.type("secondsEdit", u"0.5"_s);
    desk.click("copyNewTaskButton");
    const QString command = QApplication::clipboard()->text();
    QVERIFY2(command.contains(desk.backend.address().toString() + u"/tasks"_s),
             qPrintable(command));
    QVERIFY2(command.contains(u"Content-Type: application/json"_s), qPrintable(command));
    QVERIFY2(command.contains(
                     u"'{\"kind\":\"sleep\",\"params\":{\"seconds\":0.5},\"priority\":0}'"_s),
             qPrintable(command));
    QCOMPARE(desk.model.size(), 0);
    desk.panel.setServerAddress({});
    QVERIFY(!desk.find<QWidget>("copyNewTaskButton")->isEnabled());
}

void TestNewTaskDialog::aKindOfOnesOwnHasAForm()
{
    Bench bench;
    bench.kinds.add(std::make_unique<CountdownKind>());
    QVERIFY(bench.start());
    NewTaskDialog dialog(*bench.engine);
    QSignalSpy started(&dialog, &NewTaskDialog::taskStarted);
    dialog.show();
    dialog.findChild<QComboBox *>(u"newTaskKindBox"_s)->setCurrentText(u"countdown"_s);
    auto *from = dialog.findChild<NumberBox *>(u"fromEdit"_s);
    QVERIFY(from && from->isVisible());
    QCOMPARE(*from->number(), 10.0);
    from->setNumber(3);
    dialog.accept();
    QTRY_COMPARE(started.size(), 1);
    QCOMPARE(bench.store.task(started[0][0].toLongLong()).params, "{\"from\":3}"_ba);
}

void TestNewTaskDialog::closesWithTheEngine()
{
    FormDesk desk;
    QVERIFY(desk.open());
    desk.panel.setEngine(nullptr);
    QVERIFY(!desk.panel.findChild<NewTaskDialog *>());
}

void TestNewTaskDialog::everyControlHasANameAndATip()
{
    FormDesk desk;
    QVERIFY(desk.open());
    for (const char *name : { "newTaskKindBox", "optionsButton", "startNewTaskButton",
                              "copyNewTaskButton", "newButton", "detailsButton" }) {
        QVERIFY2(!desk.find<QWidget>(name)->accessibleName().isEmpty(), name);
        QVERIFY2(!desk.find<QWidget>(name)->toolTip().isEmpty(), name);
    }
}

QTEST_MAIN(TestNewTaskDialog)
#include "tst_newtaskdialog.moc"
