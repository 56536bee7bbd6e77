// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/eventroutes.h"

#include "base/inbox.h"
#include "server/eventhub.h"
#include "support/fakeclock.h"
#include "support/httpclient.h"
#include "testserver.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace frontdesk;

namespace {

Task ended(qint64 id, const QByteArray &result)
{
    Task task;
    task.id = id;
    task.kind = "sleep";
    task.state = TaskState::Completed;
    task.result = result;
    return task;
}

/// Reads on, as an EventSource does, until it is told of @p text; false: cut off.
bool readsTo(HttpClient &client, const QByteArray &text)
{
    for (;;) {
        const QByteArray event = client.readUntil("\n\n");
        if (event.contains(text))
            return true;
        if (!event.endsWith("\n\n"))
            return false;
    }
}

} // namespace

class TestEventRoutes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    /// And nobody else: neither who reads nor who asks something meanwhile.
    void cutsOffWhoDoesNotRead()
    {
        FakeClock clock;
        EventHub hub(clock);
        EventRoutes events(hub);
        RouteTable routes;
        events.addTo(routes);
        Limits limits;
        limits.writeTimeout = std::chrono::seconds(1);
        TestServer server(routes, limits);

        HttpClient deaf(server.port), reader(server.port);
        QVERIFY(deaf.sendRequest("GET", "/events") && reader.sendRequest("GET", "/events"));
        QVERIFY(deaf.hasAnswer(HttpClient::patience) && reader.hasAnswer(HttpClient::patience));
        QCOMPARE(server.connectionCount(), 2);
        std::atomic<bool> told = false;
        std::thread reading([&] { told = readsTo(reader, "the last one"); });

        const QByteArray result = '"' + QByteArray(30'000, 'x') + '"';
        qint64 id = 0;
        const bool cut = QTest::qWaitFor(
                [&] {
                    for (int i = 0; i < 5; ++i)
                        hub.publish(ended(++id, result), false);
                    return server.connectionCount() == 1;
                },
                60'000);
        const int status = HttpClient(server.port).get("/nothing").status;
        hub.publish(ended(++id, "\"the last one\""), false);
        reading.join();
        QVERIFY(cut);
        QCOMPARE(status, 404);
        QVERIFY(told);
        hub.setOpen(false); // or the stop waits for the stream
    }
};

QTEST_GUILESS_MAIN(TestEventRoutes)
#include "tst_eventroutes.moc"
