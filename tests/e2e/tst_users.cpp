// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/problem.h"
#include "userstest.h"

#include <QDateTime>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

qint64 id(const HttpAnswer &answer)
{
    return answer.object().value(QLatin1String("id")).toInteger();
}

} // namespace

/// Users as resources, over HTTP.
class UserResourceTest : public UsersTest
{
    Q_OBJECT

private slots:
    void createsAUser();
    void readsConditionally();
    void changesAUser();
    void changesOnlyTheVersionThatWasSeen();
    void refusesABadChange_data();
    void refusesABadChange();
    void deletesAUser();
    void storesABatchOrNothing();
    void saysWhatAPathTakes();
};

void UserResourceTest::createsAUser()
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

void UserResourceTest::readsConditionally()
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

void UserResourceTest::changesAUser()
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

void UserResourceTest::changesOnlyTheVersionThatWasSeen()
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

void UserResourceTest::refusesABadChange_data()
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

void UserResourceTest::refusesABadChange()
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

void UserResourceTest::deletesAUser()
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

void UserResourceTest::storesABatchOrNothing()
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

void UserResourceTest::saysWhatAPathTakes()
{
    QCOMPARE(send("OPTIONS", "/users").field("Allow"), QByteArray("GET, HEAD, POST, OPTIONS"));
    QCOMPARE(send("OPTIONS", "/users/1").field("Allow"),
             QByteArray("GET, HEAD, PUT, PATCH, DELETE, OPTIONS"));
    QCOMPARE(send("GET", "/users/batch").status, 405);
    QCOMPARE(send("DELETE", "/users").status, 405);
    const auto foreign = send("DELETE", "/users/1", {}, "Origin: https://evil.example\r\n");
    QCOMPARE(foreign.status, 403);
}

QTEST_GUILESS_MAIN(UserResourceTest)
#include "tst_users.moc"
