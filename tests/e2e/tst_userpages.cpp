// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/problem.h"
#include "userstest.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace frontdesk;

namespace {

QByteArray nextTarget(const HttpAnswer &answer)
{
    static const QRegularExpression form(QStringLiteral("^<([^>]+)>; rel=\"next\"$"));
    return form.match(QString::fromLatin1(answer.field("Link"))).captured(1).toLatin1();
}

} // namespace

/// Pages and searches of the user table, over HTTP.
class UserPagesTest : public UsersTest
{
    Q_OBJECT

private slots:
    void walksThePages();
    void pagesInOtherFormats();
    void countsOnRequest();
    void refusesABadQuery_data();
    void refusesABadQuery();
};

void UserPagesTest::walksThePages()
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

void UserPagesTest::pagesInOtherFormats()
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

void UserPagesTest::countsOnRequest()
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

void UserPagesTest::refusesABadQuery_data()
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

void UserPagesTest::refusesABadQuery()
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

QTEST_GUILESS_MAIN(UserPagesTest)
#include "tst_userpages.moc"
