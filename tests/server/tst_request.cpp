// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/limits.h"
#include "server/request.h"
#include "server/requestparser.h"

#include <QTest>

using namespace frontdesk;

class TestRequest : public QObject
{
    Q_OBJECT

private slots:
    void ids_data();
    void ids();
    void jsonBody_data();
    void jsonBody();
    void saysWhere();
    void preferredWait_data();
    void preferredWait();

private:
    Request requestWith(const QByteArray &fields, const QByteArray &body);

    const Limits m_limits;
    MessagePool m_pool;
};

Request TestRequest::requestWith(const QByteArray &fields, const QByteArray &body)
{
    const QByteArray text = "POST / HTTP/1.1\r\nHost: h\r\n" + fields
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    RequestParser parser(m_limits);
    parser.begin(m_pool.take());
    parser.take({ text.constData(), size_t(text.size()) });
    Q_ASSERT(parser.status() == RequestParser::Status::Complete);
    return Request(parser.finish());
}

void TestRequest::ids_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("id"); // -1: none

    QTest::newRow("one") << QByteArray("1") << qint64(1);
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("largest") << QByteArray("9223372036854775807") << qint64(9223372036854775807);
    QTest::newRow("2^63") << QByteArray("9223372036854775808") << qint64(-1);
    QTest::newRow("2^64") << QByteArray("18446744073709551616") << qint64(-1);
    QTest::newRow("plus") << QByteArray("+1") << qint64(-1);
    QTest::newRow("minus") << QByteArray("-1") << qint64(-1);
    QTest::newRow("fraction") << QByteArray("1.0") << qint64(-1);
    QTest::newRow("exponent") << QByteArray("1e1") << qint64(-1);
    QTest::newRow("hexadecimal") << QByteArray("0x1") << qint64(-1);
    QTest::newRow("space") << QByteArray(" 1") << qint64(-1);
    QTest::newRow("empty") << QByteArray("") << qint64(-1);
    QTest::newRow("other digits") << QByteArray("\xd9\xa1") << qint64(-1);
}

void TestRequest::ids()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, id);

    Request request = requestWith({}, {});
    request.setArgument(0, text.toStdString());
    QCOMPARE(request.id(0).value_or(-1), id);
}

void TestRequest::jsonBody_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code"); // empty: fine

    const QByteArray json = "application/json", object = "{}";
    QTest::newRow("object") << json << object << QString();
    QTest::newRow("charset") << json + "; charset=utf-8" << object << QString();
    QTest::newRow("upper case") << QByteArray("Application/JSON") << object << QString();
    QTest::newRow("suffix") << QByteArray("application/merge-patch+json") << object << QString();
    QTest::newRow("no type") << QByteArray() << object << QStringLiteral("json_required");
    QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded") << object
                          << QStringLiteral("json_required");
    QTest::newRow("something like json")
            << QByteArray("application/jsonp") << object << QStringLiteral("json_required");
    QTest::newRow("empty") << json << QByteArray() << QStringLiteral("body_required");
    QTest::newRow("cut off") << json << QByteArray("{\"a\":") << QStringLiteral("malformed_json");
    QTest::newRow("rubbish behind")
            << json << QByteArray("{}{}") << QStringLiteral("malformed_json");
    QTest::newRow("not UTF-8") << json << QByteArray("{\"a\":\"\xff\"}")
                               << QStringLiteral("malformed_json");
    QTest::newRow("array") << json << QByteArray("[]") << QStringLiteral("object_required");
    QTest::newRow("64 deep") << json << "{\"a\":" + QByteArray(63, '[') + QByteArray(63, ']') + '}'
                             << QString();
    QTest::newRow("65 deep") << json << "{\"a\":" + QByteArray(64, '[') + QByteArray(64, ']') + '}'
                             << QStringLiteral("json_too_deep");
    QTest::newRow("brackets in a string")
            << json << "{\"a\":\"\\\"" + QByteArray(100, '[') + "\"}" << QString();
}

void TestRequest::jsonBody()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, code);

    const Request request
            = requestWith(type.isEmpty() ? QByteArray() : "Content-Type: " + type + "\r\n", body);
    const auto object = request.jsonBody();
    QCOMPARE(object ? QString() : object.error().code, code);
}

void TestRequest::saysWhere()
{
    // The tutorial's own sample: a quote is missing.
    const QByteArray sample = "{\n\"username\": \"Geek,\n\"email\": \"geeks@gfg.org\"\n}";
    const auto object = requestWith("Content-Type: application/json\r\n", sample).jsonBody();
    QVERIFY(!object);
    QVERIFY2(object.error().detail.contains(QStringLiteral("line ")),
             qPrintable(object.error().detail));
}

void TestRequest::preferredWait_data()
{
    QTest::addColumn<QByteArray>("prefer");
    QTest::addColumn<int>("seconds"); // -1: none

    QTest::newRow("wait") << QByteArray("wait=5") << 5;
    QTest::newRow("in a list") << QByteArray("respond-async, Wait=5") << 5;
    QTest::newRow("in a second line") << QByteArray("respond-async\r\nPrefer: wait=5") << 5;
    QTest::newRow("capped") << QByteArray("wait=999") << 60;
    QTest::newRow("zero") << QByteArray("wait=0") << 0;
    QTest::newRow("negative") << QByteArray("wait=-1") << -1;
    QTest::newRow("no number") << QByteArray("wait=x") << -1;
    QTest::newRow("another preference") << QByteArray("return=minimal") << -1;
    QTest::newRow("none") << QByteArray("") << -1;
}

void TestRequest::preferredWait()
{
    QFETCH(QByteArray, prefer);
    QFETCH(int, seconds);

    const auto wait = requestWith("Prefer: " + prefer + "\r\n", {}).preferredWait();
    QCOMPARE(wait ? int(wait->count()) : -1, seconds);
}

QTEST_GUILESS_MAIN(TestRequest)
#include "tst_request.moc"
