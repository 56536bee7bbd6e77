// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"
#include "support/writelock.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

constexpr char json[] = "Content-Type: application/json\r\n";

QString code(const HttpAnswer &answer)
{
    return answer.object().value(QLatin1String("code")).toString();
}

qint64 id(const HttpAnswer &answer)
{
    return answer.object().value(QLatin1String("id")).toInteger();
}

QByteArray nextTarget(const HttpAnswer &answer)
{
    static const QRegularExpression form(QStringLiteral("^<([^>]+)>; rel=\"next\"$"));
    return form.match(QString::fromLatin1(answer.field("Link"))).captured(1).toLatin1();
}

} // namespace

/// Users as resources, over HTTP.
class UsersTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_server.start()); }
    void cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

    void createsAUser();
    void readsConditionally();
    void changesAUser();
    void changesOnlyTheVersionThatWasSeen();
    void refusesABadChange_data();
    void refusesABadChange();
    void deletesAUser();
    void storesABatchOrNothing();
    void walksThePages();
    void pagesInOtherFormats();
    void countsOnRequest();
    void refusesABadQuery_data();
    void refusesABadQuery();
    void answersAKeyAgain();
    void refusesABadKey_data();
    void refusesABadKey();
    void saysThatTheFirstIsUnderWay();
    void keepsKeysOverAKill();
    void saysWhatAPathTakes();

private:
    HttpAnswer send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                    const QByteArray &fields = json)
    {
        HttpClient client(m_server.port());
        client.sendRequest(method, target, fields, body);
        return client.read(method == "HEAD");
    }
    /// A fresh user; its path.
    QByteArray newUser()
    {
        const auto number = QByteArray::number(++m_users);
        return send("POST", "/users", userJson("User " + number, number + "@users.example"))
                .field("Location");
    }

    ServerProcess m_server;
    int m_users = 0;
};

void UsersTest::createsAUser()
{
    const auto made = send("POST", "/users", userJson("Ada", "ada@example.org"));
    QCOMPARE(made.status, 201);
    const QByteArray path = made.field("Location");
    QCOMPARE(path, "/users/" + QByteArray::number(id(made)));
    QCOMPARE(made.field("ETag"), QByteArray("\"1\""));
    const QJsonObject user = made.object();
    QCOMPARE(user.keys(),
             QStringList({ QStringLiteral("created_at"), QStringLiteral("email"),
                           QStringLiteral("id"), QStringLiteral("name"),
                           QStringLiteral("updated_at"), QStringLiteral("version") }));
    const auto created = user.value(QLatin1String("created_at")).toString();
    QVERIFY(QRegularExpression(
                    QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"))
                    .match(created)
                    .hasMatch());
    QCOMPARE(user.value(QLatin1String("updated_at")).toString(), created);

    const auto read = send("GET", path);
    QCOMPARE(read.status, 200);
    QCOMPARE(read.body, made.body);
    QCOMPARE(read.field("ETag"), made.field("ETag"));
    const auto head = send("HEAD", path);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.field("ETag"), made.field("ETag"));
    // The tutorial's own shape is as it was.
    QCOMPARE(send("GET", "/user/" + QByteArray::number(id(made))).object().size(), 3);

    const auto again = send("POST", "/users", userJson("Ada", "ADA@example.org"));
    QCOMPARE(again.status, 409);
    QCOMPARE(problemWith(again), QString());
    const auto bad = send("POST", "/users", R"({"username":"Ada"})");
    QCOMPARE(bad.status, 422);
    QCOMPARE(fieldsOf(bad), QStringList({ QStringLiteral("name"), QStringLiteral("email") }));
}

void UsersTest::readsConditionally()
{
    const QByteArray path = newUser();
    const auto fresh = send("GET", path, {}, "If-None-Match: \"7\", W/\"1\"\r\n");
    QCOMPARE(fresh.status, 304);
    QCOMPARE(fresh.field("ETag"), QByteArray("\"1\""));
    QVERIFY(fresh.body.isEmpty());
    QCOMPARE(send("HEAD", path, {}, "If-None-Match: \"1\"\r\n").status, 304);
    QCOMPARE(send("GET", path, {}, "If-None-Match: *\r\n").status, 304);
    QCOMPARE(send("GET", path, {}, "If-None-Match: \"2\"\r\n").status, 200);
    QCOMPARE(send("GET", path, {}, "If-Match: \"1\"\r\n").status, 200);
    const auto other = send("GET", path, {}, "If-Match: \"2\"\r\n");
    QCOMPARE(other.status, 412);
    QCOMPARE(problemWith(other), QString());
    QCOMPARE(send("GET", path, {}, "If-None-Match: 1\r\n").status, 400);
    // There is nothing that could match.
    QCOMPARE(send("GET", "/users/999999", {}, "If-None-Match: *\r\n").status, 404);
}

void UsersTest::changesAUser()
{
    const QByteArray path = newUser();
    const auto before = send("GET", path).object();
    const auto renamed = send("PATCH", path, R"({"name":"Renamed","id":77,"unknown":[1]})",
                              "Content-Type: application/merge-patch+json\r\n");
    QCOMPARE(renamed.status, 200);
    QCOMPARE(renamed.field("ETag"), QByteArray("\"2\""));
    QCOMPARE(renamed.object().value(QLatin1String("name")).toString(), QStringLiteral("Renamed"));
    QCOMPARE(renamed.object().value(QLatin1String("email")), before.value(QLatin1String("email")));
    QCOMPARE(renamed.object().value(QLatin1String("id")), before.value(QLatin1String("id")));
    QCOMPARE(renamed.object().value(QLatin1String("created_at")),
             before.value(QLatin1String("created_at")));
    QCOMPARE(send("GET", path).body, renamed.body);

    const auto empty = send("PATCH", path, "{}");
    QCOMPARE(empty.status, 200);
    QCOMPARE(empty.field("ETag"), QByteArray("\"2\"")); // nothing was changed

    const auto replaced = send("PUT", path, userJson("Replaced", "replaced@users.example"));
    QCOMPARE(replaced.status, 200);
    QCOMPARE(replaced.field("ETag"), QByteArray("\"3\""));
    QCOMPARE(replaced.object().value(QLatin1String("email")).toString(),
             QStringLiteral("replaced@users.example"));
}

void UsersTest::changesOnlyTheVersionThatWasSeen()
{
    const QByteArray path = newUser();
    const QByteArray first = QByteArray(json) + "If-Match: \"1\"\r\n";
    QCOMPARE(send("PATCH", path, R"({"name":"First"})", first).status, 200);
    for (const char *method : { "PATCH", "PUT", "DELETE" }) {
        const auto late = send(method, path, userJson("Late", "late@users.example"), first);
        QCOMPARE(late.status, 412);
        QCOMPARE(problemWith(late), QString());
        const QByteArray unless = QByteArray(json) + "If-None-Match: *\r\n";
        QCOMPARE(send(method, path, userJson("Late", "late@users.example"), unless).status, 412);
        const QByteArray weak = QByteArray(json) + "If-Match: W/\"2\"\r\n";
        QCOMPARE(send(method, path, userJson("Late", "late@users.example"), weak).status, 412);
    }
    QCOMPARE(send("GET", path).object().value(QLatin1String("name")).toString(),
             QStringLiteral("First"));
    QCOMPARE(send("DELETE", path, {}, "If-Match: \"1\"\r\nIf-Match: \"2\"\r\n").status, 204);
}

void UsersTest::refusesABadChange_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const char *what, const char *method, const char *body, int status,
                        const char *fields = json) {
        QTest::newRow(what) << QByteArray(method) << QByteArray(body) << QByteArray(fields)
                            << status;
    };
    row("null for what must be there", "PATCH", R"({"name":null})", 422);
    row("a number for a name", "PATCH", R"({"name":5})", 422);
    row("no address", "PATCH", R"({"email":"nobody"})", 422);
    row("an empty name", "PATCH", R"({"name":""})", 422);
    row("another's address", "PATCH", R"({"email":"taken@users.example"})", 409);
    row("a patch that is a list", "PATCH", "[]", 422);
    row("a patch that is no JSON", "PATCH", "{", 400);
    row("no patch", "PATCH", "", 400);
    row("a JSON patch", "PATCH", "[]", 415, "Content-Type: application/json-patch+json\r\n");
    row("a form", "PATCH", "name=x", 415, "Content-Type: application/x-www-form-urlencoded\r\n");
    row("a part in place of the whole", "PUT", R"({"name":"Only"})", 422);
    row("another's address in the whole", "PUT", R"({"name":"X","email":"TAKEN@users.example"})",
        409);
    row("a bad entity tag", "PUT", R"({"name":"X","email":"x@x"})", 400,
        "Content-Type: application/json\r\nIf-Match: abc\r\n");
    row("a bad entity tag to delete", "DELETE", "", 400, "If-Match: \"abc\r\n");
}

void UsersTest::refusesABadChange()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    send("POST", "/users", userJson("Taken", "taken@users.example"));
    const QByteArray path = newUser();
    const auto before = send("GET", path);
    const auto refused = send(method, path, body, fields);
    QCOMPARE(refused.status, status);
    QCOMPARE(problemWith(refused), QString());
    QCOMPARE(send("GET", path).body, before.body);
}

void UsersTest::deletesAUser()
{
    const QByteArray path = newUser();
    const auto gone = send("DELETE", path, {}, {});
    QCOMPARE(gone.status, 204);
    QVERIFY(gone.body.isEmpty());
    for (const QByteArray &missing :
         { path, QByteArray("/users/0"), QByteArray("/users/-1"), QByteArray("/users/x"),
           QByteArray("/users/99999999999999999999"), QByteArray("/users/%31%20") }) {
        for (const char *method : { "GET", "PUT", "PATCH", "DELETE" }) {
            const auto answer = send(method, missing, userJson("N", "n@n"));
            QCOMPARE(answer.status, 404);
            QCOMPARE(code(answer), QStringLiteral("user_not_found"));
        }
    }
}

void UsersTest::storesABatchOrNothing()
{
    const auto made
            = send("POST", "/users/batch",
                   "[" + userJson("One", "one@batch") + "," + userJson("Two", "two@batch") + "]");
    QCOMPARE(made.status, 201);
    QCOMPARE(made.array().size(), 2);
    QCOMPARE(made.array().at(1).toObject().value(QLatin1String("name")).toString(),
             QStringLiteral("Two"));

    const auto clash = send("POST", "/users/batch",
                            "[" + userJson("New", "new@batch") + "," + userJson("One", "ONE@batch")
                                    + "," + userJson("New", "New@batch") + "]");
    QCOMPARE(clash.status, 409);
    QCOMPARE(problemWith(clash), QString());
    QCOMPARE(fieldsOf(clash),
             QStringList({ QStringLiteral("1.email"), QStringLiteral("2.email") }));

    const auto bad = send("POST", "/users/batch",
                          "[" + userJson("New", "new@batch") + R"(,{"name":""},7])");
    QCOMPARE(bad.status, 422);
    QCOMPARE(problemWith(bad), QString());
    QCOMPARE(fieldsOf(bad),
             QStringList(
                     { QStringLiteral("1.name"), QStringLiteral("1.email"), QStringLiteral("2") }));
    QCOMPARE(send("GET", "/users?q=new@batch").array().size(), 0);

    QByteArray tooMany = "[0";
    for (int i = 0; i < 10'000; ++i)
        tooMany += ",0";
    const auto refused = send("POST", "/users/batch", tooMany + "]");
    QCOMPARE(refused.status, 422);
    QCOMPARE(code(refused), QStringLiteral("too_many"));
    QCOMPARE(send("POST", "/users/batch", "{}").status, 422);
    QCOMPARE(send("POST", "/users/batch", "[").status, 400);
    QCOMPARE(send("POST", "/users/batch", "[]", {}).status, 415);
}

void UsersTest::walksThePages()
{
    QByteArray batch;
    for (int i = 0; i < 95; ++i)
        batch += ',' + userJson("Walk \xC3\xAB & Co", "walk" + QByteArray::number(i) + "@pages");
    QCOMPARE(send("POST", "/users/batch", "[" + batch.sliced(1) + "]").status, 201);

    for (const char *order : { "id", "-id", "name", "-name", "email", "-email" }) {
        const QByteArray sort(order);
        QStringList emails;
        QByteArray target = "/users?limit=10&sort=" + sort + "&q=WALK+%C3%AB+%26";
        int pages = 0;
        for (; !target.isEmpty(); ++pages) {
            const auto page = send("GET", target);
            QCOMPARE(page.status, 200);
            for (const auto user : page.array())
                emails += user.toObject().value(QLatin1String("email")).toString();
            target = nextTarget(page);
        }
        QCOMPARE(pages, 10);
        QCOMPARE(emails.size(), 95);
        QCOMPARE(QSet<QString>(emails.begin(), emails.end()).size(), 95);
        if (sort.endsWith("email")) {
            QStringList sorted = emails;
            std::sort(sorted.begin(), sorted.end());
            if (sort.startsWith('-'))
                std::reverse(sorted.begin(), sorted.end());
            QCOMPARE(emails, sorted);
        }
    }
    // The whole table is still the tutorial's.
    const auto all = send("GET", "/users").array();
    QVERIFY(all.size() >= 95);
    QCOMPARE(all.first().toObject().size(), 3);
    QCOMPARE(send("GET", "/users?limit=1000").array().size(), all.size());
}

void UsersTest::pagesInOtherFormats()
{
    for (const char *name : { "c", "b", "a" })
        send("POST", "/users", userJson(name, QByteArray("format@") + name));
    const QByteArray target = "/users?q=format@&sort=name&limit=2";
    const auto csv = send("GET", target, {}, "Accept: text/csv\r\n");
    QCOMPARE(csv.status, 200);
    QVERIFY(csv.field("Content-Type").startsWith("text/csv"));
    const auto lines = csv.body.trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0].trimmed(), QByteArray("id,name,email"));
    QVERIFY(lines[1].trimmed().endsWith(",a,format@a"));
    QCOMPARE(csv.field("Vary"), QByteArray("Accept"));
    const auto rest = send("GET", nextTarget(csv), {}, "Accept: application/x-ndjson\r\n");
    QVERIFY(rest.field("Content-Type").startsWith("application/x-ndjson"));
    QCOMPARE(rest.object().value(QLatin1String("name")).toString(), QStringLiteral("c"));
    QVERIFY(nextTarget(rest).isEmpty());
    const auto refused = send("GET", "/users?limit=0", {}, "Accept: text/csv\r\n");
    QCOMPARE(refused.status, 400);
    QCOMPARE(problemWith(refused), QString());
}

void UsersTest::countsOnRequest()
{
    newUser();
    const auto plain = send("GET", "/users?limit=1");
    QVERIFY(plain.field("X-Total-Count").isNull());
    const auto counted = send("GET", "/users?limit=1&count=exact");
    QCOMPARE(counted.field("X-Total-Count").toLongLong(), send("GET", "/users").array().size());
    QVERIFY(nextTarget(counted).contains("count=exact"));
    const auto nobody = send("GET", "/users?q=nobody%20at%20all&count=exact");
    QCOMPARE(nobody.field("X-Total-Count"), QByteArray("0"));
    QCOMPARE(nobody.body, QByteArray("[]"));
    QCOMPARE(send("HEAD", "/users?limit=1&count=exact").field("X-Total-Count"),
             counted.field("X-Total-Count"));
}

void UsersTest::refusesABadQuery_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : { "limit=0",
                               "limit=1001",
                               "limit=-1",
                               "limit=",
                               "limit=x",
                               "limit=1e2",
                               "limit=1&limit=2",
                               "limit=99999999999999999999",
                               "sort=",
                               "sort=-",
                               "sort=ID",
                               "sort=--id",
                               "sort=created",
                               "count=",
                               "count=1",
                               "unknown=1",
                               "page=2",
                               "q=%00",
                               "q=%FF",
                               "q=%ED%A0%80",
                               "%FF=1",
                               "after=",
                               "after=1",
                               "after=%00",
                               "after=%FF",
                               "after=aWQ6MTo%3D",
                               "after=aWQ6MTo&sort=name",
                               "after=bmFtZTo0OkFEWg",
                               "after=aWQ6MTp4",
                               "after=aWQ6Og",
                               "after=aWQ6KzE6",
                               "after=aWQ6OTk5OTk5OTk5OTk5OTk5OTk5OTk5Og",
                               "sort=name&after=bmFtZTo0Ov8",
                               "after=aWQ6MTo!",
                               "limit=10&after=../../etc/passwd" })
        QTest::newRow(query) << QByteArray(query);
}

void UsersTest::refusesABadQuery()
{
    QFETCH(QByteArray, query);
    const auto refused = send("GET", "/users?" + query);
    QCOMPARE(refused.status, 400);
    QCOMPARE(problemWith(refused), QString());
    if (query == "unknown=1") {
        const auto detail = refused.object().value(QLatin1String("detail")).toString();
        for (const char *known : { "limit", "after", "q", "sort", "count" })
            QVERIFY(detail.contains(QLatin1String(known)));
    }
}

void UsersTest::answersAKeyAgain()
{
    const QByteArray fields = QByteArray(json) + "Idempotency-Key: \"8e03978e-40d5\"\r\n";
    const QByteArray body = userJson("Once", "once@keys");
    const auto first = send("POST", "/users", body, fields);
    QCOMPARE(first.status, 201);
    QVERIFY(first.field("Idempotent-Replayed").isNull());
    const auto again = send("POST", "/users", body, fields);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.body, first.body);
    QCOMPARE(again.field("Location"), first.field("Location"));
    QCOMPARE(again.field("ETag"), first.field("ETag"));
    QCOMPARE(again.field("Idempotent-Replayed"), QByteArray("true"));

    const auto otherBody = send("POST", "/users", userJson("Once", "twice@keys"), fields);
    QCOMPARE(otherBody.status, 422);
    QCOMPARE(code(otherBody), QStringLiteral("idempotency_key_reused"));
    QCOMPARE(problemWith(otherBody), QString());
    const auto otherPath = send("POST", "/users/batch", "[" + body + "]", fields);
    QCOMPARE(code(otherPath), QStringLiteral("idempotency_key_reused"));

    const QByteArray batchFields = QByteArray(json) + "Idempotency-Key: batch\r\n";
    const QByteArray batch = "[" + userJson("Batch", "batch@keys") + "]";
    const auto firstBatch = send("POST", "/users/batch", batch, batchFields);
    QCOMPARE(firstBatch.status, 201);
    QCOMPARE(send("POST", "/users/batch", batch, batchFields).body, firstBatch.body);
    QCOMPARE(send("GET", "/users?q=batch@keys").array().size(), 1);
}

void UsersTest::refusesABadKey_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("empty") << QByteArray("Idempotency-Key: ");
    QTest::newRow("with a space") << QByteArray("Idempotency-Key: a b");
    QTest::newRow("bytes above ASCII") << QByteArray("Idempotency-Key: k\xC3\xAB");
    QTest::newRow("256 characters") << "Idempotency-Key: " + QByteArray(256, 'k');
    QTest::newRow("twice") << QByteArray("Idempotency-Key: a\r\nIdempotency-Key: b");
}

void UsersTest::refusesABadKey()
{
    QFETCH(QByteArray, field);
    const auto refused
            = send("POST", "/users", userJson("K", "bad@keys"), QByteArray(json) + field + "\r\n");
    QCOMPARE(refused.status, 400);
    QCOMPARE(code(refused), QStringLiteral("bad_idempotency_key"));
    QCOMPARE(problemWith(refused), QString());
    QCOMPARE(send("GET", "/users?q=bad@keys").array().size(), 0);
    const QByteArray longest = "Idempotency-Key: " + QByteArray(255, 'k') + "\r\n";
    QCOMPARE(send("POST", "/users", userJson("K", "long@keys"), json + longest).status, 201);
}

void UsersTest::saysThatTheFirstIsUnderWay()
{
    const QByteArray fields = QByteArray(json) + "Idempotency-Key: slow\r\n";
    const QByteArray body = userJson("Slow", "slow@keys");
    HttpClient first(m_server.port());
    {
        const WriteLock lock(m_server.databasePath());
        QVERIFY(lock.isHeld());
        QVERIFY(first.sendRequest("POST", "/users", fields, body));
        HttpAnswer second;
        // Which of the two the server reads first is its own affair.
        QTRY_VERIFY_WITH_TIMEOUT(
                [&] {
                    HttpClient client(m_server.port());
                    client.sendRequest("POST", "/users", fields, body);
                    if (!client.hasAnswer(200ms))
                        return false;
                    second = client.read();
                    return true;
                }(),
                8000);
        QCOMPARE(second.status, 409);
        QCOMPARE(code(second), QStringLiteral("idempotency_in_progress"));
        QCOMPARE(problemWith(second), QString());
        QVERIFY(second.field("Retry-After").toInt() > 0);
        const auto other = send("POST", "/users", userJson("Other", "slow2@keys"), fields);
        QCOMPARE(other.status, 422);
        QCOMPARE(code(other), QStringLiteral("idempotency_key_reused"));
    }
    const int status = first.read().status;
    QVERIFY(status == 201 || status == 409);
    // The one that goes on may be of the client that has left.
    QTRY_COMPARE(send("POST", "/users", body, fields).status, 201);
    QCOMPARE(send("GET", "/users?q=slow@keys").array().size(), 1);
}

void UsersTest::keepsKeysOverAKill()
{
    const QByteArray fields = QByteArray(json) + "Idempotency-Key: kept\r\n";
    const QByteArray body = userJson("Kept", "kept@keys");
    const auto first = send("POST", "/users", body, fields);
    QCOMPARE(first.status, 201);
    m_server.kill();
    QVERIFY(m_server.start());
    const auto again = send("POST", "/users", body, fields);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.body, first.body);
    QCOMPARE(again.field("Idempotent-Replayed"), QByteArray("true"));
}

void UsersTest::saysWhatAPathTakes()
{
    QCOMPARE(send("OPTIONS", "/users").field("Allow"), QByteArray("GET, HEAD, POST, OPTIONS"));
    QCOMPARE(send("OPTIONS", "/users/1").field("Allow"),
             QByteArray("GET, HEAD, PUT, PATCH, DELETE, OPTIONS"));
    QCOMPARE(send("GET", "/users/batch").status, 405);
    QCOMPARE(send("DELETE", "/users").status, 405);
    const auto foreign = send("DELETE", "/users/1", {}, "Origin: https://evil.example\r\n");
    QCOMPARE(foreign.status, 403);
}

QTEST_GUILESS_MAIN(UsersTest)
#include "tst_users.moc"
