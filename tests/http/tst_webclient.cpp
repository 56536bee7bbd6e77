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
using namespace std::chrono_literals;

/// One request and its answer.
class TestWebClient : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void sendsAndReceives();
    void endsInTime();
    void stopsAtOnce();
    void cutsLongAnswers();
    void sendsOnce();
};

void TestWebClient::sendsAndReceives()
{
    WebTarget target;
    target.answers["/a?b=c"] = WebTarget::answer("201 Made", "done", "X-Kind: test\r\n");
    WebClient client({ isAnyAddress });
    WebRequest request = get(target.url(u"/a?b=c"_s));
    request.method = "PUT";
    request.headers = { { "X-One", "1" } };
    request.body = "hello";
    const auto answer = await(client.fetch(request, {}));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
    QCOMPARE(answer->response.status, 201);
    QCOMPARE(answer->response.body.toByteArray(), "done"_ba);
    QCOMPARE(answer->response.header("x-kind"), "test"_ba);
    QCOMPARE(target.asked.size(), 1);
    QCOMPARE(target.asked[0].line, "PUT /a?b=c HTTP/1.1"_ba);
    QCOMPARE(target.asked[0].field("X-One"), "1"_ba);
    QCOMPARE(target.asked[0].field("Host"), "127.0.0.1:" + QByteArray::number(target.serverPort()));
    QCOMPARE(target.asked[0].body, "hello"_ba);
}

void TestWebClient::endsInTime()
{
    WebTarget target; // it never answers
    WebClient client({ isAnyAddress });
    WebRequest request = get(target.url(u"/"_s));
    request.atMost = 50ms;
    const auto answer = await(client.fetch(request, {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, u"timed_out"_s);
    QCOMPARE(answer.error().kind, ErrorKind::Io);
    QTRY_COMPARE(target.open, 0);
}

void TestWebClient::stopsAtOnce()
{
    WebTarget target;
    WebClient client({ isAnyAddress });
    std::stop_source stop;
    auto answer = client.fetch(get(target.url(u"/"_s)), stop.get_token());
    QTRY_COMPARE(target.asked.size(), 1);
    stop.request_stop();
    const auto ended = await(std::move(answer));
    QVERIFY(!ended);
    QCOMPARE(ended.error().kind, ErrorKind::Cancelled);
    QTRY_COMPARE(target.open, 0);

    const auto late = await(client.fetch(get(target.url(u"/"_s)), stop.get_token()));
    QVERIFY(!late);
    QCOMPARE(late.error().kind, ErrorKind::Cancelled);
}

void TestWebClient::cutsLongAnswers()
{
    WebTarget target;
    target.answers["/"] = WebTarget::answer("200 OK", QByteArray(5000, 'x'));
    WebClient client({ isAnyAddress, lookUpHost, {}, 1000 });
    const auto answer = await(client.fetch(get(target.url(u"/"_s)), {}));
    QVERIFY(answer);
    QCOMPARE(answer->response.body.size(), 1000);
    QVERIFY(answer->response.bodyCut);
}

void TestWebClient::sendsOnce()
{
    WebTarget target;
    target.answers["/"] = QByteArray(""); // it takes the request and hangs up
    WebClient client({ isAnyAddress });
    WebRequest request = get(target.url(u"/"_s));
    request.method = "POST";
    const auto answer = await(client.fetch(request, {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, u"request_failed"_s);
    QCOMPARE(target.connections, 1);
}

QTEST_GUILESS_MAIN(TestWebClient)
#include "tst_webclient.moc"
