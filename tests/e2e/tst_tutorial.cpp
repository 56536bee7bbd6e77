// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"

#include <QDateTime>
#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

const QByteArray completed = "Background task completed\n";

qint64 idOf(const QJsonObject &object)
{
    return object.value(QLatin1String("id")).toInteger();
}

QString textOf(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

QDateTime timeOf(const QJsonObject &object, const char *key)
{
    return QDateTime::fromString(textOf(object, key), Qt::ISODateWithMs);
}

} // namespace

/// The tutorial's session, request by request (SPEC §3).
class TutorialTest : public QObject
{
    Q_OBJECT

private slots:
    void session();
    void nothingIsLostByARestart();
    void backgroundTask();
    void headStartsNoTask();
    void usersAreABareArrayInIdOrder();
    void usersComeInTheFormatThatIsAccepted_data();
    void usersComeInTheFormatThatIsAccepted();
    void idNeverMeansAnotherUser_data();
    void idNeverMeansAnotherUser();
};

void TutorialTest::session()
{
    ServerProcess server;
    QVERIFY(server.start());
    HttpClient client(server.port());
    const QJsonObject geek { { QStringLiteral("id"), 1 },
                             { QStringLiteral("name"), QStringLiteral("Geek") },
                             { QStringLiteral("email"), QStringLiteral("geeks@gfg.org") } };

    const auto added = client.post("/add-user", userJson("Geek", "geeks@gfg.org"));
    QCOMPARE(added.status, 200);
    QCOMPARE(added.field("Content-Type"), "application/json");
    QCOMPARE(textOf(added.object(), "message"), QStringLiteral("User created"));
    QCOMPARE(added.object().value(QLatin1String("user")).toObject(), geek);

    const auto again = client.post("/add-user", userJson("Geek", "geeks@gfg.org"));
    QCOMPARE(again.status, 409);
    QCOMPARE(problemWith(again), QString());
    QCOMPARE(client.post("/add-user", userJson("Other", "GEEKS@gfg.ORG")).status, 409);

    const auto one = client.get("/user/1");
    QCOMPARE(one.status, 200);
    QCOMPARE(one.object(), geek);

    const auto missing = client.get("/user/2");
    QCOMPARE(missing.status, 404);
    QCOMPARE(textOf(missing.object(), "error"), QStringLiteral("User not found"));
    QCOMPARE(problemWith(missing), QString());

    const auto all = client.get("/users");
    QCOMPARE(all.status, 200);
    QCOMPARE(all.array(), QJsonArray { geek });
    QCOMPARE(server.stop(), 0);
}

void TutorialTest::nothingIsLostByARestart()
{
    ServerProcess server;
    QVERIFY(server.start());
    HttpClient before(server.port());
    QCOMPARE(before.post("/add-user", userJson("Ada", "ada@example.org")).status, 200);
    const QByteArray users = before.get("/users").body;
    QCOMPARE(server.stop(), 0);

    QVERIFY(server.start());
    HttpClient after(server.port());
    QCOMPARE(after.get("/users").body, users);
    QCOMPARE(after.post("/add-user", userJson("Ada", "Ada@example.org")).status, 409);
}

void TutorialTest::backgroundTask()
{
    ServerProcess server;
    QVERIFY(server.start());
    HttpClient client(server.port());

    const auto started = client.get("/start-task");
    QCOMPARE(started.status, 200);
    QCOMPARE(textOf(started.object(), "message"), QStringLiteral("Task started"));
    const QJsonObject task = started.object().value(QLatin1String("task")).toObject();
    QCOMPARE(textOf(task, "state"), QStringLiteral("queued"));
    QVERIFY(idOf(task) > 0);
    QVERIFY2(!server.output().contains(completed), "it was to answer before the work is done");

    QTRY_COMPARE_WITH_TIMEOUT(server.output().count(completed), 1, 20'000);
    const QByteArray path = "/tasks/" + QByteArray::number(idOf(task));
    QTRY_COMPARE(textOf(client.get(path).object(), "state"), QStringLiteral("completed"));

    const QJsonObject done = client.get(path).object();
    QCOMPARE(idOf(done), idOf(task));
    QCOMPARE(textOf(done, "kind"), QStringLiteral("sleep"));
    QCOMPARE(done.value(QLatin1String("attempt")).toInt(), 1);
    QVERIFY(timeOf(done, "created_at").isValid());
    QVERIFY(timeOf(done, "created_at").msecsTo(timeOf(done, "ended_at")) >= 5000);
}

void TutorialTest::headStartsNoTask()
{
    ServerProcess server;
    QVERIFY(server.start());
    HttpClient client(server.port());
    client.sendRequest("HEAD", "/start-task");
    const auto refused = client.read(true);
    QCOMPARE(refused.status, 405);
    QVERIFY(refused.field("Allow").contains("GET"));
    QVERIFY(!refused.field("Allow").contains("HEAD"));
    const auto tasks = client.get("/tasks");
    QCOMPARE(tasks.status, 200);
    QCOMPARE(tasks.array(), QJsonArray());
}

void TutorialTest::usersAreABareArrayInIdOrder()
{
    ServerProcess server;
    QVERIFY(server.start());
    HttpClient client(server.port());
    QCOMPARE(client.get("/users").body, "[]");

    constexpr int count = 300;
    for (int i = count; i > 0; --i)
        QCOMPARE(client.post("/add-user", userJson("N", QByteArray::number(i) + "@x")).status, 200);
    const QJsonArray users = client.get("/users").array();
    QCOMPARE(users.size(), count);
    for (qsizetype i = 1; i < users.size(); ++i)
        QVERIFY(idOf(users[i - 1].toObject()) < idOf(users[i].toObject()));

    client.sendRequest("HEAD", "/users");
    QCOMPARE(client.read(true).status, 200);
    QCOMPARE(client.get("/user/1").status, 200); // and the connection is still in step
}

void TutorialTest::usersComeInTheFormatThatIsAccepted_data()
{
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");

    const QByteArray json = R"({"id":1,"name":"Lovelace, Ada","email":"ada@x"})";
    QTest::newRow("none") << QByteArray() << QByteArray("application/json") << '[' + json + ']';
    QTest::newRow("any") << QByteArray("Accept: */*\r\n") << QByteArray("application/json")
                         << '[' + json + ']';
    QTest::newRow("CSV") << QByteArray("Accept: text/csv\r\n")
                         << QByteArray("text/csv; charset=utf-8; header=present")
                         << QByteArray("id,name,email\r\n1,\"Lovelace, Ada\",ada@x\r\n");
    QTest::newRow("NDJSON") << QByteArray("Accept: application/json;q=0.5, "
                                          "application/x-ndjson\r\n")
                            << QByteArray("application/x-ndjson") << json + '\n';
}

void TutorialTest::usersComeInTheFormatThatIsAccepted()
{
    QFETCH(const QByteArray, accept);
    ServerProcess server;
    QVERIFY(server.start());
    HttpClient client(server.port());
    QCOMPARE(client.post("/add-user", userJson("Lovelace, Ada", "ada@x")).status, 200);
    for (int round = 0; round < 2; ++round) { // the second is kept from the first
        const auto answer = client.get("/users", accept);
        QCOMPARE(answer.status, 200);
        QTEST(answer.field("Content-Type"), "type");
        QCOMPARE(answer.field("Vary"), QByteArray("Accept"));
        QCOMPARE(answer.field("Content-Disposition").contains("users.csv"),
                 accept.contains("text/csv"));
        QTEST(answer.body, "body");
    }
}

void TutorialTest::idNeverMeansAnotherUser_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<int>("meant"); // 0: none

    QTest::newRow("plain") << QByteArray("2") << 2;
    QTest::newRow("plus sign") << QByteArray("+1") << 0;
    QTest::newRow("minus sign") << QByteArray("-1") << 0;
    QTest::newRow("zero") << QByteArray("0") << 0;
    QTest::newRow("2^31 + 1") << QByteArray("2147483649") << 0;
    QTest::newRow("2^32 + 1") << QByteArray("4294967297") << 0;
    QTest::newRow("2^63 - 1") << QByteArray("9223372036854775807") << 0;
    QTest::newRow("2^64") << QByteArray("18446744073709551616") << 0;
    QTest::newRow("2^64 + 1") << QByteArray("18446744073709551617") << 0;
    QTest::newRow("40 digits") << QByteArray(40, '1') << 0;
    QTest::newRow("fraction") << QByteArray("1.0") << 0;
    QTest::newRow("exponent") << QByteArray("1e0") << 0;
    QTest::newRow("hexadecimal") << QByteArray("0x1") << 0;
    QTest::newRow("escaped digit") << QByteArray("%31") << 1;
    QTest::newRow("escaped slash") << QByteArray("1%2F") << 0;
    QTest::newRow("escaped space") << QByteArray("%201") << 0;
    QTest::newRow("escaped NUL") << QByteArray("1%00") << 0;
    QTest::newRow("full-width digit") << QByteArray("%EF%BC%91") << 0;
    QTest::newRow("empty") << QByteArray() << 0;
    QTest::newRow("trailing slash") << QByteArray("1/") << 0;
}

void TutorialTest::idNeverMeansAnotherUser()
{
    QFETCH(const QByteArray, id);
    QFETCH(const int, meant);
    ServerProcess server;
    QVERIFY(server.start());
    HttpClient client(server.port());
    for (const auto *email : { "a@x", "b@x", "c@x" })
        QCOMPARE(client.post("/add-user", userJson("N", email)).status, 200);

    const auto answer = client.get("/user/" + id);
    if (meant != 0 && answer.status == 200) {
        QCOMPARE(idOf(answer.object()), meant);
    } else {
        QCOMPARE(answer.status, 404); // an escaped digit may be refused too
        QCOMPARE(problemWith(answer), QString());
        QVERIFY2(id != "2", "a plain id must be found");
    }
}

QTEST_GUILESS_MAIN(TutorialTest)
#include "tst_tutorial.moc"
