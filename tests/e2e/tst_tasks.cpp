// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace frontdesk;
using namespace Qt::StringLiterals;

/// What a client can do with a task once it has started one.
class TasksTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_server.start()); }
    void cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

    void isAccepted();
    void isCancelled();
    void runsAgain();
    void aUniqueKeyIsTakenOnce();
    void repeatsUntilCancelled();
    void timesOut();
    void aGroupTakesAsLongAsItsLongest();
    void aGroupIsCancelledWithItsChildren();
    void namesEveryWrongField();
    void namesWrongFieldsOfChildren();
    void whatIsNotThere_data();
    void whatIsNotThere();
    void isCounted();

private:
    static QString state(const HttpAnswer &answer)
    {
        return answer.object().value("state"_L1).toString();
    }

    ServerProcess m_server;
};

void TasksTest::isAccepted()
{
    HttpClient client(m_server.port());
    const auto answer = client.post("/tasks", R"({"kind":"sleep","params":{"seconds":600}})");
    QCOMPARE(answer.status, 202);
    QCOMPARE(answer.field("Retry-After"), "1"_ba);
    QCOMPARE(state(answer), u"queued"_s);
    QVERIFY(answer.object().value("every"_L1).isNull());
    QTRY_COMPARE(state(client.get(answer.field("Location"))), u"running"_s);
}

void TasksTest::isCancelled()
{
    HttpClient client(m_server.port());
    const QByteArray path = client.post("/tasks", R"({"kind":"sleep","params":{"seconds":600}})")
                                    .field("Location");
    const auto cancelling = client.post(path + "/cancel", {});
    QCOMPARE(cancelling.status, 202);
    QCOMPARE(state(cancelling), u"cancelling"_s);
    QCOMPARE(cancelling.object().value("attempts"_L1).toArray().size(), 1);
    QCOMPARE(cancelling.field("Location"), path);
    QTRY_COMPARE(state(client.get(path)), u"cancelled"_s);
    const auto late = client.post(path + "/cancel", {});
    QCOMPARE(late.status, 409);
    QCOMPARE(problemWith(late), QString());
    QCOMPARE(late.object().value("code"_L1).toString(), u"task_ended"_s);

    const auto later = client.post(
            "/tasks", R"({"kind":"sleep","params":{"seconds":1},"delay":600,"priority":5})");
    QCOMPARE(state(later), u"scheduled"_s);
    const auto atOnce = client.post(later.field("Location") + "/cancel", {});
    QCOMPARE(atOnce.status, 200);
    QCOMPARE(state(atOnce), u"cancelled"_s);
}

void TasksTest::runsAgain()
{
    HttpClient client(m_server.port());
    const QByteArray path
            = client.post("/tasks", R"({"kind":"sleep","params":{"seconds":2}})").field("Location");
    QCOMPARE(client.post(path + "/retry", {}).status, 409); // it runs
    (void)client.post(path + "/cancel", {});
    QTRY_COMPARE(state(client.get(path)), u"cancelled"_s);
    QCOMPARE(client.post(path + "/retry", {}).status, 202);
    QTRY_COMPARE(state(client.get(path)), u"completed"_s);
    const QJsonObject task = client.get(path).object();
    QCOMPARE(task.value("attempt"_L1).toInt(), 2);
    QCOMPARE(task.value("attempts"_L1).toArray().size(), 2);
    const auto done = client.post(path + "/retry", {});
    QCOMPARE(done.status, 409);
    QCOMPARE(done.object().value("code"_L1).toString(), u"task_completed"_s);
}

void TasksTest::aUniqueKeyIsTakenOnce()
{
    HttpClient client(m_server.port());
    const QByteArray body = R"({"kind":"sleep","params":{"seconds":600},"unique_key":"nightly"})";
    const auto first = client.post("/tasks", body), second = client.post("/tasks", body);
    QCOMPARE(first.status, 202);
    QCOMPARE(second.status, 200);
    QCOMPARE(second.field("Location"), first.field("Location"));
    (void)client.post(first.field("Location") + "/cancel", {});
}

void TasksTest::repeatsUntilCancelled()
{
    HttpClient client(m_server.port());
    const auto first
            = client.post("/tasks", R"({"kind":"sleep","params":{"seconds":0},"every":1})");
    QCOMPARE(first.status, 202);
    const int id = first.object().value("id"_L1).toInt();
    QTRY_COMPARE(state(client.get("/tasks/" + QByteArray::number(id + 1))), u"completed"_s);
    const auto second = client.get("/tasks/" + QByteArray::number(id + 1)).object();
    QCOMPARE(second.value("series"_L1).toInt(), id);
    QTRY_COMPARE(state(client.get("/tasks/" + QByteArray::number(id + 2))), u"scheduled"_s);
    QVERIFY(client.post(first.field("Location") + "/cancel", {}).status < 300);
    QTRY_COMPARE(client.post(first.field("Location") + "/cancel", {}).status, 409);
}

void TasksTest::timesOut()
{
    HttpClient client(m_server.port());
    const auto answer
            = client.post("/tasks", R"({"kind":"sleep","params":{"seconds":600},"timeout":0.1})",
                          "Prefer: wait=20\r\n");
    QCOMPARE(answer.status, 200);
    QCOMPARE(state(answer), u"failed"_s);
    QVERIFY(answer.object().value("error"_L1).toString().contains("0.1 s"_L1));
}

void TasksTest::namesEveryWrongField()
{
    HttpClient client(m_server.port());
    const auto answer
            = client.post("/tasks",
                          R"({"kind":"sleep","params":{"seconds":"x"},"delay":-1,"every":0.9,)"
                          R"("max_attempts":1.5,"timeout":0,"unique_key":7,"priority":5000})");
    QCOMPARE(answer.status, 422);
    QCOMPARE(problemWith(answer), QString());
    QStringList fields = fieldsOf(answer);
    fields.sort();
    QCOMPARE(fields,
             QStringList({ u"delay"_s, u"every"_s, u"max_attempts"_s, u"params.seconds"_s,
                           u"priority"_s, u"timeout"_s, u"unique_key"_s }));
}

/// The tutorial's two functions, of two seconds and of three.
void TasksTest::aGroupTakesAsLongAsItsLongest()
{
    HttpClient client(m_server.port());
    QElapsedTimer timer;
    timer.start();
    const auto answer = client.post("/tasks",
                                    R"({"kind":"group","params":{"tasks":[)"
                                    R"({"kind":"sleep","params":{"seconds":2}},)"
                                    R"({"kind":"sleep","params":{"seconds":3}}]}})",
                                    "Prefer: wait=30\r\n");
    QVERIFY(timer.elapsed() >= 3000);
    QCOMPARE(answer.status, 200);
    const QJsonObject group = answer.object();
    QCOMPARE(state(answer), u"completed"_s);
    QCOMPARE(group.value("result"_L1).toArray(), QJsonArray({ QJsonValue(), QJsonValue() }));
    QCOMPARE(group.value("progress"_L1).toObject().value("done"_L1).toInt(), 2);

    const QByteArray id = QByteArray::number(group.value("id"_L1).toInt());
    const auto children = client.get("/tasks?parent=" + id + "&limit=2");
    QCOMPARE(children.array().size(), 2);
    QVERIFY(children.field("Link").contains(QByteArray("&parent=" + id + "&after=")));
    for (const auto &child : children.array())
        QCOMPARE(child.toObject().value("parent"_L1), group.value("id"_L1));
    QCOMPARE(client.get("/tasks?state=failed&kind=sleep&parent=" + id).array().size(), 0);
    QCOMPARE(client.get("/tasks?parent=0").status, 400);
}

void TasksTest::aGroupIsCancelledWithItsChildren()
{
    HttpClient client(m_server.port());
    const auto path = client.post("/tasks",
                                  R"({"kind":"group","params":{"tasks":[)"
                                  R"({"kind":"sleep","params":{"seconds":600}},)"
                                  R"({"kind":"chain","params":{"tasks":[)"
                                  R"({"kind":"sleep","params":{"seconds":600}},)"
                                  R"({"kind":"sleep","params":{"seconds":600}}]}}]}})")
                              .field("Location");
    const int id = path.sliced(path.lastIndexOf('/') + 1).toInt();
    const auto childState = [&](int offset) {
        return state(client.get("/tasks/" + QByteArray::number(id + offset)));
    };
    QTRY_COMPARE(childState(1), u"running"_s);
    QTRY_COMPARE(childState(3), u"running"_s);
    QCOMPARE(childState(4), u"scheduled"_s);
    QCOMPARE(client.post("/tasks/" + QByteArray::number(id + 1) + "/retry", {}).status, 409);
    QVERIFY(client.post(path + "/cancel", {}).status < 300);
    QTRY_COMPARE(state(client.get(path)), u"cancelled"_s);
    for (int offset = 1; offset <= 4; ++offset)
        QCOMPARE(childState(offset), u"cancelled"_s);
}

void TasksTest::namesWrongFieldsOfChildren()
{
    HttpClient client(m_server.port());
    const auto answer = client.post("/tasks",
                                    R"({"kind":"group","params":{"tasks":[)"
                                    R"({"kind":"sleep","params":{"seconds":1}},)"
                                    R"({"kind":"chain","params":{"tasks":[{"kind":"dance"},)"
                                    R"({"kind":"sleep","params":{"seconds":"x"}}]}}]}})");
    QCOMPARE(answer.status, 422);
    QCOMPARE(problemWith(answer), QString());
    QCOMPARE(fieldsOf(answer),
             QStringList({ u"params.tasks[1].params.tasks[0].kind"_s,
                           u"params.tasks[1].params.tasks[1].params.seconds"_s }));
}

void TasksTest::whatIsNotThere_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("cancel: no such task") << "/tasks/999999/cancel"_ba;
    QTest::newRow("cancel: no id") << "/tasks/one/cancel"_ba;
    QTest::newRow("retry: no such task") << "/tasks/999999/retry"_ba;
    QTest::newRow("retry: beyond 64 bits") << "/tasks/99999999999999999999/retry"_ba;
}

void TasksTest::whatIsNotThere()
{
    QFETCH(const QByteArray, path);
    HttpClient client(m_server.port());
    const auto answer = client.post(path, {});
    QCOMPARE(answer.status, 404);
    QCOMPARE(problemWith(answer), QString());
}

void TasksTest::isCounted()
{
    HttpClient client(m_server.port());
    const auto before = client.get("/tasks/stats").object();
    (void)client.post("/tasks", R"({"kind":"sleep","params":{"seconds":0}})",
                      "Prefer: wait=20\r\n");
    const auto after = client.get("/tasks/stats").object();
    const auto completed = [](const QJsonObject &stats, QLatin1String part) {
        return stats.value(part).toObject().value("completed"_L1).toInt();
    };
    QCOMPARE(after.value("total"_L1).toInt(), before.value("total"_L1).toInt() + 1);
    QCOMPARE(completed(after, "states"_L1), completed(before, "states"_L1) + 1);
    QVERIFY(completed(after, "last_minute"_L1) > 0);
    QVERIFY(completed(after.value("kinds"_L1).toObject(), "sleep"_L1) > 0);
    QVERIFY(after.value("per_second"_L1).toDouble() > 0);
    const auto run = after.value("run"_L1).toObject(), wait = after.value("wait"_L1).toObject();
    QVERIFY(run.value("max"_L1).toDouble() >= run.value("mean"_L1).toDouble());
    QVERIFY(wait.value("max"_L1).toDouble() >= wait.value("mean"_L1).toDouble());
    QVERIFY(after.value("oldest_queued"_L1).isNull());
}

QTEST_GUILESS_MAIN(TasksTest)
#include "tst_tasks.moc"
