// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "http/webclient.h"
#include "support/await.h"
#include "support/webtarget.h"
#include "webclienttest.h"

#include <QTest>

using namespace frontdesk;
using namespace Qt::StringLiterals;

/// Where redirects lead, and what goes there.
class TestWebClientRedirects : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void followsRedirects_data();
    void followsRedirects();
    void refusesRedirects_data();
    void refusesRedirects();
    void aRedirectIsCheckedAgain();
    void secretsStayWithTheirOrigin();
};

void TestWebClientRedirects::followsRedirects_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("follows");
    QTest::newRow("301 of a GET") << "301 Moved"_ba
                                  << "GET"_ba
                                  << "GET"_ba;
    QTest::newRow("302 of a POST") << "302 Found"_ba
                                   << "POST"_ba
                                   << "GET"_ba;
    QTest::newRow("302 of a PUT") << "302 Found"_ba
                                  << "PUT"_ba
                                  << "PUT"_ba;
    QTest::newRow("303 of a PUT") << "303 See Other"_ba
                                  << "PUT"_ba
                                  << "GET"_ba;
    QTest::newRow("307 of a POST") << "307 Temporary"_ba
                                   << "POST"_ba
                                   << "POST"_ba;
    QTest::newRow("308 of a DELETE") << "308 Permanent"_ba
                                     << "DELETE"_ba
                                     << "DELETE"_ba;
    QTest::newRow("303 of a HEAD") << "303 See Other"_ba
                                   << "HEAD"_ba
                                   << "HEAD"_ba;
}

void TestWebClientRedirects::followsRedirects()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, follows);
    WebTarget target;
    target.answers["/a/b"] = WebTarget::answer(status, {}, "Location: ../c?d#e\r\n");
    target.answers["/c?d"] = WebTarget::answer("200 OK");
    WebClient client({ isAnyAddress });
    WebRequest request = get(target.url(u"/a/b"_s));
    request.method = method;
    request.body = "body";
    request.headers = { { "Content-Type", "text/plain" } };
    const auto answer = await(client.fetch(request, {}));
    QVERIFY(answer);
    QCOMPARE(answer->redirects, 1);
    QCOMPARE(answer->url, target.url(u"/c?d"_s));
    QCOMPARE(target.asked.last().line, follows + " /c?d HTTP/1.1");
    const bool keeps = follows == method;
    QCOMPARE(target.asked.last().body, keeps ? "body"_ba : QByteArray());
    QCOMPARE(target.asked.last().field("Content-Type"), keeps ? "text/plain"_ba : QByteArray());
}

void TestWebClientRedirects::refusesRedirects_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("code");
    QTest::newRow("in a circle") << "/"_ba << u"too_many_redirects"_s;
    QTest::newRow("to a file") << "file:///etc/passwd"_ba << u"redirect_refused"_s;
    QTest::newRow("to another protocol") << "gopher://127.0.0.1/"_ba << u"redirect_refused"_s;
    QTest::newRow("with a password") << "http://me:secret@127.0.0.1/"_ba << u"redirect_refused"_s;
    QTest::newRow("to nowhere") << "http://"_ba << u"redirect_refused"_s;
}

void TestWebClientRedirects::refusesRedirects()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, code);
    WebTarget target;
    target.answers["/"] = WebTarget::answer("302 Found", {}, "Location: " + location + "\r\n");
    WebClient client({ isAnyAddress });
    const auto answer = await(client.fetch(get(target.url(u"/"_s)), {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, code);
    QCOMPARE(answer.error().kind, ErrorKind::Forbidden);
    QVERIFY(!answer.error().detail.contains(u"secret"_s));
    QVERIFY(target.connections <= 11);
}

void TestWebClientRedirects::aRedirectIsCheckedAgain()
{
    WebTarget outside, inside(QHostAddress(u"127.0.0.2"_s));
    outside.answers["/"] = WebTarget::answer(
            "302 Found", {}, "Location: " + inside.url(u"/"_s, u"127.0.0.2"_s).toLatin1() + "\r\n");
    WebClient client({ only("127.0.0.1") });
    const auto answer = await(client.fetch(get(outside.url(u"/"_s)), {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, u"private_target"_s);
    QCOMPARE(outside.connections, 1);
    QCOMPARE(inside.connections, 0);
}

void TestWebClientRedirects::secretsStayWithTheirOrigin()
{
    WebTarget first, second;
    first.answers["/"] = WebTarget::answer("307 Again", {}, "Location: /same\r\n");
    first.answers["/same"] = WebTarget::answer(
            "307 There", {}, "Location: " + second.url(u"/other"_s).toLatin1() + "\r\n");
    second.answers["/other"] = WebTarget::answer("200 OK");
    WebClient client({ isAnyAddress });
    WebRequest request = get(first.url(u"/"_s));
    request.headers = { { "Authorization", "Bearer x" },
                        { "cookie", "a=b" },
                        { "X-Api-Key", "k" },
                        { "X-Plain", "p" } };
    QVERIFY(await(client.fetch(request, {})));
    QCOMPARE(first.asked.size(), 2);
    QCOMPARE(first.asked[1].field("Authorization"), "Bearer x"_ba);
    QCOMPARE(second.asked.size(), 1);
    for (const char *name : { "Authorization", "Cookie", "X-Api-Key" })
        QVERIFY(second.asked[0].field(name).isEmpty());
    QCOMPARE(second.asked[0].field("X-Plain"), "p"_ba);
}

QTEST_GUILESS_MAIN(TestWebClientRedirects)
#include "tst_webclientredirects.moc"
