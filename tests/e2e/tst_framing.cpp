// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"

#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

const QByteArray host = "Host: localhost\r\n";
const QByteArray json = "Content-Type: application/json\r\n";
const QByteArray user = R"({"name":"A","email":"taken@example.org"})"; // 40 bytes

QByteArray get(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\n" + host + fields + "\r\n";
}

/// A POST with its fields and body as they are given.
QByteArray post(const QByteArray &fields, const QByteArray &body)
{
    return "POST /add-user HTTP/1.1\r\n" + host + json + fields + "\r\n" + body;
}

QByteArray fields(int count)
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += "X-" + QByteArray::number(i) + ": y\r\n";
    return all;
}

} // namespace

/// Awkward messages, each with the answer that its RFC asks for.
class FramingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void awkward_data();
    void awkward();
    void cleanupTestCase();

private:
    ServerProcess m_server;
};

void FramingTest::initTestCase()
{
    QVERIFY(m_server.start());
    QCOMPARE(HttpClient(m_server.port()).post("/add-user", user).status, 200);
}

void FramingTest::awkward_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("statuses"); // one an answer, in order
    QTest::addColumn<bool>("closes"); // after the last

    const auto kept = [](const char *name, const QByteArray &bytes, const QList<int> &statuses) {
        QTest::newRow(name) << bytes << statuses << false;
    };
    const auto closed = [](const char *name, const QByteArray &bytes, const QList<int> &statuses) {
        QTest::newRow(name) << bytes << statuses << true;
    };
    const QByteArray length = "Content-Length: 40\r\n";
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    const QByteArray chunks = "28\r\n" + user + "\r\n0\r\n\r\n";

    // RFC 9112 §9: persistence
    kept("9112 9.3 kept open", get("/livez"), { 200 });
    kept("9112 9.3.2 pipeline", get("/livez") + get("/nothing") + get("/user/1"),
         { 200, 404, 200 });
    kept("9112 9.3.2 pipeline with a write",
         get("/livez") + post(length, user) + get("/nothing") + post(length, user) + get("/livez"),
         { 200, 409, 404, 409, 200 });
    closed("9112 9.6 close", get("/livez", "Connection: close\r\n"), { 200 });
    closed("9112 9.6 close in a list", get("/livez", "Connection: x, Close\r\n"), { 200 });
    closed("9112 9.6 nothing behind a close",
           get("/livez", "Connection: close\r\n") + get("/nothing"), { 200 });
    closed("9112 9.3 HTTP/1.0", "GET /livez HTTP/1.0\r\n" + host + "\r\n", { 200 });

    // RFC 9112 §2, §3: lines
    kept("9112 2.2 empty line before a request", "\r\n" + get("/livez"), { 200 });
    closed("9112 2.2 bare LF in a field", "GET /livez HTTP/1.1\r\nHost: localhost\n\r\n", { 400 });
    closed("9112 2.2 bare CR in a value", get("/livez", "X: a\rb\r\n"), { 400 });
    closed("9112 3 no HTTP at all", "\x16\x03\x01\x02\r\n\r\n", { 400 });
    closed("9112 3 no version", "GET /livez\r\n" + host + "\r\n", { 400 });
    closed("9112 3 two spaces", "GET  /livez HTTP/1.1\r\n" + host + "\r\n", { 400 });
    closed("9112 2.3 other protocol", "GET /livez HTTQ/1.1\r\n" + host + "\r\n", { 400 });
    closed("9110 15.6.6 HTTP/2.0", "GET /livez HTTP/2.0\r\n" + host + "\r\n", { 505 });
    closed("9110 15.6.2 unknown method", "BREW /livez HTTP/1.1\r\n" + host + "\r\n", { 501 });
    closed("9110 9.1 methods in small letters", "get /livez HTTP/1.1\r\n" + host + "\r\n", { 501 });
    closed("9110 15.5.15 target over 8 KiB", get('/' + QByteArray(8192, 'a')), { 414 });
    kept("9110 15.5.15 target of 8,000 letters", get('/' + QByteArray(8000, 'a')), { 404 });
    closed("target without an end", "GET /" + QByteArray(65'536, 'a'), { 414 });

    // RFC 9112 §3.2: Host
    closed("9112 3.2 no Host", "GET /livez HTTP/1.1\r\n\r\n", { 400 });
    closed("9112 3.2 two Hosts", get("/livez", host), { 400 });
    closed("9112 3.2 Host that is none", "GET /livez HTTP/1.1\r\nHost: a b\r\n\r\n", { 400 });

    // RFC 9112 §5: fields
    closed("9112 5.1 space before the colon", get("/livez", "X : y\r\n"), { 400 });
    closed("9112 5.1 no colon", get("/livez", "just words\r\n"), { 400 });
    closed("9112 5.1 no name", get("/livez", ": y\r\n"), { 400 });
    closed("9112 5.2 folded line", get("/livez", "X: a\r\n b\r\n"), { 400 });
    closed("9110 5.5 NUL in a value", get("/livez", QByteArray("X: a\0b\r\n", 8)), { 400 });
    kept("9110 5.6.3 white space around a value", get("/livez", "X: \t y \t \r\n"), { 200 });
    kept("100 fields", get("/livez", fields(99)), { 200 });
    closed("6585 5 101 fields", get("/livez", fields(100)), { 431 });
    closed("6585 5 header over 16 KiB", get("/livez", "X: " + QByteArray(16'384, 'a') + "\r\n"),
           { 431 });
    closed("6585 5 header without an end",
           "GET /livez HTTP/1.1\r\n" + host + "X: " + QByteArray(65'536, 'a'), { 431 });
    kept("header of 15 KiB", get("/livez", "X: " + QByteArray(15'360, 'a') + "\r\n"), { 200 });

    // RFC 9112 §6: bodies
    closed("9112 6.1 length and chunks", post(length + chunked, chunks), { 400 });
    closed("9112 6.1 chunks in HTTP/1.0",
           "POST /add-user HTTP/1.0\r\n" + host + json + chunked + "\r\n" + chunks, { 400 });
    closed("9112 6.1 unknown coding", post("Transfer-Encoding: gzip\r\n", user), { 501 });
    closed("9112 6.1 coding behind the chunks",
           post("Transfer-Encoding: chunked, gzip\r\n", chunks), { 400 });
    closed("9112 6.1 chunks twice", post("Transfer-Encoding: chunked, chunked\r\n", chunks),
           { 400 });
    closed("9112 6.3 two lengths", post("Content-Length: 41\r\n" + length, user), { 400 });
    closed("9112 6.3 length below zero", post("Content-Length: -1\r\n", {}), { 400 });
    closed("9112 6.3 length with a sign", post("Content-Length: +40\r\n", user), { 400 });
    closed("9112 6.3 length is a word", post("Content-Length: all\r\n", user), { 400 });
    closed("9112 6.3 length is hexadecimal", post("Content-Length: 0x28\r\n", user), { 400 });
    closed("9112 6.3 length beyond 64 bits", post("Content-Length: 99999999999999999999\r\n", user),
           { 400 });
    closed("9110 15.5.14 body over 1 MiB", post("Content-Length: 1048577\r\n", {}), { 413 });
    closed("9110 15.5.14 body over 1 MiB, all of it sent",
           post("Content-Length: 4194304\r\n", QByteArray(4'194'304, ' ')), { 413 });
    kept("body of 1 MiB",
         post("Content-Length: 1048576\r\n", user + QByteArray(1'048'576 - user.size(), ' ')),
         { 409 });
    kept("9112 6.3 body of a GET", get("/livez", "Content-Length: 3\r\n") + "abc" + get("/livez"),
         { 200, 200 });

    // RFC 9112 §7: chunks
    kept("9112 7.1 one chunk", post(chunked, chunks), { 409 });
    kept("9112 7.1 many chunks",
         post(chunked, "1\r\n{\r\n27\r\n" + user.sliced(1) + "\r\n0\r\n\r\n") + get("/livez"),
         { 409, 200 });
    kept("9112 7.1.1 extensions", post(chunked, "28;a=b;c=\"d\"\r\n" + user + "\r\n0;e\r\n\r\n"),
         { 409 });
    kept("9112 7.1.2 trailers",
         post(chunked, "28\r\n" + user + "\r\n0\r\nX-Sum: 1\r\n\r\n") + get("/livez"),
         { 409, 200 });
    closed("9112 7.1 size is no number", post(chunked, "zz\r\n" + user + "\r\n0\r\n\r\n"), { 400 });
    closed("9112 7.1 size beyond 64 bits",
           post(chunked, "fffffffffffffffff\r\n" + user + "\r\n0\r\n\r\n"), { 400 });
    closed("9112 7.1 chunk longer than its size", post(chunked, "27\r\n" + user + "\r\n0\r\n\r\n"),
           { 400 });
    closed("9112 7.1 chunks over 1 MiB", post(chunked, "100001\r\n" + QByteArray(1'048'577, ' ')),
           { 413 });

    kept("9110 7.8 uninvited upgrade",
         get("/livez",
             "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
                 + get("/nothing"),
         { 200, 404 });
    closed("good answers before that of rubbish",
           get("/livez") + get("/nothing") + "rubbish\r\n\r\n" + get("/livez"), { 200, 404, 400 });
    kept("a pipeline of 500", get("/user/1").repeated(500), QList<int>(500, 200));
}

void FramingTest::awkward()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QList<int>, statuses);
    QFETCH(const bool, closes);
    HttpClient client(m_server.port());
    client.send(bytes); // a refusal may come, and the end, before all is sent
    for (const int status : statuses) {
        const auto answer = client.read();
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.version, "HTTP/1.1");
        QVERIFY(!answer.field("Date").isEmpty());
        if (status >= 400)
            QCOMPARE(problemWith(answer), QString());
    }
    if (closes) {
        client.closeSending();
        QVERIFY(client.isClosedByServer());
    } else {
        QCOMPARE(client.get("/livez").status, 200);
    }
}

void FramingTest::cleanupTestCase()
{
    QCOMPARE(HttpClient(m_server.port()).get("/users").array().size(), 1);
    QCOMPARE(m_server.stop(), 0);
}

QTEST_GUILESS_MAIN(FramingTest)
#include "tst_framing.moc"
