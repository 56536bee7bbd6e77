// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <memory>
#include <vector>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// One that listens to GET /events.
class Listener
{
public:
    explicit Listener(quint16 port, const QByteArray &query = {}, const QByteArray &fields = {})
        : m_client(port)
    {
        m_client.sendRequest("GET", "/events" + query, fields);
        head = m_client.readUntil("\r\n\r\n");
        greeting = m_client.readUntil("\n\n");
    }

    /// The next event, from its id to its data; empty: none came.
    QByteArray next(std::chrono::milliseconds atMost = HttpClient::patience)
    {
        m_client.readUntil("id: ", atMost);
        return m_client.readUntil("\n\n", atMost);
    }
    /// The next of that name.
    QByteArray next(const QByteArray &name)
    {
        for (;;) {
            const QByteArray event = next();
            if (event.isEmpty() || nameOf(event) == name)
                return event;
        }
    }
    HttpClient &client() { return m_client; }

    static QByteArray nameOf(const QByteArray &event)
    {
        const QByteArray line = event.split('\n').value(1);
        return line.startsWith("event: ") ? line.mid(7) : QByteArray();
    }
    static quint64 idOf(const QByteArray &event) { return event.split('\n').first().toULongLong(); }
    static QJsonObject dataOf(const QByteArray &event)
    {
        return QJsonDocument::fromJson(event.split('\n').value(2).mid(6)).object();
    }

    QByteArray head;
    QByteArray greeting;

private:
    HttpClient m_client;
};

} // namespace

/// GET /events of the real server.
class EventsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<ServerProcess>();
        m_server->options = { u"--threads"_s, u"2"_s };
        QVERIFY(m_server->start());
    }
    void cleanup()
    {
        if (m_server->isRunning())
            QCOMPARE(m_server->stop(), 0);
    }

    void tellsOfUsers();
    void tellsOfTasks();
    void tellsOfImportsAsAWhole();
    void filters();
    void refusesWhatIsUnknown();
    void replays();
    void aRestartIsAReset();
    void head();
    void manyListen();
    void whoDoesNotReadIsDropped();
    void whoLeavesIsForgotten();
    void endsWithTheServer();

private:
    HttpAnswer add(const QByteArray &email)
    {
        return HttpClient(m_server->port()).post("/add-user", userJson("Name", email));
    }

    std::unique_ptr<ServerProcess> m_server;
};

void EventsTest::tellsOfUsers()
{
    Listener listener(m_server->port());
    QVERIFY(listener.head.startsWith("HTTP/1.1 200"));
    QVERIFY(listener.head.contains("Content-Type: text/event-stream\r\n"));
    QVERIFY(listener.head.contains("Cache-Control: no-store\r\n"));
    QVERIFY(listener.greeting.contains("retry: "));
    HttpClient client(m_server->port());
    client.post("/users", userJson("Ada", "ada@x"));
    client.sendRequest("PATCH", "/users/1", "Content-Type: application/json\r\n",
                       R"({"name":"Bo"})");
    QCOMPARE(client.read().status, 200);
    client.post("/users", userJson("Cy", "cy@x"), "Idempotency-Key: 1\r\n");
    client.post("/users", userJson("Cy", "cy@x"), "Idempotency-Key: 1\r\n"); // nothing new
    client.post("/users/batch", "[" + userJson("D", "d@x") + "," + userJson("E", "e@x") + "]");
    client.sendRequest("DELETE", "/users/1");
    QCOMPARE(client.read(true).status, 204);

    quint64 lastId = 0;
    const std::pair<const char *, int> expected[]
            = { { "user.created", 1 }, { "user.updated", 1 }, { "user.created", 2 },
                { "user.created", 3 }, { "user.created", 4 }, { "user.deleted", 1 } };
    for (const auto &[name, id] : expected) {
        const QByteArray event = listener.next();
        QCOMPARE(Listener::nameOf(event), QByteArray(name));
        QCOMPARE(Listener::dataOf(event).value("id"_L1).toInt(), id);
        QVERIFY(Listener::dataOf(event).contains("created_at"_L1));
        QVERIFY(Listener::idOf(event) > lastId);
        lastId = Listener::idOf(event);
    }
}

void EventsTest::tellsOfTasks()
{
    Listener listener(m_server->port(), "?type=task.*");
    HttpClient client(m_server->port());
    client.post("/tasks", R"({"kind":"sleep","params":{"seconds":0},"delay":0.05})");
    for (const char *name : { "task.scheduled", "task.running", "task.completed" }) {
        const QByteArray event = listener.next();
        QCOMPARE(Listener::nameOf(event), QByteArray(name));
        const QJsonObject task = Listener::dataOf(event);
        QCOMPARE("task." + task.value("state"_L1).toString().toUtf8(), QByteArray(name));
        QCOMPARE(task.value("kind"_L1).toString(), u"sleep"_s);
    }
    client.post("/tasks", R"({"kind":"sleep","params":{"seconds":600}})");
    QVERIFY(!listener.next("task.running").isEmpty());
    client.post("/tasks/2/cancel", {});
    QCOMPARE(Listener::nameOf(listener.next()), "task.cancelling"_ba);
    QCOMPARE(Listener::nameOf(listener.next()), "task.cancelled"_ba);
}

void EventsTest::tellsOfImportsAsAWhole()
{
    Listener listener(m_server->port());
    QByteArray csv = "name,email\n";
    constexpr int rows = rounds(60'000, 10'000);
    for (int i = 0; i < rows; ++i)
        csv += "Name," + QByteArray::number(i) + "@x\n";
    HttpClient client(m_server->port());
    client.sendRequest("POST", "/users/import", "Content-Type: text/csv\r\nPrefer: wait=60\r\n",
                       csv);
    QCOMPARE(client.read(false, 120s).status, 200);
    qint64 count = 0;
    for (QByteArray event; Listener::nameOf(event) != "task.completed";) {
        event = listener.next();
        QVERIFY(!event.isEmpty());
        QVERIFY(Listener::nameOf(event) != "user.created");
        const QJsonObject data = Listener::dataOf(event);
        if (Listener::nameOf(event) != "user.imported")
            continue;
        count += data.value("count"_L1).toInteger();
        QCOMPARE(data.value("last_id"_L1).toInteger(), count);
    }
    QCOMPARE(count, rows);
}

void EventsTest::filters()
{
    Listener listener(m_server->port(), "?type=user.deleted,task.completed");
    HttpClient client(m_server->port());
    add("a@x");
    client.post("/tasks", R"({"kind":"sleep","params":{"seconds":0}})");
    QCOMPARE(Listener::nameOf(listener.next()), "task.completed"_ba);
    add("b@x");
    client.sendRequest("DELETE", "/users/2");
    QCOMPARE(client.read(true).status, 204);
    QCOMPARE(Listener::nameOf(listener.next()), "user.deleted"_ba);
}

void EventsTest::refusesWhatIsUnknown()
{
    HttpClient client(m_server->port());
    for (const char *query : { "?type=user.renamed", "?type=", "?kind=user.*", "?type=*&type=*" }) {
        const auto answer = client.get(QByteArray("/events") + query);
        QCOMPARE(answer.status, 400);
        QCOMPARE(problemWith(answer), QString());
    }
    const auto answer = client.get("/events?type=user.renamed");
    QVERIFY(answer.object().value("detail"_L1).toString().contains("user.created"_L1));
    client.sendRequest("POST", "/events");
    QCOMPARE(client.read().status, 405);
}

void EventsTest::replays()
{
    auto first = std::make_unique<Listener>(m_server->port());
    add("a@x");
    const quint64 had = Listener::idOf(first->next());
    first.reset();
    add("b@x");
    add("c@x");
    const QByteArray field = "Last-Event-ID: " + QByteArray::number(had) + "\r\n";
    Listener again(m_server->port(), {}, field);
    QCOMPARE(Listener::dataOf(again.next()).value("email"_L1).toString(), u"b@x"_s);
    QCOMPARE(Listener::dataOf(again.next()).value("email"_L1).toString(), u"c@x"_s);
    for (const QByteArray &id : { "7"_ba, "x"_ba, "-1"_ba, "99999999999999999999999"_ba }) {
        Listener lost(m_server->port(), {}, "Last-Event-ID: " + id + "\r\n");
        const QByteArray reset = lost.next();
        QCOMPARE(Listener::nameOf(reset), "reset"_ba);
        QVERIFY(Listener::idOf(reset) >= had + 2);
        add("d" + id + "@x");
        QCOMPARE(Listener::nameOf(lost.next()), "user.created"_ba);
    }
}

void EventsTest::aRestartIsAReset()
{
    quint64 had = 0;
    {
        Listener listener(m_server->port());
        add("a@x");
        had = Listener::idOf(listener.next());
    }
    m_server->kill();
    QVERIFY(m_server->start());
    Listener listener(m_server->port(), {}, "Last-Event-ID: " + QByteArray::number(had) + "\r\n");
    const QByteArray reset = listener.next();
    QCOMPARE(Listener::nameOf(reset), "reset"_ba);
    QVERIFY(Listener::idOf(reset) > had);
    add("b@x");
    const QByteArray event = listener.next();
    QCOMPARE(Listener::nameOf(event), "user.created"_ba);
    QVERIFY(Listener::idOf(event) > Listener::idOf(reset));
}

void EventsTest::head()
{
    HttpClient client(m_server->port());
    client.sendRequest("HEAD", "/events");
    QCOMPARE(client.read(true).status, 200);
    QCOMPARE(client.get("/livez").status, 200); // on the same connection
    client.sendRequest("GET", "/events", "Origin: http://evil.example\r\n");
    QVERIFY(!client.readUntil("\r\n\r\n").contains("Access-Control"));
}

void EventsTest::manyListen()
{
    constexpr int count = rounds(1'000, 100);
    std::vector<std::unique_ptr<Listener>> listeners;
    for (int i = 0; i < count; ++i)
        listeners.push_back(std::make_unique<Listener>(m_server->port(), "?type=user.*"));
    constexpr int users = 300;
    QVERIFY(addUsers(m_server->port(), users));
    for (const auto &listener : listeners) {
        quint64 last = 0;
        for (int i = 0; i < users; ++i) {
            const quint64 id = Listener::idOf(listener->next());
            QVERIFY(id == last + 1 || last == 0);
            last = id;
        }
    }
}

void EventsTest::whoDoesNotReadIsDropped()
{
    HttpClient deaf(m_server->port());
    deaf.sendRequest("GET", "/events");
    QVERIFY(!deaf.readUntil("\n\n").isEmpty());
    Listener other(m_server->port(), "?type=task.completed");
    // Far more than sockets hold, and than the journal does.
    const QByteArray name(50, 'n');
    HttpClient client(m_server->port());
    int added = 0;
    for (int batch = 0; batch < 12; ++batch) {
        QByteArray users = "[";
        for (int i = 0; i < 5'000; ++i)
            users += (i > 0 ? "," : "") + userJson(name, QByteArray::number(++added) + "@x");
        QCOMPARE(client.post("/users/batch", users + "]").status, 201);
    }
    client.post("/tasks", R"({"kind":"sleep","params":{"seconds":0}})");
    QCOMPARE(Listener::nameOf(other.next()), "task.completed"_ba);
    QFile status(u"/proc/%1/status"_s.arg(m_server->pid()));
    QVERIFY(status.open(QIODevice::ReadOnly));
    const QByteArray text = status.readAll();
    const qint64 kib
            = text.mid(text.indexOf("VmRSS:") + 6).simplified().split(' ').first().toLongLong();
    QVERIFY2(kib < rounds(300, 2'000) * 1024, qPrintable(QString::number(kib)));
    // It is cut after 30 s, or told that it has missed something should it read on.
    QVERIFY(deaf.readUntil("event: reset\n").endsWith("event: reset\n"));
}

void EventsTest::whoLeavesIsForgotten()
{
    const int before = m_server->openSockets();
    for (int i = 0; i < 200; ++i) {
        Listener listener(m_server->port());
        QVERIFY(!listener.greeting.isEmpty());
    }
    QTRY_COMPARE(m_server->openSockets(), before);
    add("a@x");
    Listener listener(m_server->port());
    add("b@x");
    QCOMPARE(Listener::dataOf(listener.next()).value("email"_L1).toString(), u"b@x"_s);
}

void EventsTest::endsWithTheServer()
{
    Listener chunked(m_server->port());
    HttpClient old(m_server->port());
    old.send("GET /events HTTP/1.0\r\n\r\n");
    QVERIFY(!old.readUntil("\n\n").isEmpty());
    add("a@x"); // then the listeners are in the pause that follows a round
    QVERIFY(!chunked.next().isEmpty());
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_server->stop(), 0);
    QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(chunked.client().readUntil("\r\n0\r\n\r\n").endsWith("\r\n0\r\n\r\n"));
    QVERIFY(chunked.client().isClosedByServer());
    old.readUntil("nothing like it");
    QVERIFY(old.isClosedByServer());
}

QTEST_GUILESS_MAIN(EventsTest)
#include "tst_events.moc"
