// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "models/notificationmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace frontdesk;

class TestNotificationModel : public QObject
{
    Q_OBJECT

private slots:
    void oneTaskIsOneNotification();
    void onlyCompletedAndFailedCount();
    void aBurstCountsUpOneNotification();
    void aBurstOfCompletedOnesHidesNoFailure();
    void aPauseBeginsANewOne();
    void whatWasReadIsNotCountedUp();
    void isBounded();
    void headlines_data();
    void headlines();
};

namespace {

class ManualClock final : public Clock
{
public:
    qint64 ms = 1'000'000;
    qint64 wallMs() const override { return ms; }
    qint64 steadyNs() const override { return ms * 1'000'000; }
};

QList<Task> ended(int count, TaskState state = TaskState::Completed)
{
    static qint64 id = 0;
    QList<Task> tasks;
    for (int i = 0; i < count; ++i) {
        Task task;
        task.id = ++id;
        task.kind = "sleep";
        task.state = state;
        task.startedAtMs = 1'000;
        task.endedAtMs = 6'000;
        if (state == TaskState::Failed)
            task.error = QStringLiteral("It broke.");
        tasks.append(task);
    }
    return tasks;
}

const auto failFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

void TestNotificationModel::oneTaskIsOneNotification()
{
    ManualClock clock;
    NotificationModel model(clock);
    const QAbstractItemModelTester tester(&model, failFatal);
    QSignalSpy notified(&model, &NotificationModel::notified);
    const auto tasks = ended(1);
    model.noteTasks(tasks);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data(), QStringLiteral("Background task completed"));
    QCOMPARE(model.index(0).data(NotificationModel::DetailRole),
             QStringLiteral("sleep #%1 · 5.00 s").arg(tasks[0].id));
    QCOMPARE(model.unreadCount(), 1);
    QCOMPARE(notified.size(), 1);
}

void TestNotificationModel::onlyCompletedAndFailedCount()
{
    ManualClock clock;
    NotificationModel model(clock);
    model.noteTasks(ended(3, TaskState::Running) + ended(1, TaskState::Cancelled));
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.unreadCount(), 0);
}

void TestNotificationModel::aBurstCountsUpOneNotification()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    ManualClock clock;
    NotificationModel model(clock);
    const QAbstractItemModelTester tester(&model, failFatal);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    for (int batch = 0; batch < 20; ++batch) {
        model.noteTasks(ended(50));
        clock.ms += 50;
    }
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.unreadCount(), 1);
    QCOMPARE(model.at(0).count, 1'000);
    QCOMPARE(model.index(0).data(), QStringLiteral("1,000 background tasks completed"));
    QCOMPARE(changed.size(), 19);
}

void TestNotificationModel::aBurstOfCompletedOnesHidesNoFailure()
{
    ManualClock clock;
    NotificationModel model(clock);
    const QAbstractItemModelTester tester(&model, failFatal);
    QSignalSpy notified(&model, &NotificationModel::notified);
    const auto failures = ended(2, TaskState::Failed);
    model.noteTasks(ended(500));
    clock.ms += 50;
    model.noteTasks(ended(100) + QList<Task> { failures[0] } + ended(100));
    clock.ms += 50;
    model.noteTasks(ended(300));
    clock.ms += 50;
    model.noteTasks({ failures[1] });
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.at(0).count, 2);
    QVERIFY(model.index(0).data(NotificationModel::FailedRole).toBool());
    QCOMPARE(model.index(0).data(NotificationModel::TaskRole).toLongLong(), failures[1].id);
    QVERIFY(model.index(0)
                    .data(NotificationModel::DetailRole)
                    .toString()
                    .contains(QStringLiteral("It broke.")));
    QCOMPARE(model.at(1).count, 1'000);
    QVERIFY(!model.index(1).data(NotificationModel::FailedRole).toBool());
    QCOMPARE(model.unreadCount(), 2);
    QCOMPARE(notified.size(), 5); // the batch with both told of the failed one last
    QVERIFY(notified[2][0].value<Notification>().failed);
}

void TestNotificationModel::aPauseBeginsANewOne()
{
    ManualClock clock;
    NotificationModel model(clock);
    model.noteTasks(ended(2));
    clock.ms += NotificationModel::burstGap.count();
    model.noteTasks(ended(3));
    clock.ms += NotificationModel::burstGap.count() + 1;
    model.noteTasks(ended(4));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.at(0).count, 4); // newest first
    QCOMPARE(model.at(1).count, 5);
    QCOMPARE(model.unreadCount(), 2);
}

void TestNotificationModel::whatWasReadIsNotCountedUp()
{
    ManualClock clock;
    NotificationModel model(clock);
    QSignalSpy unread(&model, &NotificationModel::unreadCountChanged);
    model.noteTasks(ended(1));
    model.markAllRead();
    QCOMPARE(model.unreadCount(), 0);
    model.noteTasks(ended(1));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.unreadCount(), 1);
    QCOMPARE(unread.size(), 3);
}

void TestNotificationModel::isBounded()
{
    ManualClock clock;
    NotificationModel model(clock);
    for (int i = 0; i < NotificationModel::capacity + 20; ++i) {
        model.noteTasks(ended(1));
        clock.ms += 10'000;
    }
    QCOMPARE(model.rowCount(), NotificationModel::capacity);
    QCOMPARE(model.unreadCount(), NotificationModel::capacity);
}

void TestNotificationModel::headlines_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<bool>("failed");
    QTest::addColumn<QString>("text");

    QTest::newRow("one") << qint64(1) << false << "Background task completed";
    QTest::newRow("two") << qint64(2) << false << "2 background tasks completed";
    QTest::newRow("one failed") << qint64(1) << true << "Background task failed";
    QTest::newRow("several failed") << qint64(7) << true << "7 background tasks failed";
}

void TestNotificationModel::headlines()
{
    QFETCH(qint64, count);
    QFETCH(bool, failed);
    Notification notification;
    notification.count = count;
    notification.failed = failed;
    QTEST(headline(notification), "text");
}

QTEST_GUILESS_MAIN(TestNotificationModel)
#include "tst_notificationmodel.moc"
