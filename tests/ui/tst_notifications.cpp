// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopmessages.h"
#include "notificationspanel.h"
#include "support/fakeclock.h"
#include "toast.h"
#include "trayicon.h"

#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<Task> ended(qint64 first, qint64 last, TaskState state = TaskState::Completed)
{
    QList<Task> tasks;
    for (qint64 id = first; id <= last; ++id) {
        Task task;
        task.id = id;
        task.kind = "sleep";
        task.state = state;
        if (state == TaskState::Failed)
            task.error = u"It broke."_s;
        tasks.append(task);
    }
    return tasks;
}

Notification notification(qint64 count, bool failed, qint64 lastTask)
{
    return { 1'000, failed, count, lastTask, u"sleep #%1"_s.arg(lastTask) };
}

/// Messages that follow each other closely enough for a test.
constexpr DesktopMessages::Timing quick { 20ms, 60ms };

struct Desktop
{
    QList<DesktopMessage> told;
    DesktopMessages messages { [this](const DesktopMessage &message) { told.append(message); },
                               quick };
};

} // namespace

/// What tells of ended tasks: the list, the toast, the desktop.
class TestNotifications : public QObject
{
    Q_OBJECT

private slots:
    void aThousandAreOneRow();
    void eachLeadsToItsTask();
    void allAreMarkedRead();
    void theToastGrowsWithItsText();
    void aFailureStaysInTheToast();
    void theDesktopIsToldOnceABurst();
    void theDesktopHearsOfAFailureFirst();
    void aBurstWithoutAnEndIsToldOf();
    void theDesktopIsNotToldWhileAWindowIsInFront();
    void theDesktopIsNotToldWhenItIsOff();
    void withoutATrayNothingHappens();
};

void TestNotifications::aThousandAreOneRow()
{
    const FakeClock clock;
    NotificationModel model(clock);
    NotificationsPanel panel(model);
    QWidget window;
    Toast toast(&window);
    QObject::connect(&model, &NotificationModel::notified, &toast, &Toast::show);
    window.show();
    for (qint64 first = 1; first < 1'000; first += 100)
        model.noteTasks(ended(first, first + 99));
    model.noteTasks(ended(1'001, 1'001, TaskState::Failed));
    const auto *view = panel.findChild<QListView *>(u"notificationsView"_s);
    QCOMPARE(view->model()->rowCount(), 2);
    QCOMPARE(view->model()->index(0, 0).data().toString(), u"Background task failed"_s);
    QVERIFY(view->model()->index(1, 0).data().toString().endsWith(
            u"000 background tasks completed"_s));
    QCOMPARE(panel.findChild<QLabel *>(u"unreadLabel"_s)->text(), u"2 unread"_s);
    QCOMPARE(toast.findChild<QLabel *>(u"headlineLabel"_s)->text(), u"Background task failed"_s);
}

void TestNotifications::eachLeadsToItsTask()
{
    const FakeClock clock;
    NotificationModel model(clock);
    NotificationsPanel panel(model);
    panel.resize(300, 300);
    panel.show();
    model.noteTasks(ended(1, 5) + ended(6, 6, TaskState::Failed) + ended(7, 9));
    QSignalSpy activated(&panel, &NotificationsPanel::taskActivated);
    auto *view = panel.findChild<QListView *>(u"notificationsView"_s);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Home);
    QTest::keyClick(view, Qt::Key_Return);
    QTest::keyClick(view, Qt::Key_Down);
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(activated.size(), 2);
    QCOMPARE(activated[0][0].toLongLong(), 6);
    QCOMPARE(activated[1][0].toLongLong(), 9);
}

void TestNotifications::allAreMarkedRead()
{
    const FakeClock clock;
    NotificationModel model(clock);
    NotificationsPanel panel(model);
    panel.show();
    model.noteTasks(ended(1, 1) + ended(2, 2, TaskState::Failed));
    auto *read = panel.findChild<QToolButton *>(u"readButton"_s);
    QVERIFY(read->isEnabled());
    QTest::mouseClick(read, Qt::LeftButton);
    QCOMPARE(model.unreadCount(), 0);
    QCOMPARE(panel.findChild<QLabel *>(u"unreadLabel"_s)->text(), QString());
    QVERIFY(!read->isEnabled());
}

void TestNotifications::theToastGrowsWithItsText()
{
    QWidget window;
    Toast toast(&window);
    window.show();
    const auto *headlineLabel = toast.findChild<QLabel *>(u"headlineLabel"_s);
    toast.show(notification(1, false, 1));
    toast.show(notification(1'000'000, false, 2));
    QVERIFY(headlineLabel->width() >= headlineLabel->sizeHint().width());
}

void TestNotifications::aFailureStaysInTheToast()
{
    QWidget window;
    Toast toast(&window);
    window.show();
    const auto *headlineLabel = toast.findChild<QLabel *>(u"headlineLabel"_s);
    const auto colourOf
            = [headlineLabel] { return headlineLabel->palette().color(QPalette::Base); };
    toast.show(notification(3, false, 3));
    const QColor plain = colourOf();
    toast.show(notification(1, true, 4));
    QVERIFY(colourOf() != plain);
    toast.show(notification(1'000, false, 1'004));
    QCOMPARE(headlineLabel->text(), u"Background task failed"_s);
    toast.show(notification(2, true, 5));
    QCOMPARE(headlineLabel->text(), u"2 background tasks failed"_s);
    QTest::mouseClick(&toast, Qt::LeftButton); // it has been seen
    toast.show(notification(1, false, 6));
    QCOMPARE(headlineLabel->text(), u"Background task completed"_s);
    QCOMPARE(colourOf(), plain);
}

void TestNotifications::theDesktopIsToldOnceABurst()
{
    Desktop desktop;
    for (qint64 count = 1; count <= 1'000; ++count)
        desktop.messages.note(notification(count, false, count));
    QTRY_COMPARE(desktop.told.size(), 1);
    QVERIFY(desktop.told[0].title.endsWith(u"000 background tasks completed"_s));
    QCOMPARE(desktop.told[0].task, 1'000);
    QVERIFY(!desktop.told[0].failed);
    desktop.messages.note(notification(1, false, 1'001));
    QTRY_COMPARE(desktop.told.size(), 2);
}

void TestNotifications::theDesktopHearsOfAFailureFirst()
{
    Desktop desktop;
    desktop.messages.note(notification(1, true, 1));
    desktop.messages.note(notification(900, false, 901));
    QTRY_COMPARE(desktop.told.size(), 1);
    QCOMPARE(desktop.told[0].title, u"Background task failed"_s);
    QCOMPARE(desktop.told[0].text, u"sleep #1\n900 background tasks completed"_s);
    QVERIFY(desktop.told[0].failed);
    QCOMPARE(desktop.told[0].task, 1);
}

void TestNotifications::aBurstWithoutAnEndIsToldOf()
{
    Desktop desktop;
    qint64 count = 0;
    QTimer steady;
    QObject::connect(&steady, &QTimer::timeout, &steady, [&] {
        ++count;
        desktop.messages.note(notification(count, false, count));
    });
    steady.start(1ms);
    QTRY_VERIFY(desktop.told.size() >= 2);
    QVERIFY(desktop.told.size() < count);
}

void TestNotifications::theDesktopIsNotToldWhileAWindowIsInFront()
{
    Desktop desktop;
    {
        QWidget window;
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        desktop.messages.note(notification(1, false, 1));
    }
    QTRY_VERIFY(!QApplication::activeWindow());
    desktop.messages.note(notification(1, false, 2));
    QTRY_COMPARE(desktop.told.size(), 1);
    QCOMPARE(desktop.told[0].task, 2);

    desktop.messages.note(notification(1, false, 3));
    QWidget window;
    window.show();
    window.activateWindow(); // before the burst has paused
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_VERIFY(!desktop.messages.isWaiting());
    QCOMPARE(desktop.told.size(), 1);
}

void TestNotifications::theDesktopIsNotToldWhenItIsOff()
{
    Desktop desktop;
    desktop.messages.note(notification(1, false, 1));
    desktop.messages.setOn(false);
    desktop.messages.note(notification(1, false, 2));
    desktop.messages.setOn(true);
    desktop.messages.note(notification(1, false, 3));
    QTRY_COMPARE(desktop.told.size(), 1);
    QCOMPARE(desktop.told[0].task, 3);
}

void TestNotifications::withoutATrayNothingHappens()
{
    if (QSystemTrayIcon::isSystemTrayAvailable())
        QSKIP("There is a tray here.");
    TrayIcon icon;
    icon.setWanted(true);
    icon.tell({ u"Title"_s, u"Text"_s, true, 1 });
    QVERIFY(!icon.isVisible());
}

QTEST_MAIN(TestNotifications)
#include "tst_notifications.moc"
