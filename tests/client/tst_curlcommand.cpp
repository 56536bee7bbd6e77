// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/curlcommand.h"
#include "client/loggedrequest.h"

#include <QProcess>
#include <QTest>

using namespace frontdesk;

namespace {

struct Called
{
    QByteArrayList arguments;
    QByteArray input;
};

/// What curl would get from a POSIX shell: its arguments and its input.
Called run(const QString &command)
{
    QProcess shell;
    shell.start(QStringLiteral("sh"),
                { QStringLiteral("-c"),
                  QStringLiteral("curl() { for a in \"$@\"; do printf '%s\\0' \"$a\"; done; "
                                 "printf '\\0'; cat; }\n")
                          + command });
    shell.closeWriteChannel();
    if (!shell.waitForFinished() || shell.exitCode() != 0)
        qWarning("%s", shell.readAllStandardError().constData());
    const QByteArray output = shell.readAllStandardOutput();
    const qsizetype end = output.indexOf(QByteArray(2, '\0'));
    return { output.left(end).split('\0'), output.mid(end + 2) };
}

QByteArray after(const Called &called, const char *option)
{
    const qsizetype at = called.arguments.indexOf(option);
    return at < 0 ? QByteArray() : called.arguments.value(at + 1);
}

QByteArray everyByte()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    return bytes;
}

} // namespace

class TestCurlCommand : public QObject
{
    Q_OBJECT

private slots:
    void aPlainGetIsPlain();
    void textIsQuoted_data();
    void textIsQuoted();
    void bytesThatAreNoTextGoThroughAPipe_data();
    void bytesThatAreNoTextGoThroughAPipe();
    void headersGoAlongButFramingAndHost();
    void namesTheMethod_data();
    void namesTheMethod();
    void curlLeavesTheUrlAlone();
    void aLoggedRequestStaysMasked();
};

void TestCurlCommand::aPlainGetIsPlain()
{
    CurlRequest request;
    request.url = "http://127.0.0.1:5000/users?q=a b";
    QCOMPARE(curlCommand(request),
             QStringLiteral("curl \\\n  'http://127.0.0.1:5000/users?q=a b'"));
}

void TestCurlCommand::textIsQuoted_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("quotes") << QByteArray("it's \"so\" ''''");
    QTest::newRow("what shells expand") << QByteArray("$HOME `id` $(id) !! * ~ \\ \\n %s");
    QTest::newRow("lines") << QByteArray("a\nb\n\tc\n");
    QTest::newRow("begins with an at") << QByteArray("@/etc/passwd");
    QTest::newRow("begins with a dash") << QByteArray("--data");
    QTest::newRow("UTF-8") << QByteArray("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80");
    QTest::newRow("separators") << QByteArray("; rm -rf / & | > <");
}

void TestCurlCommand::textIsQuoted()
{
    QFETCH(QByteArray, text);
    CurlRequest request;
    request.method = "POST";
    request.url = "http://h/" + QByteArray(text).replace('\n', ' ');
    request.headers = { { "X-Text", QByteArray(text).replace('\n', ' ') } };
    request.body = text;
    const Called called = run(curlCommand(request));
    QCOMPARE(after(called, "--data-raw"), text);
    QVERIFY(called.arguments.contains(request.url));
    QVERIFY(called.arguments.contains("X-Text: " + request.headers[0].value));
    QVERIFY(called.input.isEmpty());
}

void TestCurlCommand::bytesThatAreNoTextGoThroughAPipe_data()
{
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe");
    QTest::newRow("an escape for the terminal") << QByteArray("\x1b[2J");
    QTest::newRow("carriage returns") << QByteArray("a\r\nb");
    QTest::newRow("digits behind an octal escape") << QByteArray("\0"
                                                                 "12\xff"
                                                                 "7%d\\n'",
                                                                 10);
    QTest::newRow("begins like an option") << QByteArray("--\0", 3);
    QTest::newRow("every byte") << everyByte();
}

void TestCurlCommand::bytesThatAreNoTextGoThroughAPipe()
{
    QFETCH(QByteArray, body);
    CurlRequest request;
    request.method = "PUT";
    request.url = "http://h/";
    request.body = body;
    const Called called = run(curlCommand(request));
    QCOMPARE(after(called, "--data-binary"), QByteArray("@-"));
    QCOMPARE(called.input, body);
}

void TestCurlCommand::headersGoAlongButFramingAndHost()
{
    CurlRequest request;
    request.method = "POST";
    request.url = "http://localhost:5000/a";
    request.headers = { { "Host", "localhost:5000" }, { "Content-Length", "3" },
                        { "Connection", "close" },    { "X-Empty", "" },
                        { "X-Twice", "1" },           { "X-Twice", "2" } };
    request.body = "abc";
    const Called called = run(curlCommand(request));
    QCOMPARE(called.arguments.count("--header"), 4);
    QVERIFY(called.arguments.contains("X-Empty;")); // curl's way to send an empty one
    QVERIFY(called.arguments.contains("X-Twice: 1"));
    QVERIFY(called.arguments.contains("X-Twice: 2"));
    QVERIFY(called.arguments.contains("Content-Type:")); // none, as it was
    request.headers[0].value = "other";
    QVERIFY(run(curlCommand(request)).arguments.contains("Host: other"));
}

void TestCurlCommand::namesTheMethod_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("option");

    QTest::newRow("GET") << QByteArray("GET") << QByteArray() << QByteArray();
    QTest::newRow("GET with a body")
            << QByteArray("GET") << QByteArray("x") << QByteArray("--request GET");
    QTest::newRow("POST without one")
            << QByteArray("POST") << QByteArray() << QByteArray("--request POST");
    QTest::newRow("HEAD") << QByteArray("HEAD") << QByteArray() << QByteArray("--head");
    QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray()
                            << QByteArray("--request DELETE");
}

void TestCurlCommand::namesTheMethod()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, option);
    const Called called = run(curlCommand({ method, "http://h/", {}, body }));
    const QByteArray all = called.arguments.join(' ');
    QCOMPARE(all.contains("--request") || all.contains("--head"), !option.isEmpty());
    QVERIFY(all.contains(option));
}

void TestCurlCommand::curlLeavesTheUrlAlone()
{
    const auto arguments = [](const QByteArray &url) {
        return run(curlCommand({ "GET", url, {}, {} })).arguments;
    };
    QVERIFY(arguments("http://h/a[1-3]{x}").contains("--globoff"));
    QVERIFY(arguments("http://h/a/../b").contains("--path-as-is"));
    QCOMPARE(arguments("http://h/a").size(), 1);
}

void TestCurlCommand::aLoggedRequestStaysMasked()
{
    Exchange exchange;
    exchange.method = "PUT";
    exchange.texts = ExchangeTexts("/users/1",
                                   "Host: localhost:1\r\nAuthorization: ***\r\nIf-Match: *\r\n"
                                   "Content-Length: 2\r\n",
                                   {});
    exchange.requestBody = "{}";
    exchange.requestBodySize = 2;
    const LoggedRequest logged = loggedRequest(exchange, "http://127.0.0.1:1");
    QCOMPARE(logged.url, QByteArray("http://localhost:1/users/1"));
    QCOMPARE(logged.maskedNames(), QByteArrayList { "Authorization" });
    QCOMPARE(logged.sendableHeaders(), (QList<HeaderField> { { "If-Match", "*" } }));
    QVERIFY(logged.isWhole());
    QVERIFY(run(curlCommand({ logged.method, logged.url, logged.headers, logged.body }))
                    .arguments.contains("Authorization: ***"));
    exchange.requestBodySize = 70'000;
    QVERIFY(!loggedRequest(exchange, {}).isWhole());
}

QTEST_GUILESS_MAIN(TestCurlCommand)
#include "tst_curlcommand.moc"
