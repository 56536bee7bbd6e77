// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpmessage.h"

#include <QTest>

using namespace frontdesk;

class TestHttpMessage : public QObject
{
    Q_OBJECT

private slots:
    void readsHeaderLines();
    void refusesHeaderLines_data();
    void refusesHeaderLines();
    void tokens();
    void sendsWhatWasGivenAndAddsWhatIsMissing();
    void leavesGivenFieldsAlone();
    void announcesALengthWhereABodyIsExpected();
};

void TestHttpMessage::readsHeaderLines()
{
    const auto fields = parseHeaders(QStringLiteral("Accept: text/html\n\n  X-Empty:\r\nA: b: c"));
    QVERIFY(fields);
    QCOMPARE(fields->size(), 3);
    QCOMPARE(fields->at(0).name, QByteArray("Accept"));
    QCOMPARE(fields->at(0).value, QByteArray("text/html"));
    QCOMPARE(fields->at(1).value, QByteArray());
    QCOMPARE(fields->at(2).value, QByteArray("b: c"));
}

void TestHttpMessage::refusesHeaderLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");

    QTest::newRow("no colon") << "Accept: a\nnonsense"
                              << "Header line 2: a colon is missing, as in “Accept: */*”.";
    QTest::newRow("no name") << ": x"
                             << "Header line 1: “” can't be a header's name.";
    QTest::newRow("a space in the name") << "A b: x"
                                         << "Header line 1: “A b” can't be a header's name.";
    QTest::newRow("a space before the colon") << "A : x"
                                              << "Header line 1: “A ” can't be a header's name.";
    QTest::newRow("a control character")
            << QStringLiteral("A: x\ry") << "Header line 1: its value holds a control character.";
}

void TestHttpMessage::refusesHeaderLines()
{
    QFETCH(QString, text);
    const auto fields = parseHeaders(text);
    QVERIFY(!fields);
    QTEST(fields.error().detail, "error");
}

void TestHttpMessage::tokens()
{
    QVERIFY(isToken("GET"));
    QVERIFY(isToken("X-1_a!#$%&'*+-.^_`|~"));
    QVERIFY(!isToken(""));
    QVERIFY(!isToken("A B"));
    QVERIFY(!isToken("a:b"));
    QVERIFY(!isToken("\xc3\xa9"));
}

void TestHttpMessage::sendsWhatWasGivenAndAddsWhatIsMissing()
{
    OutgoingRequest request;
    request.method = "POST";
    request.address = *Address::parse(QStringLiteral("http://127.0.0.1:5000/add-user"));
    request.headers
            = { { "content-type", "application/json" }, { "X-Twice", "1" }, { "X-Twice", "2" } };
    request.body = { QByteArray("{}") };
    QCOMPARE(serializeHead(request),
             QByteArray("POST /add-user HTTP/1.1\r\n"
                        "Host: 127.0.0.1:5000\r\n"
                        "content-type: application/json\r\n"
                        "X-Twice: 1\r\n"
                        "X-Twice: 2\r\n"
                        "User-Agent: Frontdesk\r\n"
                        "Accept: */*\r\n"
                        "Connection: close\r\n"
                        "Content-Length: 2\r\n"
                        "\r\n"));
}

void TestHttpMessage::leavesGivenFieldsAlone()
{
    OutgoingRequest request;
    request.method = "POST";
    request.headers = { { "HOST", "other" },
                        { "user-agent", "mine" },
                        { "accept", "text/csv" },
                        { "connection", "keep-alive" },
                        { "content-length", "99" } };
    QCOMPARE(serializeHead(request),
             QByteArray("POST / HTTP/1.1\r\nHOST: other\r\nuser-agent: mine\r\naccept: text/csv\r\n"
                        "connection: keep-alive\r\ncontent-length: 99\r\n\r\n"));
}

void TestHttpMessage::announcesALengthWhereABodyIsExpected()
{
    OutgoingRequest request;
    for (const char *method : { "POST", "PUT", "PATCH" }) {
        request.method = method;
        QVERIFY(serializeHead(request).contains("Content-Length: 0\r\n"));
    }
    for (const char *method : { "GET", "HEAD", "DELETE", "OPTIONS" }) {
        request.method = method;
        QVERIFY(!serializeHead(request).contains("Content-Length"));
    }
    request.body = { QByteArray("x") }; // whoever sends a body with GET gets it
    QVERIFY(serializeHead(request).contains("Content-Length: 1\r\n"));
}

QTEST_GUILESS_MAIN(TestHttpMessage)
#include "tst_httpmessage.moc"
