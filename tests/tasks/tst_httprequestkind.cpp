// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "httprequestbench.h"

#include <QDir>
#include <QJsonObject>

#include <vector>

using namespace frontdesk;
using namespace Qt::StringLiterals;

/// What a request may be, and what is kept of its answer.
class TestHttpRequestKind : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void checks_data();
    void checks();
    void asksAndKeepsTheAnswer();
    void keepsAnyBody_data();
    void keepsAnyBody();
    void isCancelledAtOnce();
    void secretsNeverShow();
    void whatWaitsNeedsNoThread();
};

void TestHttpRequestKind::checks_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QStringList>("fields");
    const auto row = [](const char *name, const char *params, const QStringList &fields) {
        QTest::newRow(name) << QByteArray(params) << fields;
    };
    row("a URL will do", R"({"url":"https://example.org"})", {});
    row("everything",
        R"({"url":"http://8.8.8.8/","method":"patch","headers":{"A":"b"},"body":{"a":1}})", {});
    row("no URL", "{}", { u"params.url"_s });
    row("a URL of another type", R"({"url":1})", { u"params.url"_s });
    row("a user name", R"({"url":"http://a:b@example.org/"})", { u"params.url"_s });
    row("a private address", R"({"url":"http://10.0.0.1/"})", { u"params.url"_s });
    row("every field at once", R"({"url":"ftp://a","method":"CONNECT","headers":[]})",
        { u"params.method"_s, u"params.url"_s, u"params.headers"_s });
    row("a method that is none", R"({"url":"http://a.test","method":"GET / HTTP/1.1"})",
        { u"params.method"_s });
    row("reserved headers",
        R"({"url":"http://a.test","headers":{"Content-Length":"1","HOST":"b","transfer-encoding":"c"}})",
        { u"params.headers.Content-Length"_s, u"params.headers.HOST"_s,
          u"params.headers.transfer-encoding"_s });
    row("a line end in a value", R"({"url":"http://a.test","headers":{"A":"b\r\nC: d"}})",
        { u"params.headers.A"_s });
    row("a line end in a name", R"({"url":"http://a.test","headers":{"A: b\r\nC":"d"}})",
        { u"params.headers.A: b\r\nC"_s });
    row("an empty name", R"({"url":"http://a.test","headers":{"":"d"}})", { u"params.headers."_s });
    row("a number as value", R"({"url":"http://a.test","headers":{"A":1}})",
        { u"params.headers.A"_s });
}

void TestHttpRequestKind::checks()
{
    QFETCH(QByteArray, params);
    QFETCH(QStringList, fields);
    TaskDraft draft = draftOf("http_request");
    draft.params = params;
    const auto checked = TaskKinds::builtIn().check(draft);
    QStringList named;
    if (!checked) {
        QCOMPARE(checked.error().kind, ErrorKind::Invalid);
        for (const FieldError &error : checked.error().fields)
            named += error.field;
    }
    QCOMPARE(named, fields);
    if (checked)
        QCOMPARE(checked->maxAttempts, 5);
}

void TestHttpRequestKind::asksAndKeepsTheAnswer()
{
    HttpBench bench;
    bench.target.answers["/users"] = WebTarget::answer(
            "200 OK", "{\"id\": 12345678901234567,\r\n \"list\": []}\n",
            "Content-Type: application/json; charset=utf-8\r\nVary: a\r\nVary: b\r\n");
    QVERIFY(bench.start());
    const qint64 id = bench.request(
            u"/users"_s,
            { { u"method"_s, u"post"_s }, { u"body"_s, QJsonObject { { u"a"_s, 1 } } } });
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.target.asked[0].line, "POST /users HTTP/1.1"_ba);
    QCOMPARE(bench.target.asked[0].body, R"({"a":1})"_ba);
    QCOMPARE(bench.target.asked[0].field("Content-Type"), "application/json"_ba);
    const QJsonObject result = bench.result(id);
    QCOMPARE(result.value("status"_L1).toInt(), 200);
    QCOMPARE(result.value("encoding"_L1).toString(), u"json"_s);
    QVERIFY(result.value("body"_L1).toObject().value("list"_L1).isArray());
    QVERIFY(bench.store.task(id).result.contains("12345678901234567"));
    QVERIFY(!bench.store.task(id).result.contains('\n'));
    QCOMPARE(result.value("headers"_L1).toObject().value("vary"_L1).toString(), u"a, b"_s);
    QCOMPARE(result.value("truncated"_L1).toBool(true), false);
}

void TestHttpRequestKind::keepsAnyBody_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("kept");
    QTest::addColumn<bool>("truncated");
    const QString long256 = QString(256 << 10, u'x');
    QTest::newRow("text") << "text/plain"_ba
                          << "h\xc3\xa9\n"_ba << u"text"_s << u"hé\n"_s << false;
    QTest::newRow("nothing") << QByteArray() << QByteArray() << u"text"_s << QString() << false;
    QTest::newRow("bytes") << "image/png"_ba << QByteArray("\x89PNG\x00", 5) << u"base64"_s
                           << u"iVBORwA="_s << false;
    QTest::newRow("broken JSON") << "application/json"_ba
                                 << "{\"a\":"_ba << u"text"_s << u"{\"a\":"_s << false;
    QTest::newRow("broken UTF-8") << "text/plain"_ba
                                  << "a\xff"_ba << u"base64"_s << u"Yf8="_s << false;
    QTest::newRow("long") << "text/plain"_ba << QByteArray(300 << 10, 'x') << u"text"_s << long256
                          << true;
}

void TestHttpRequestKind::keepsAnyBody()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, encoding);
    QFETCH(QString, kept);
    QFETCH(bool, truncated);
    HttpBench bench;
    bench.target.answers["/"] = WebTarget::answer("200 OK", body, "Content-Type: " + type + "\r\n");
    QVERIFY(bench.start());
    const qint64 id = bench.request(u"/"_s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    const QJsonObject result = bench.result(id);
    QCOMPARE(result.value("encoding"_L1).toString(), encoding);
    QVERIFY(result.value("body"_L1).toString() == kept);
    QCOMPARE(result.value("truncated"_L1).toBool(), truncated);
}

void TestHttpRequestKind::isCancelledAtOnce()
{
    HttpBench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.request(u"/never"_s);
    QTRY_COMPARE(bench.target.asked.size(), 1);
    QVERIFY(await(bench.engine->cancel(id)));
    QTRY_COMPARE(bench.state(id), "cancelled"_ba);
    QTRY_COMPARE(bench.target.open, 0);
}

void TestHttpRequestKind::secretsNeverShow()
{
    const QByteArray echo = R"({"you":"Bearer s3cr3t-t0ken","cookie":"crumb5"})";
    HttpBench bench;
    const QByteArray fields = "Content-Type: application/json\r\nSet-Cookie: sid=set-by-them\r\n"
                              "X-Echo: s3cr3t-t0ken\r\n";
    bench.target.answers["/good"] = WebTarget::answer("200 OK", echo, fields);
    bench.target.answers["/bad"] = WebTarget::answer("403 No s3cr3t-t0ken", echo, fields);
    QVERIFY(bench.start());
    const QJsonObject headers { { u"authorization"_s, u"Bearer s3cr3t-t0ken"_s },
                                { u"Cookie"_s, u"a=crumb5; b=c"_s },
                                { u"X-API-Key"_s, u"k3y-k3y"_s },
                                { u"Accept"_s, u"text/plain"_s } };
    for (const QString &path : { u"/good"_s, u"/bad"_s }) {
        const qint64 id = bench.request(path, { { u"headers"_s, headers } });
        QTRY_VERIFY(isFinal(bench.store.task(id).state));
        const QByteArray shown = toJson(bench.store.task(id));
        for (const char *secret : { "s3cr3t-t0ken", "crumb5", "k3y-k3y", "set-by-them" })
            QVERIFY2(!shown.contains(secret), shown);
        QVERIFY(shown.contains("\"X-API-Key\":\"***\""));
        QVERIFY(shown.contains("\"Accept\":\"text/plain\""));
        QCOMPARE(bench.target.asked.last().field("Authorization"), "Bearer s3cr3t-t0ken"_ba);
        QCOMPARE(bench.target.asked.last().field("Cookie"), "a=crumb5; b=c"_ba);
        QCOMPARE(bench.store.task(id).secrets.isEmpty(), path == u"/good"_s);
    }
}

void TestHttpRequestKind::whatWaitsNeedsNoThread()
{
    HttpBench bench;
    bench.target.answers["/quick"] = WebTarget::answer("200 OK");
    WebTarget slow; // never answers
    QVERIFY(bench.start());
    const qsizetype threads = QDir(u"/proc/self/task"_s).entryList(QDir::Dirs).size();
    std::vector<qint64> waiting;
    waiting.reserve(2000);
    for (int i = 0; i < 2000; ++i)
        waiting.push_back(bench.submit(requestDraft({ { u"url"_s, slow.url(u"/"_s) } })));
    QTRY_COMPARE(slow.asked.size(), 16);
    const qint64 id = bench.request(u"/quick"_s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QVERIFY(QDir(u"/proc/self/task"_s).entryList(QDir::Dirs).size() <= threads + 2);
    QCOMPARE(slow.asked.size(), 16);
    for (const qint64 each : waiting)
        QVERIFY(await(bench.engine->cancel(each)));
    QTRY_COMPARE(bench.store.count(TaskState::Cancelled), 2000);
}

QTEST_GUILESS_MAIN(TestHttpRequestKind)
#include "tst_httprequestkind.moc"
