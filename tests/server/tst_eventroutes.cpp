// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/task.h"
#include "server/eventhub.h"
#include "server/eventroutes.h"
#include "support/httpclient.h"
#include "testserver.h"

#include <QTest>

using namespace frontdesk;

namespace {

constexpr auto writeTimeout = std::chrono::milliseconds(300);

/// Some 60 KiB as an event.
Task largeTask(qint64 id)
{
    Task task;
    task.id = id;
    task.kind = "sleep";
    task.params = "{\"text\":\"" + QByteArray(60'000, 'x') + "\"}";
    return task;
}

struct Desk
{
    Desk()
    {
        eventRoutes.addTo(routes);
        Limits limits;
        limits.writeTimeout = writeTimeout;
        server = std::make_unique<TestServer>(routes, limits);
    }
    ~Desk() { hub.setOpen(false); } // or streams would hold up the stop

    EventHub hub { Clock::system() };
    EventRoutes eventRoutes { hub };
    RouteTable routes;
    std::unique_ptr<TestServer> server;
};

} // namespace

class TestEventRoutes : public QObject
{
    Q_OBJECT

private slots:
    void whoDoesNotReadIsDropped();
    void whoReadsStays();
};

/// More than the system buffers for a connection is published while the listener
/// sleeps; the time-out begins when nothing more can be handed over.
void TestEventRoutes::whoDoesNotReadIsDropped()
{
    Desk desk;
    HttpClient client(desk.server->port);
    QVERIFY(client.sendRequest("GET", "/events"));
    QVERIFY(client.hasAnswer(HttpClient::patience));
    QCOMPARE(desk.server->connectionCount(), 1);
    qint64 id = 0;
    const auto publishedUntilDropped = [&] {
        for (int more = 0; more < 20; ++more)
            desk.hub.publish(largeTask(++id), false);
        return desk.server->connectionCount() == 0;
    };
    QTRY_VERIFY(publishedUntilDropped());
}

void TestEventRoutes::whoReadsStays()
{
    Desk desk;
    HttpClient client(desk.server->port);
    QVERIFY(client.sendRequest("GET", "/events?type=task.queued"));
    QVERIFY(client.readUntil("\n\n").contains("retry: ")); // it listens from here on
    QElapsedTimer lasted;
    lasted.start();
    qint64 id = 0;
    while (std::chrono::milliseconds(lasted.elapsed()) < 3 * writeTimeout) {
        desk.hub.publish(largeTask(++id), false);
        const QByteArray event = client.readUntil("\n\n");
        QVERIFY2(event.contains("event: task.queued"), event.left(200).constData());
    }
    QCOMPARE(desk.server->connectionCount(), 1);
}

QTEST_GUILESS_MAIN(TestEventRoutes)
#include "tst_eventroutes.moc"
