// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "httprequestbench.h"
#include "tasks/httpanswerjson.h"

#include <QJsonObject>
#include <QTimeZone>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Which answers are worth another try, when it comes and what it sends.
class TestHttpRequestRetries : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void triesAgain_data();
    void triesAgain();
    void waitsAsLongAsItIsTold();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void itsTimeOutIsTheTasks();
    void secretsAreKeptForAnotherTry();
};

void TestHttpRequestRetries::triesAgain_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("state");
    QTest::newRow("304 is an answer") << "304 Not Modified"_ba
                                      << "completed"_ba;
    QTest::newRow("404 would come again") << "404 Not Found"_ba
                                          << "failed"_ba;
    QTest::newRow("408") << "408 Request Timeout"_ba
                         << "retrying"_ba;
    QTest::newRow("429") << "429 Too Many Requests"_ba
                         << "retrying"_ba;
    QTest::newRow("500") << "500 Oh"_ba
                         << "retrying"_ba;
    QTest::newRow("503") << "503 Later"_ba
                         << "retrying"_ba;
    QTest::newRow("it hangs up") << QByteArray() << "retrying"_ba;
    QTest::newRow("it speaks something else") << "220 ftp ready\r\n"_ba
                                              << "retrying"_ba;
}

void TestHttpRequestRetries::triesAgain()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, state);
    HttpBench bench;
    const bool isHttp = !status.isEmpty() && !status.startsWith("220");
    bench.target.answers["/"] = isHttp ? WebTarget::answer(status, "why not") : status;
    QVERIFY(bench.start());
    const qint64 id = bench.request(u"/"_s);
    QTRY_COMPARE(bench.state(id), state);
    if (isHttp && state != "completed")
        QCOMPARE(bench.store.task(id).error,
                 u"The server answered %1: why not"_s.arg(QString::fromLatin1(status)));
    QCOMPARE(bench.target.connections, 1);
}

void TestHttpRequestRetries::waitsAsLongAsItIsTold()
{
    HttpBench bench;
    bench.target.answers["/"] = WebTarget::answer("503 Later", {}, "Retry-After: 120\r\n");
    QVERIFY(bench.start());
    const qint64 id = bench.request(u"/"_s, {}, 2);
    QTRY_COMPARE(bench.state(id), "retrying"_ba);
    QCOMPARE(bench.store.task(id).dueAtMs, FakeClock::startMs + 120'000);
    bench.target.answers["/"] = WebTarget::answer("200 OK");
    bench.clock.advance(120s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
}

void TestHttpRequestRetries::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("seconds") << "7"_ba << qint64(7);
    QTest::newRow("a day at most") << "999999999"_ba << qint64(86'400);
    QTest::newRow("a time") << "Sun, 06 Nov 1994 08:49:37 GMT"_ba << qint64(37);
    QTest::newRow("a time that has passed") << "Sun, 06 Nov 1994 08:00:00 GMT"_ba << qint64(0);
    QTest::newRow("negative") << "-5"_ba << qint64(0);
    QTest::newRow("nonsense") << "soon"_ba << qint64(-1);
    QTest::newRow("nothing") << QByteArray() << qint64(-1);
}

void TestHttpRequestRetries::readsRetryAfter()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, seconds);
    IncomingResponse response;
    if (!value.isEmpty())
        response.headers += HeaderField { "Retry-After", value };
    const auto wait
            = retryAfter(response, QDateTime({ 1994, 11, 6 }, { 8, 49, 0 }, QTimeZone::utc()));
    QCOMPARE(wait ? wait->count() / 1000 : -1, seconds);
}

void TestHttpRequestRetries::itsTimeOutIsTheTasks()
{
    HttpBench bench;
    QVERIFY(bench.start());
    TaskDraft draft = requestDraft({ { u"url"_s, bench.target.url(u"/never"_s) } });
    draft.timeoutMs = 60'000;
    draft.maxAttempts = 1;
    const qint64 id = bench.submit(draft);
    QTRY_COMPARE(bench.target.asked.size(), 1);
    bench.clock.advance(60s);
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    QVERIFY(bench.store.task(id).error.contains(u"60 s"_s));
}

void TestHttpRequestRetries::secretsAreKeptForAnotherTry()
{
    HttpBench bench;
    bench.target.answers["/"] = WebTarget::answer("401 Who");
    QVERIFY(bench.start());
    const qint64 id = bench.request(
            u"/"_s,
            { { u"headers"_s, QJsonObject { { u"Authorization"_s, u"Bearer token"_s } } } });
    QTRY_COMPARE(bench.state(id), "failed"_ba);
    bench.target.answers["/"] = WebTarget::answer("200 OK");
    QVERIFY(await(bench.engine->restart(id)));
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.target.asked.last().field("Authorization"), "Bearer token"_ba);
    QVERIFY(bench.store.task(id).secrets.isEmpty());
}

QTEST_GUILESS_MAIN(TestHttpRequestRetries)
#include "tst_httprequestretries.moc"
