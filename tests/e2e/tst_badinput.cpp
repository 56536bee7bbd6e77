// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"

#include <QTest>

using namespace frontdesk;

namespace {

const QByteArray json = "application/json";

/// {"name":"Deep","email":…,"extra":[[…]]}: @p depth levels in all.
QByteArray nested(int depth, const QByteArray &email)
{
    return R"({"name":"Deep","email":")" + email + R"(","extra":)" + QByteArray(depth - 1, '[')
            + QByteArray(depth - 1, ']') + '}';
}

QByteArray user(const QByteArray &nameJson, const QByteArray &emailJson)
{
    return "{\"name\":" + nameJson + ",\"email\":" + emailJson + '}';
}

} // namespace

/// What people really send: a clear error for each, and nothing stored or lost.
class BadInputTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void body_data();
    void body();
    void contentType_data();
    void contentType();
    void task_data();
    void task();
    void target_data();
    void target();
    void problemJsonWhereAsked();
    void cleanupTestCase();

private:
    ServerProcess m_server;
    QByteArray m_usersBefore;
};

void BadInputTest::initTestCase()
{
    QVERIFY(m_server.start());
    HttpClient client(m_server.port());
    QCOMPARE(client.post("/add-user", userJson("First", "first@example.org")).status, 200);
    m_usersBefore = client.get("/users").body;
}

void BadInputTest::body_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QList<int>>("statuses"); // any of them is right
    QTest::addColumn<QStringList>("fields");

    const QList<int> malformed { 400 }, invalid { 422 }, either { 400, 422 };
    const QStringList none, name { QStringLiteral("name") }, email { QStringLiteral("email") };

    QTest::newRow("the tutorial's own body")
            << QByteArray("{\n\"username\": \"Geek,\n\"email\": \"geeks@gfg.org\"\n}") << malformed
            << none;
    QTest::newRow("the tutorial's body with its quote")
            << QByteArray(R"({"username":"Geek","email":"geeks@gfg.org"})") << invalid << name;
    QTest::newRow("no fields") << QByteArray("{}") << invalid << name + email;
    QTest::newRow("no email") << QByteArray(R"({"name":"A"})") << invalid << email;
    QTest::newRow("name is a number") << user("5", R"("a@b")") << invalid << name;
    QTest::newRow("name is null") << user("null", R"("a@b")") << invalid << name;
    QTest::newRow("name is an array") << user(R"(["A"])", R"("a@b")") << invalid << name;
    QTest::newRow("email is an object") << user(R"("A")", "{}") << invalid << email;
    QTest::newRow("both wrong") << user("true", "1") << invalid << name + email;
    QTest::newRow("name empty") << user(R"("")", R"("a@b")") << invalid << name;
    QTest::newRow("name of 51 letters")
            << user('"' + QByteArray(51, 'a') + '"', R"("a@b")") << invalid << name;
    QTest::newRow("email of 101 letters")
            << user(R"("A")", "\"a@" + QByteArray(99, 'b') + '"') << invalid << email;
    QTest::newRow("email too short") << user(R"("A")", R"("@b")") << invalid << email;
    QTest::newRow("email without @") << user(R"("A")", R"("abcdef")") << invalid << email;
    QTest::newRow("email without a name")
            << user(R"("A")", R"("@example.org")") << invalid << email;
    QTest::newRow("email with a space") << user(R"("A")", R"("a b@c")") << invalid << email;
    QTest::newRow("line feed in name") << user(R"("A\nB")", R"("a@b")") << invalid << name;
    QTest::newRow("NUL in name") << user(R"("A\u0000B")", R"("a@b")") << invalid << name;
    QTest::newRow("half a surrogate pair")
            << user(R"("A\ud800B")", R"("a@b")") << either << QStringList();
    QTest::newRow("e-mail taken") << user(R"("A")", R"("FIRST@example.org")") << QList<int> { 409 }
                                  << none;

    QTest::newRow("no body") << QByteArray() << malformed << none;
    QTest::newRow("white space only") << QByteArray("  \r\n") << malformed << none;
    QTest::newRow("not JSON") << QByteArray("name=A&email=a@b") << malformed << none;
    QTest::newRow("single quotes") << QByteArray("{'name':'A','email':'a@b'}") << malformed << none;
    QTest::newRow("two values") << user(R"("A")", R"("a@b")") + "{}" << malformed << none;
    QTest::newRow("trailing garbage") << user(R"("A")", R"("a@b")") + " x" << malformed << none;
    QTest::newRow("broken off") << QByteArray(R"({"name":"A","ema)") << malformed << none;
    QTest::newRow("not UTF-8") << user("\"A\xff\xfe\"", R"("a@b")") << malformed << none;
    QTest::newRow("an array") << QByteArray("[]") << either << none;
    QTest::newRow("a string") << QByteArray(R"("A")") << either << none;
    QTest::newRow("null") << QByteArray("null") << either << none;
    QTest::newRow("depth 65") << nested(65, "deep@x") << malformed << none;
    QTest::newRow("depth 100,000") << nested(100'000, "deep@x") << malformed << none;
    QTest::newRow("100,000 brackets unclosed") << QByteArray(100'000, '[') << malformed << none;
}

void BadInputTest::body()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QList<int>, statuses);
    QFETCH(const QStringList, fields);
    HttpClient client(m_server.port());
    client.sendRequest("POST", "/add-user",
                       "Content-Type: application/json\r\n"
                               + QByteArray(body.isEmpty() ? "Content-Length: 0\r\n" : ""),
                       body);
    const auto answer = client.read();
    QVERIFY2(statuses.contains(answer.status),
             QByteArray(QByteArray::number(answer.status) + answer.body));
    QCOMPARE(problemWith(answer), QString());
    if (!fields.isEmpty())
        QCOMPARE(fieldsOf(answer), fields);
    QCOMPARE(client.get("/users").body, m_usersBefore); // the same connection goes on
}

void BadInputTest::contentType_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("taken");

    QTest::newRow("JSON") << json << true;
    QTest::newRow("JSON with charset") << json + "; charset=utf-8" << true;
    QTest::newRow("JSON in capitals") << json.toUpper() << true;
    QTest::newRow("+json") << QByteArray("application/vnd.api+json") << true;
    QTest::newRow("curl -d") << QByteArray("application/x-www-form-urlencoded") << false;
    QTest::newRow("text") << QByteArray("text/plain") << false;
    QTest::newRow("almost JSON") << json + 'x' << false;
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("none") << QByteArray() << false;
}

void BadInputTest::contentType()
{
    QFETCH(const QByteArray, type);
    QFETCH(const bool, taken);
    HttpClient client(m_server.port());
    // Users are valid in the rows that are taken, save for an e-mail that exists.
    client.sendRequest("POST", "/add-user",
                       type.isNull() ? QByteArray() : "Content-Type: " + type + "\r\n",
                       userJson("A", "first@example.org"));
    const auto answer = client.read();
    QCOMPARE(answer.status, taken ? 409 : 415);
    QCOMPARE(problemWith(answer), QString());
    const QString detail = answer.object().value(QLatin1String("detail")).toString();
    QVERIFY(taken || detail.contains(QLatin1String("Content-Type")));
    QVERIFY(taken || detail.contains(QLatin1String("application/json")));
}

void BadInputTest::task_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QList<int>>("statuses");

    const QList<int> invalid { 422 };
    QTest::newRow("nothing") << QByteArray("{}") << invalid;
    QTest::newRow("no such kind") << QByteArray(R"({"kind":"fly","params":{}})") << invalid;
    QTest::newRow("kind is a number") << QByteArray(R"({"kind":7})") << invalid;
    QTest::newRow("no seconds") << QByteArray(R"({"kind":"sleep","params":{}})") << invalid;
    QTest::newRow("seconds is text")
            << QByteArray(R"({"kind":"sleep","params":{"seconds":"5"}})") << invalid;
    QTest::newRow("seconds below zero")
            << QByteArray(R"({"kind":"sleep","params":{"seconds":-1}})") << invalid;
    QTest::newRow("seconds beyond measure")
            << QByteArray(R"({"kind":"sleep","params":{"seconds":1e300}})") << invalid;
    QTest::newRow("params is an array")
            << QByteArray(R"({"kind":"sleep","params":[5]})") << invalid;
    QTest::newRow("delay below zero")
            << QByteArray(R"({"kind":"sleep","params":{"seconds":0},"delay":-5})") << invalid;
    QTest::newRow("delay is text")
            << QByteArray(R"({"kind":"sleep","params":{"seconds":0},"delay":"soon"})") << invalid;
    QTest::newRow("no attempts") << QByteArray(
            R"({"kind":"sleep","params":{"seconds":0},"max_attempts":0})")
                                 << invalid;
    QTest::newRow("not JSON") << QByteArray("sleep 5") << QList<int> { 400 };
    QTest::newRow("an array") << QByteArray("[]") << QList<int> { 400, 422 };
}

void BadInputTest::task()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QList<int>, statuses);
    HttpClient client(m_server.port());
    const auto answer = client.post("/tasks", body);
    QVERIFY2(statuses.contains(answer.status),
             QByteArray(QByteArray::number(answer.status) + answer.body));
    QCOMPARE(problemWith(answer), QString());
    QVERIFY(!body.startsWith('{') || !fieldsOf(answer).isEmpty());
    QCOMPARE(client.get("/tasks").body, "[]");
}

void BadInputTest::target_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("allow");

    const QByteArray get = "GET";
    QTest::newRow("no such page") << get << QByteArray("/nothing") << 404 << QByteArray();
    QTest::newRow("no such task") << get << QByteArray("/tasks/999") << 404 << QByteArray();
    QTest::newRow("a task that is a word")
            << get << QByteArray("/tasks/abc") << 404 << QByteArray();
    QTest::newRow("a state that is none")
            << get << QByteArray("/tasks?state=asleep") << 400 << QByteArray();
    QTest::newRow("limit 0") << get << QByteArray("/tasks?limit=0") << 400 << QByteArray();
    QTest::newRow("limit is a word")
            << get << QByteArray("/tasks?limit=all") << 400 << QByteArray();
    QTest::newRow("unknown query key")
            << get << QByteArray("/tasks?colour=red") << 400 << QByteArray();
    QTest::newRow("climbing out") << get << QByteArray("/../../etc/passwd") << 404 << QByteArray();
    QTest::newRow("add-user by GET") << get << QByteArray("/add-user") << 405 << QByteArray("POST");
    QTest::newRow("start-task by POST")
            << QByteArray("POST") << QByteArray("/start-task") << 405 << QByteArray("GET");
    QTest::newRow("users by DELETE")
            << QByteArray("DELETE") << QByteArray("/users") << 405 << QByteArray("GET");
    QTest::newRow("user by PUT") << QByteArray("PUT") << QByteArray("/user/1") << 405
                                 << QByteArray("GET");
}

void BadInputTest::target()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, target);
    QFETCH(const int, status);
    QFETCH(const QByteArray, allow);
    HttpClient client(m_server.port());
    client.sendRequest(method, target);
    const auto answer = client.read();
    QCOMPARE(answer.status, status);
    QCOMPARE(problemWith(answer), QString());
    QVERIFY2(answer.field("Allow").contains(allow), answer.field("Allow"));
}

void BadInputTest::problemJsonWhereAsked()
{
    HttpClient client(m_server.port());
    const auto answer = client.get("/user/999", "Accept: application/problem+json\r\n");
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.field("Content-Type"), "application/problem+json");
    QCOMPARE(problemWith(answer), QString());
}

/// The largest that is right is taken, after all that was refused.
void BadInputTest::cleanupTestCase()
{
    HttpClient client(m_server.port());
    QByteArray faces;
    for (int i = 0; i < 50; ++i)
        faces += "\xf0\x9f\x98\x80";
    QCOMPARE(client.post("/add-user", userJson(faces, "face@" + QByteArray(95, 'x'))).status, 200);
    QCOMPARE(client.post("/add-user", nested(64, "deep@example.org")).status, 200);
    QCOMPARE(client.get("/users").array().size(), 3);
    QCOMPARE(m_server.stop(), 0);
}

QTEST_GUILESS_MAIN(BadInputTest)
#include "tst_badinput.moc"
