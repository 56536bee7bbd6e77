// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/serverprocess.h"
#include "support/writelock.h"

#include <QElapsedTimer>
#include <QTest>

#include <optional>
#include <vector>

using namespace frontdesk;
using namespace std::chrono_literals;

/// Who waits holds up nobody: always on one server thread.
class AsynchronyTest : public QObject
{
    Q_OBJECT

private slots:
    void lockedDatabaseHoldsUpWritesOnly();
    void waitersOverlap();
    void waitEndsBeforeTheTask();
    void slowReaderHoldsUpNobody();
};

void AsynchronyTest::lockedDatabaseHoldsUpWritesOnly()
{
    ServerProcess server;
    server.options = { QStringLiteral("--threads"), QStringLiteral("1") };
    QVERIFY(server.start());
    HttpClient writer(server.port()), starter(server.port()), reader(server.port());
    QCOMPARE(reader.post("/add-user", userJson("Ada", "ada@example.org")).status, 200);

    std::optional<WriteLock> lock(server.databasePath());
    QVERIFY(lock->isHeld());
    QElapsedTimer held;
    held.start();
    writer.sendRequest("POST", "/add-user", "Content-Type: application/json\r\n",
                       userJson("Bob", "bob@example.org"));
    starter.sendRequest("GET", "/start-task");
    int reads = 0;
    while (held.elapsed() < 3000) {
        QCOMPARE(reader.get("/user/1").status, 200);
        QCOMPARE(reader.get("/user/77").status, 404);
        QCOMPARE(reader.get("/nothing").status, 404);
        QCOMPARE(reader.get("/users").array().size(), 1);
        ++reads;
        QVERIFY2(!writer.hasAnswer(0ms), "a write cannot be done while others hold the lock");
        QVERIFY(!starter.hasAnswer(0ms));
    }
    qInfo("%d rounds of four reads while both writes waited", reads);
    QVERIFY(reads > 1);

    lock.reset();
    QCOMPARE(writer.read().status, 200);
    QCOMPARE(starter.read().status, 200);
    QCOMPARE(reader.get("/users").array().size(), 2);
    QCOMPARE(server.stop(), 0);
}

void AsynchronyTest::waitersOverlap()
{
    ServerProcess server;
    server.options = { QStringLiteral("--threads"), QStringLiteral("1") };
    QVERIFY(server.start());

    std::vector<HttpClient> waiters;
    for (int i = 0; i < 8; ++i) {
        waiters.emplace_back(server.port());
        waiters.back().sendRequest("POST", "/tasks",
                                   "Content-Type: application/json\r\nPrefer: wait=20\r\n",
                                   R"({"kind":"sleep","params":{"seconds":2}})");
    }
    HttpClient other(server.port());
    QCOMPARE(other.get("/livez").status, 200);
    for (auto &waiter : waiters)
        QVERIFY(!waiter.hasAnswer(0ms));

    QString lastStart, firstEnd = QStringLiteral("9999");
    for (auto &waiter : waiters) {
        const auto answer = waiter.read();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("Preference-Applied"), "wait=20");
        const QJsonObject task = answer.object();
        QCOMPARE(task.value(QLatin1String("state")).toString(), QStringLiteral("completed"));
        lastStart = qMax(lastStart, task.value(QLatin1String("started_at")).toString());
        firstEnd = qMin(firstEnd, task.value(QLatin1String("ended_at")).toString());
    }
    QVERIFY2(!lastStart.isEmpty() && lastStart < firstEnd, "all were to sleep at the same time");
}

void AsynchronyTest::waitEndsBeforeTheTask()
{
    ServerProcess server;
    QVERIFY(server.start());
    HttpClient client(server.port());
    const auto answer = client.post("/tasks", R"({"kind":"sleep","params":{"seconds":3600}})",
                                    "Prefer: wait=1\r\n");
    QCOMPARE(answer.status, 202);
    QCOMPARE(answer.field("Preference-Applied"), "wait=1");
    QCOMPARE(client.get(answer.field("Location")).object().value(QLatin1String("state")).toString(),
             QStringLiteral("running"));

    const auto at_once = client.post("/tasks", R"({"kind":"sleep","params":{"seconds":3600}})");
    QCOMPARE(at_once.status, 202);
    QVERIFY(at_once.field("Preference-Applied").isEmpty());
    QVERIFY(at_once.field("Location") != answer.field("Location"));
    QCOMPARE(server.stop(), 0); // an hour's sleep doesn't hold up the end
}

/// A client that takes nothing of a long answer costs the others nothing.
void AsynchronyTest::slowReaderHoldsUpNobody()
{
    ServerProcess server;
    server.options = { QStringLiteral("--threads"), QStringLiteral("1") };
    QVERIFY(server.start());
    QVERIFY(addUsers(server.port(), 3000));

    std::vector<HttpClient> slow;
    for (int i = 0; i < 64; ++i) { // more bytes than the system buffers for them
        slow.emplace_back(server.port());
        for (int k = 0; k < 64; ++k)
            slow.back().sendRequest("GET", "/users");
    }
    HttpClient other(server.port());
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(other.get("/user/1").status, 200);
        QCOMPARE(other.post("/add-user", userJson("N", QByteArray::number(i) + "@slow")).status,
                 200);
    }
    const auto whole = slow.front().read();
    QVERIFY(whole.status == 503 || whole.array().size() >= 3000);
    QCOMPARE(server.stop(), 0);
}

QTEST_GUILESS_MAIN(AsynchronyTest)
#include "tst_asynchrony.moc"
