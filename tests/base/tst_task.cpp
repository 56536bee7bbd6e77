// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/task.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace frontdesk;

class TestTask : public QObject
{
    Q_OBJECT

private slots:
    void isWrittenInTheContractsShape()
    {
        Task task;
        task.id = 42;
        task.kind = "sleep";
        task.params = R"({"seconds":5})";
        task.state = TaskState::Running;
        task.progress = { 2, 5, {} };
        task.attempt = 1;
        task.createdAtMs = task.dueAtMs = 1'795'338'000'000;
        task.startedAtMs = 1'795'338'000'007;
        task.attempts = { { 1, "worker", 1'795'338'000'007, {}, {} } };
        QCOMPARE(
                toJson(task),
                QByteArray(
                        R"({"id":42,"kind":"sleep","params":{"seconds":5},"state":"running",)"
                        R"("progress":{"done":2,"total":5,"text":""},)"
                        R"("attempt":1,"max_attempts":1,"rescued":0,"parent":null,"priority":0,)"
                        R"("timeout":null,"every":null,"series":null,"unique_key":null,"notify_url":null,)"
                        R"("created_at":"2026-11-22T09:00:00.000Z",)"
                        R"("due_at":"2026-11-22T09:00:00.000Z",)"
                        R"("started_at":"2026-11-22T09:00:00.007Z","ended_at":null,)"
                        R"("result":null,"error":null,)"
                        R"("attempts":[{"attempt":1,"worker":"worker",)"
                        R"("started_at":"2026-11-22T09:00:00.007Z","ended_at":null,)"
                        R"("error":null}]})"));
    }

    void isWrittenWhenItHasEnded()
    {
        Task task;
        task.state = TaskState::Failed;
        task.parent = 7;
        task.endedAtMs = 1'795'338'000'999;
        task.result = R"([1,{"two":3}])";
        task.error = QStringLiteral("a \"reason\"");
        const auto object = QJsonDocument::fromJson(toJson(task)).object();
        QCOMPARE(object.value(QStringLiteral("state")).toString(), QStringLiteral("failed"));
        QCOMPARE(object.value(QStringLiteral("parent")).toInt(), 7);
        QCOMPARE(object.value(QStringLiteral("ended_at")).toString(),
                 QStringLiteral("2026-11-22T09:00:00.999Z"));
        QCOMPARE(object.value(QStringLiteral("result")).toArray().size(), 2);
        QCOMPARE(object.value(QStringLiteral("error")).toString(), task.error);
    }

    void namesItsStates_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("final");
        const auto row = [](TaskState state, const char *name, bool final) {
            QTest::newRow(name) << int(state) << QByteArray(name) << final;
        };
        row(TaskState::Scheduled, "scheduled", false);
        row(TaskState::Queued, "queued", false);
        row(TaskState::Running, "running", false);
        row(TaskState::Retrying, "retrying", false);
        row(TaskState::Cancelling, "cancelling", false);
        row(TaskState::Completed, "completed", true);
        row(TaskState::Failed, "failed", true);
        row(TaskState::Cancelled, "cancelled", true);
    }

    void namesItsStates()
    {
        QFETCH(int, number);
        QFETCH(QByteArray, name);
        QFETCH(bool, final);
        const auto state = TaskState(number);
        QVERIFY(toString(state) == name.toStdString());
        QVERIFY(taskStateFromString(name.toStdString()) == state);
        QCOMPARE(isFinal(state), final);
    }

    void knowsNoOtherStates()
    {
        for (const char *name : { "", "Queued", "done", "queued " })
            QVERIFY(!taskStateFromString(name));
    }
};

QTEST_GUILESS_MAIN(TestTask)
#include "tst_task.moc"
