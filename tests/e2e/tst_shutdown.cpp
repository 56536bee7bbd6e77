// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/serverprocess.h"
#include "support/writelock.h"

#include <QTest>

#include <csignal>
#include <optional>
#include <vector>

using namespace frontdesk;
using namespace std::chrono_literals;

/// SIGTERM and SIGINT: what is in flight is finished, the rest let go.
class ShutdownTest : public QObject
{
    Q_OBJECT

private slots:
    void requestsInFlightAreAnswered_data();
    void requestsInFlightAreAnswered();
    void idleConnectionsAreClosed();
    void halfARequestDoesNotHoldItUp();
    void runningTasksArePutBack();
    void unreadOutputNeverStopsIt();
    void closedOutputNeverStopsIt();
};

void ShutdownTest::requestsInFlightAreAnswered_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void ShutdownTest::requestsInFlightAreAnswered()
{
    QFETCH(const int, signal);
    ServerProcess server;
    server.options = { QStringLiteral("--threads"), QStringLiteral("1") };
    QVERIFY(server.start());
    HttpClient witness(server.port());
    QCOMPARE(witness.get("/livez").status, 200);

    std::optional<WriteLock> lock(server.databasePath()); // keeps them in flight
    QVERIFY(lock->isHeld());
    std::vector<HttpClient> clients;
    for (int i = 0; i < 20; ++i) {
        clients.emplace_back(server.port());
        clients.back().sendRequest("POST", "/add-user", "Content-Type: application/json\r\n",
                                   userJson("Late", QByteArray::number(i) + "@late"));
    }
    // One thread takes what comes in turn: these were sent behind the twenty.
    QCOMPARE(HttpClient(server.port()).get("/livez").status, 200);
    QCOMPARE(witness.get("/livez").status, 200);

    server.signal(signal);
    QTRY_VERIFY(!HttpClient(server.port()).isConnected());
    for (auto &client : clients)
        QVERIFY(!client.hasAnswer(0ms));
    lock.reset();
    for (auto &client : clients) {
        QCOMPARE(client.read().status, 200);
        QVERIFY(client.isClosedByServer());
    }
    QCOMPARE(server.waitForEnd(), 0);

    QVERIFY(server.start());
    QCOMPARE(HttpClient(server.port()).get("/users").array().size(), 20);
}

void ShutdownTest::idleConnectionsAreClosed()
{
    ServerProcess server;
    QVERIFY(server.start());
    HttpClient silent(server.port()), idle(server.port());
    QCOMPARE(idle.get("/livez").status, 200);
    server.signal(SIGTERM);
    QVERIFY(idle.isClosedByServer());
    QVERIFY(silent.isClosedByServer());
    QCOMPARE(server.waitForEnd(), 0);
}

void ShutdownTest::halfARequestDoesNotHoldItUp()
{
    ServerProcess server;
    QVERIFY(server.start());
    HttpClient half(server.port());
    half.send("POST /add-user HTTP/1.1\r\nHost: localhost\r\nContent-Le");
    QCOMPARE(HttpClient(server.port()).get("/livez").status, 200);
    QCOMPARE(server.stop(), 0);
}

void ShutdownTest::runningTasksArePutBack()
{
    ServerProcess server;
    QVERIFY(server.start());
    QByteArray path;
    {
        HttpClient client(server.port());
        path = client.post("/tasks", R"({"kind":"sleep","params":{"seconds":3}})")
                       .field("Location");
        QTRY_COMPARE(client.get(path).object().value(QLatin1String("state")).toString(),
                     QStringLiteral("running"));
    }
    QCOMPARE(server.stop(), 0);
    QVERIFY(!server.output().contains("completed"));

    QVERIFY(server.start());
    HttpClient client(server.port());
    QTRY_COMPARE_WITH_TIMEOUT(client.get(path).object().value(QLatin1String("state")).toString(),
                              QStringLiteral("completed"), 20'000);
    const QJsonObject task = client.get(path).object();
    QCOMPARE(task.value(QLatin1String("attempt")).toInt(), 1);
    QCOMPARE(task.value(QLatin1String("rescued")).toInt(), 0); // nobody died
    QTRY_COMPARE(server.output().count("Background task completed\n"), 1);
    QCOMPARE(server.stop(), 0);
}

void ShutdownTest::unreadOutputNeverStopsIt()
{
    ServerProcess server;
    // A reader that takes the first line and then nothing: the pipe (64 KiB) fills.
    server.wrapper
            = { QStringLiteral("bash"), QStringLiteral("-c"),
                QStringLiteral("exec \"$@\" > >(head -n 1; exec tail --pid=$$ -f /dev/null)"),
                QStringLiteral("bash") };
    QVERIFY(server.start());
    std::vector<HttpClient> clients; // what waits together shares a commit
    clients.reserve(50);
    for (int i = 0; i < 50; ++i)
        clients.emplace_back(server.port());
    for (int batch = 0; batch < 60; ++batch) { // 3,000 tasks of 26 bytes of output
        for (auto &client : clients)
            client.sendRequest("POST", "/tasks", "Content-Type: application/json\r\n",
                               R"({"kind":"sleep","params":{"seconds":0}})");
        for (auto &client : clients)
            QCOMPARE(client.read().status, 202);
    }
    HttpClient &client = clients.front();
    const auto last = client.post("/tasks", R"({"kind":"sleep","params":{"seconds":0}})",
                                  "Prefer: wait=60\r\n");
    QCOMPARE(last.status, 200); // the others before it are done as well
    QCOMPARE(client.post("/add-user", userJson("A", "a@b")).status, 200);
    QCOMPARE(server.stop(), 0);
}

void ShutdownTest::closedOutputNeverStopsIt()
{
    ServerProcess server;
    server.wrapper = { QStringLiteral("bash"), QStringLiteral("-c"),
                       QStringLiteral("exec \"$@\" > >(exec head -n 1)"), QStringLiteral("bash") };
    QVERIFY(server.start());
    HttpClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        const auto answer = client.post("/tasks", R"({"kind":"sleep","params":{"seconds":0}})",
                                        "Prefer: wait=20\r\n");
        QCOMPARE(answer.status, 200);
    }
    QCOMPARE(server.stop(), 0);
}

QTEST_GUILESS_MAIN(ShutdownTest)
#include "tst_shutdown.moc"
