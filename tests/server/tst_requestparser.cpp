// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requestparser.h"

#include <QTest>

using namespace frontdesk;

namespace {

std::string_view view(const QByteArray &bytes)
{
    return { bytes.constData(), size_t(bytes.size()) };
}

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

} // namespace

class TestRequestParser : public QObject
{
    Q_OBJECT

private slots:
    void readsARequest();
    void readsByteByByte();
    void readsAnEmptyChunkedBodyInPieces();
    void leavesTheNextRequest();
    void hidesConnectionFields();
    void ignoresTrailers();
    void refuses_data();
    void refuses();
    void keepAlive_data();
    void keepAlive();

private:
    const Limits m_limits {};
    MessagePool m_pool;
};

void TestRequestParser::readsARequest()
{
    RequestParser parser(m_limits);
    parser.begin(m_pool.take());
    const QByteArray text
            = "POST /a?b=c HTTP/1.1\r\nHost: h\r\nX-Y: z \r\nContent-Length: 4\r\n\r\nbody";
    QCOMPARE(parser.take(view(text)), size_t(text.size()));
    QCOMPARE(parser.status(), RequestParser::Status::Complete);
    const MessageRef message = parser.finish();
    QVERIFY(message->method == Method::Post);
    QCOMPARE(bytes(message->path()), QByteArray("/a"));
    QCOMPARE(bytes(message->query()), QByteArray("b=c"));
    QCOMPARE(QByteArray::fromStdString(message->authority), QByteArray("h"));
    QCOMPARE(bytes(message->header("x-y")), QByteArray("z"));
    QVERIFY(message->header("absent").data() == nullptr);
    QCOMPARE(message->body, QByteArray("body"));
    QVERIFY(message->keepAlive);
}

void TestRequestParser::readsByteByByte()
{
    const QByteArray text = "PUT /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "3;name=value\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    RequestParser parser(m_limits);
    parser.begin(m_pool.take());
    QByteArray waiting;
    for (const char c : text) {
        QVERIFY(parser.status() == RequestParser::Status::NeedsHead
                || parser.status() == RequestParser::Status::NeedsBody);
        waiting += c;
        waiting.remove(0, qsizetype(parser.take(view(waiting))));
    }
    QCOMPARE(parser.status(), RequestParser::Status::Complete);
    QVERIFY(waiting.isEmpty());
    QCOMPARE(parser.message()->body, QByteArray("abcde"));
}

void TestRequestParser::readsAnEmptyChunkedBodyInPieces()
{
    const QByteArray head = "PUT /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    RequestParser parser(m_limits);
    parser.begin(m_pool.take());
    QCOMPARE(parser.take(view(head)), size_t(head.size()));
    for (const std::string_view begun : { "0", "0\r", "0\r\n", "0\r\n", "0\r\n\r" }) {
        QCOMPARE(parser.take(begun), size_t(0));
        QCOMPARE(parser.status(), RequestParser::Status::NeedsBody);
    }
    QCOMPARE(parser.take("0\r\n\r\n"), size_t(5));
    QCOMPARE(parser.status(), RequestParser::Status::Complete);
    QVERIFY(parser.message()->body.isEmpty());
}

void TestRequestParser::leavesTheNextRequest()
{
    const QByteArray first = "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n";
    const QByteArray second = "GET /2 HTTP/1.1\r\nHost: h\r\n\r\n";
    const QByteArray both = first + second;
    RequestParser parser(m_limits);
    parser.begin(m_pool.take());
    const size_t taken = parser.take(view(both));
    QCOMPARE(taken, size_t(first.size()));
    parser.begin(m_pool.take());
    parser.take(view(both).substr(taken));
    QCOMPARE(parser.status(), RequestParser::Status::Complete);
    QCOMPARE(parser.message()->target, std::string("/2"));
}

void TestRequestParser::hidesConnectionFields()
{
    const QByteArray text = "GET / HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Upgrade\r\n"
                            "Upgrade: websocket\r\nTE: trailers\r\nAccept: */*\r\n\r\n";
    RequestParser parser(m_limits);
    parser.begin(m_pool.take());
    parser.take(view(text));
    QCOMPARE(parser.status(), RequestParser::Status::Complete);
    QCOMPARE(parser.message()->fields.size(), size_t(2)); // Host and Accept
    QVERIFY(parser.message()->header("Upgrade").empty());
}

void TestRequestParser::ignoresTrailers()
{
    const QByteArray text = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "1\r\na\r\n0\r\nAuthorization: forged\r\n\r\n";
    RequestParser parser(m_limits);
    parser.begin(m_pool.take());
    QCOMPARE(parser.take(view(text)), size_t(text.size()));
    QCOMPARE(parser.status(), RequestParser::Status::Complete);
    QVERIFY(parser.message()->header("Authorization").empty());
}

void TestRequestParser::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");

    const QByteArray get = "GET / HTTP/1.1\r\n";
    const QByteArray post = "POST / HTTP/1.1\r\nHost: h\r\n";
    // RFC 9112 §3.2
    QTest::newRow("no Host") << get + "\r\n" << 400;
    QTest::newRow("two Hosts") << get + "Host: h\r\nHost: h\r\n\r\n" << 400;
    QTest::newRow("empty Host") << get + "Host: \r\n\r\n" << 400;
    QTest::newRow("malformed Host") << get + "Host: a b\r\n\r\n" << 400;
    QTest::newRow("target without a slash")
            << QByteArray("GET a HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
    // RFC 9112 §5.1
    QTest::newRow("space before the colon") << get + "Host : h\r\n\r\n" << 400;
    QTest::newRow("field without a colon") << get + "Host: h\r\nrubbish\r\n\r\n" << 400;
    QTest::newRow("field without a name") << get + "Host: h\r\n: x\r\n\r\n" << 400;
    // RFC 9112 §6.1, §6.3
    QTest::newRow("both lengths") << post
                    + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  << 400;
    QTest::newRow("both lengths, turned round")
            << post + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"
            << 400;
    QTest::newRow("two lengths") << post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n" << 400;
    QTest::newRow("the same length twice")
            << post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n"
            << 400;
    QTest::newRow("a list of lengths") << post + "Content-Length: 1, 1\r\n\r\n" << 400;
    QTest::newRow("negative length") << post + "Content-Length: -1\r\n\r\n" << 400;
    QTest::newRow("length with a plus") << post + "Content-Length: +3\r\n\r\n" << 400;
    QTest::newRow("empty length") << post + "Content-Length: \r\n\r\n" << 400;
    QTest::newRow("length over 64 bits") << post + "Content-Length: 99999999999999999999\r\n\r\n"
                                         << 400;
    QTest::newRow("unknown coding") << post + "Transfer-Encoding: gzip\r\n\r\n" << 501;
    QTest::newRow("chunked, then another coding")
            << post + "Transfer-Encoding: chunked, gzip\r\n\r\n"
            << 400;
    QTest::newRow("coding twice") << post
                    + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  << 400;
    QTest::newRow("coding in HTTP/1.0")
            << QByteArray("POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
            << 400;
    // RFC 9112 §7.1
    const QByteArray chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("chunk size that is no number") << chunked + "x\r\n" << 400;
    QTest::newRow("chunk size with a sign") << chunked + "-1\r\n" << 400;
    QTest::newRow("chunk size over 64 bits") << chunked + "fffffffffffffffff\r\n" << 400;
    QTest::newRow("chunk without its end") << chunked + "1\r\nabcd\r\n" << 400;
    const QByteArray large(16 * 1024, 'x');
    QTest::newRow("endless chunk extension") << chunked + "1;" + large << 431;
    QTest::newRow("large chunk extension") << chunked + "1;" + large + "\r\na\r\n0\r\n\r\n" << 431;
    QTest::newRow("endless chunk size") << chunked + QByteArray(16 * 1024, '0') << 431;
    QTest::newRow("endless trailer") << chunked + "0\r\nX: " + large << 431;
    QTest::newRow("large trailer") << chunked + "1\r\na\r\n0\r\nX: " + large + "\r\n\r\n" << 431;
    // RFC 9110 §9.1, §10.1.1, §15
    QTest::newRow("unknown method") << QByteArray("BREW / HTTP/1.1\r\nHost: h\r\n\r\n") << 501;
    QTest::newRow("CONNECT") << QByteArray("CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n") << 501;
    QTest::newRow("HTTP/2.0") << QByteArray("GET / HTTP/2.0\r\nHost: h\r\n\r\n") << 505;
    QTest::newRow("HTTP/1.2") << QByteArray("GET / HTTP/1.2\r\nHost: h\r\n\r\n") << 505;
    QTest::newRow("another protocol") << QByteArray("GET / ICY/1.0\r\nHost: h\r\n\r\n") << 400;
    QTest::newRow("no version") << QByteArray("GET /\r\n\r\n") << 400;
    QTest::newRow("unknown expectation") << post + "Expect: the-unexpected\r\n\r\n" << 417;
    QTest::newRow("large body") << post + "Content-Length: 1048577\r\n\r\n" << 413;
    QTest::newRow("101 fields") << get + "Host: h\r\n" + QByteArray("A: b\r\n").repeated(100)
                    + "\r\n" << 431;
    QTest::newRow("rubbish") << QByteArray("\x16\x03\x01\x02\r\n\r\n") << 400;
}

void TestRequestParser::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, status);

    RequestParser parser(m_limits);
    parser.begin(m_pool.take());
    parser.take(view(text));
    QCOMPARE(parser.status(), RequestParser::Status::Refused);
    QCOMPARE(parser.refusal().status, status);
    QVERIFY(*parser.refusal().code && *parser.refusal().detail);
}

void TestRequestParser::keepAlive_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("kept");

    QTest::newRow("1.1") << QByteArray("1.1") << QByteArray() << true;
    QTest::newRow("1.1, close") << QByteArray("1.1") << QByteArray("close") << false;
    QTest::newRow("1.1, close in a list") << QByteArray("1.1") << QByteArray("x, Close") << false;
    QTest::newRow("1.0") << QByteArray("1.0") << QByteArray() << false;
    QTest::newRow("1.0, keep-alive") << QByteArray("1.0") << QByteArray("Keep-Alive") << true;
}

void TestRequestParser::keepAlive()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, connection);
    QFETCH(bool, kept);

    const QByteArray text = "GET / HTTP/" + version + "\r\nHost: h\r\n"
            + (connection.isEmpty() ? QByteArray() : "Connection: " + connection + "\r\n") + "\r\n";
    RequestParser parser(m_limits);
    parser.begin(m_pool.take());
    parser.take(view(text));
    QCOMPARE(parser.status(), RequestParser::Status::Complete);
    QCOMPARE(parser.message()->keepAlive, kept);
}

QTEST_GUILESS_MAIN(TestRequestParser)
#include "tst_requestparser.moc"
