// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchangefilter.h"

#include <QTest>

using namespace frontdesk;

namespace {

Exchange posted()
{
    Exchange exchange;
    exchange.method = "POST";
    exchange.texts = ExchangeTexts("/users/42?q=Ada%20L&limit=5", "Host: localhost:5000\r\n",
                                   "Content-Type: application/json\r\n");
    exchange.status = 409;
    exchange.client = "127.0.0.1:51234";
    exchange.requestBody = "{\"name\":\"Ada\"}";
    exchange.responseBody = "{\"error\":\"This e-mail is taken, \\\"really\\\"\"}";
    exchange.responseBodySize = 1500;
    exchange.times.receivedNs = 1;
    exchange.times.answeredNs = 100'000'001;
    exchange.times.writtenNs = 150'400'001; // 150.4 ms
    return exchange;
}

} // namespace

class TestExchangeFilter : public QObject
{
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void readsNumbers_data();
    void readsNumbers();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void decodesPathsForPeople();
    void aClientThatLeftHasNoStatus();
    void searchesLongTextsInNoTime();
};

void TestExchangeFilter::accepts_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("accepted");

    const auto row = [](const char *filter, bool accepted) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << accepted;
    };
    row("", true);
    row("   ", true);
    // words
    row("users", true);
    row("USERS", true);
    row("post", true);
    row("users/43", false);
    row("users*limit", true);
    row("limit*users", false);
    row("\"ada l\"", true); // decoded
    row("\"users*\"", false); // quoted: a star is a star
    row("-users", false);
    row("-nothing", true);
    row("users 42", true);
    row("users 43", false);
    row("/users:batch", false); // no key before the colon
    // method
    row("method:POST", true);
    row("method:post", true);
    row("METHOD:post", true);
    row("method:P*", true);
    row("method:PO", false);
    row("method:GET,POST", true);
    row("method:GET,PUT", false);
    row("-method:GET,POST", false);
    row("method:\"POST\",GET", true);
    // path
    row("path:/users/42", true);
    row("path:/users", false);
    row("path:/users*", true);
    row("path:*/42", true);
    row("path:/*/4*", true);
    row("path:users", true);
    row("path:/users/42?q=*", true);
    row("path:/users/42?q=", false);
    row("path:limit", false); // that's in the query
    row("path:/nothing,/users/*", true);
    row("-path:/livez", true);
    // status
    row("status:409", true);
    row("status:4xx", true);
    row("status:40x", true);
    row("status:4XX", true);
    row("status:5xx", false);
    row("status:200,4xx", true);
    row("status:>=400", true);
    row("status:>4xx", false);
    row("status:<500", true);
    row("status:400-499", true);
    row("status:4xx..5xx", true);
    row("status:410-499", false);
    row("status:none", false);
    row("-status:409", false);
    // duration: 150.4 ms
    row("duration:>100ms", true);
    row("duration:>150", true);
    row("duration:>150.4ms", false);
    row("duration:>=150.4ms", true);
    row("duration:150ms", true);
    row("duration:150.4ms", true);
    row("duration:150.5ms", false);
    row("duration:<0.2s", true);
    row("duration:100-200ms", true);
    row("duration:1us..1min", true);
    row("duration:1s..2s", false);
    // size: 1500
    row("size:1500", true);
    row("size:>1KB", true);
    row("size:>1.5KB", false);
    row("size:>=1.5KB", true);
    row("size:<2KiB", true);
    row("size:1.5KB", true);
    row("size:1KB..1MB", true);
    // client
    row("client:127.0.0.1", true);
    row("client:127.0.0.1:51234", true);
    row("client:127.0.0.10", false);
    row("client:127.*", true);
    // body and header
    row("body:ada", true);
    row("body:\"e-mail is taken, \"", true);
    row("body:taken,", true);
    row("body:\"\\\"really\"", true);
    row("body:grace", false);
    row("-body:ada", false);
    row("header:application/json", true);
    row("header:\"Host: localhost\"", true);
    row("header:cookie", false);
    // together
    row("status:4xx method:POST path:/users* duration:>100ms body:\"ada\" -status:404", true);
    row("status:4xx method:POST path:/users* duration:>100ms body:\"ada\" -status:409", false);
}

void TestExchangeFilter::accepts()
{
    QFETCH(QString, filter);
    QFETCH(bool, accepted);
    const auto parsed = ExchangeFilter::parse(filter);
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().detail));
    QCOMPARE(parsed->accepts(posted()), accepted);
    QCOMPARE(parsed->acceptsAll(), filter.trimmed().isEmpty());
}

void TestExchangeFilter::readsNumbers_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<qint64>("least");
    QTest::addColumn<qint64>("most");

    QTest::newRow("ms is meant") << "duration:5" << qint64(5'000'000) << qint64(5'999'999);
    QTest::newRow("us") << "duration:5us" << qint64(5'000) << qint64(5'999);
    QTest::newRow("µs") << QString::fromUtf8("duration:5µs") << qint64(5'000) << qint64(5'999);
    QTest::newRow("ns") << "duration:5ns" << qint64(5) << qint64(5);
    QTest::newRow("as many digits as written")
            << "duration:1.5s" << qint64(1'500'000'000) << qint64(1'599'999'999);
    QTest::newRow("minutes") << "duration:1min" << qint64(60'000'000'000)
                             << qint64(119'999'999'999);
    QTest::newRow("the first takes the second's unit")
            << "duration:1..2s" << qint64(1'000'000'000) << qint64(2'000'000'000);
    QTest::newRow("KB") << "size:3kb" << qint64(3'000) << qint64(3'999);
    QTest::newRow("KiB") << "size:3KiB" << qint64(3'072) << qint64(4'095);
    QTest::newRow("bytes") << "size:0B" << qint64(0) << qint64(0);
}

void TestExchangeFilter::readsNumbers()
{
    QFETCH(QString, filter);
    QFETCH(qint64, least);
    QFETCH(qint64, most);
    const auto parsed = ExchangeFilter::parse(filter);
    QVERIFY(parsed);
    const auto accepts = [&](qint64 number) {
        Exchange exchange;
        exchange.times.answeredNs = number;
        exchange.responseBodySize = number;
        return parsed->accepts(exchange);
    };
    QVERIFY(!accepts(least - 1));
    QVERIFY(accepts(least));
    QVERIFY(accepts(most));
    QVERIFY(!accepts(most + 1));
}

void TestExchangeFilter::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("wrong"); // the part it points at
    QTest::addColumn<QString>("detail"); // the sentence's beginning

    const auto row = [](const char *filter, const char *wrong, const char *detail) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromUtf8(wrong)
                              << QString::fromUtf8(detail);
    };
    row("users stat:200", "stat", "There is no key stat; the keys are status, method,");
    row("-stat:200", "stat", "There is no key stat;");
    row("status:", "status:", "A value is missing after status:.");
    row("status: 200", "status:", "A value is missing after status:.");
    row("a - b", "-", "A minus stands right before");
    row("-", "-", "A minus stands right before");
    row("body:\"ada", "\"ada", "These quotes are not closed.");
    row("\"ada\\", "\"ada\\", "These quotes are not closed.");
    row("\"a\"b", "b", "A space is missing after the quotes.");
    row("body:\"a\",\"b\"", ",", "A space is missing after the quotes.");
    row("body:\"\"", "\"\"", "There is nothing between these quotes.");
    row("method:GET,", "", "A value is missing beside this comma.");
    row("method:,GET", ",", "A value is missing beside this comma.");
    row("method:>GET", ">GET", "Only status, duration and size can be compared.");
    row("client:<1", "<1", "Only status, duration and size can be compared.");
    for (const char *status : { "4", "40", "4040", "4x4", "xxx", "abc", ">", ">=", ">>400", "400-",
                                "500-400", "-400", "4xx-", "400ms" })
        QTest::newRow(status) << QStringLiteral("a status:") + QLatin1String(status)
                              << QString::fromLatin1(status)
                              << QStringLiteral("A status is a number such as 404,");
    for (const char *duration : { "x", "ms", "1h", "1.ms", ".5s", "1e3", "2s..1s", ">",
                                  "99999999999999999999s", "1..2..3" })
        QTest::newRow(duration) << QStringLiteral("a duration:") + QLatin1String(duration)
                                << QString()
                                << QStringLiteral("A duration is a number with us, ms,");
    row("size:1TB", "1TB", "A size is a number with B, KB,");
    row("size:-1", "-1", "A size is a number with B, KB,");
}

void TestExchangeFilter::saysWhatIsWrong()
{
    QFETCH(QString, filter);
    QFETCH(QString, wrong);
    QFETCH(QString, detail);
    const auto parsed = ExchangeFilter::parse(filter);
    QVERIFY(!parsed);
    const FilterError &error = parsed.error();
    if (!wrong.isEmpty())
        QCOMPARE(filter.mid(error.position, error.length), wrong);
    QVERIFY(error.position >= 0 && error.position <= filter.size());
    QVERIFY2(error.detail.startsWith(detail), qPrintable(error.detail));
}

void TestExchangeFilter::decodesPathsForPeople()
{
    Exchange exchange;
    exchange.texts = ExchangeTexts("/k%C3%A4se", {}, {});
    for (const char *filter : { "path:/käse", "path:/k%C3%A4se", "käse", "k%c3%a4" })
        QVERIFY2(ExchangeFilter::parse(QString::fromUtf8(filter))->accepts(exchange), filter);
}

void TestExchangeFilter::aClientThatLeftHasNoStatus()
{
    const Exchange left;
    QVERIFY(ExchangeFilter::parse(QStringLiteral("status:none"))->accepts(left));
    QVERIFY(!ExchangeFilter::parse(QStringLiteral("status:<400"))->accepts(left));
    QVERIFY(ExchangeFilter::parse(QStringLiteral("-status:2xx"))->accepts(left));
}

/// Stars that match nothing at the very end must not make it try all ways.
void TestExchangeFilter::searchesLongTextsInNoTime()
{
    Exchange exchange;
    exchange.responseBody = QByteArray(64 * 1024, 'a');
    const auto filter = ExchangeFilter::parse(
            QStringLiteral("body:a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b"));
    QVERIFY(filter);
    QVERIFY(!filter->accepts(exchange));
    exchange.responseBody += 'b';
    QVERIFY(filter->accepts(exchange));
}

QTEST_APPLESS_MAIN(TestExchangeFilter)
#include "tst_exchangefilter.moc"
