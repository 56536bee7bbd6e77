// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/harwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace frontdesk;

namespace {

QJsonObject archive(const QList<Exchange> &exchanges)
{
    HarWriter writer("http://127.0.0.1:5000");
    QByteArray text = writer.begin();
    for (const Exchange &exchange : exchanges)
        text += writer.entry(exchange);
    text += writer.end();
    QJsonParseError error {};
    const auto document = QJsonDocument::fromJson(text, &error);
    if (error.error)
        qWarning("%s in %s", qPrintable(error.errorString()), text.constData());
    return document.object()[QStringLiteral("log")].toObject();
}

QJsonObject entry(const Exchange &exchange)
{
    return archive({ exchange })[QStringLiteral("entries")].toArray()[0].toObject();
}

QJsonValue at(QJsonValue value, const char *path)
{
    for (const QString &name : QString::fromLatin1(path).split(u'.'))
        value = value.toObject().value(name);
    return value;
}

Exchange exchange()
{
    Exchange exchange;
    exchange.receivedAtMs = 1'795'000'000'123;
    exchange.method = "POST";
    exchange.status = 201;
    exchange.client = "127.0.0.1:40000";
    exchange.thread = 2;
    exchange.texts = ExchangeTexts("/users?q=a+b&x",
                                   "Host: localhost:5000\r\nAuthorization: ***\r\n"
                                   "Content-Type: application/json\r\n",
                                   "content-type: text/plain\r\nlocation: /users/1\r\n");
    exchange.requestBody = "{\"name\":\"Ada\"}";
    exchange.requestBodySize = exchange.requestBody.size();
    exchange.responseBody = "h\xc3\xa4\n";
    exchange.responseBodySize = exchange.responseBody.size();
    exchange.times
            = { 1'000'000, 1'100'000, 1'500'000, 2'000'000, 3'000'000, 4'500'000, 5'000'000 };
    return exchange;
}

} // namespace

class TestHarWriter : public QObject
{
    Q_OBJECT

private slots:
    void writesAnEmptyLog();
    void writesAllOfAnExchange();
    void keepsSecretsMasked();
    void theTimingsAddUpToTheTime();
    void binaryBodiesAreBase64();
    void saysWhatTheLogDoesNotHave();
    void aClientThatLeftHasNoAnswer();
    void bytesThatAreNoTextStayJson();
};

void TestHarWriter::writesAnEmptyLog()
{
    const QJsonObject log = archive({});
    QCOMPARE(at(log, "version"), QJsonValue(QStringLiteral("1.2")));
    QCOMPARE(at(log, "creator.name"), QJsonValue(QStringLiteral("Frontdesk")));
    QVERIFY(!at(log, "creator.version").toString().isEmpty());
    QCOMPARE(at(log, "entries").toArray().size(), 0);
    QCOMPARE(archive({ exchange(), exchange() })[QStringLiteral("entries")].toArray().size(), 2);
}

void TestHarWriter::writesAllOfAnExchange()
{
    const QJsonObject written = entry(exchange());
    QCOMPARE(at(written, "startedDateTime").toString(), QStringLiteral("2026-11-18T11:06:40.123Z"));
    QCOMPARE(at(written, "request.method").toString(), QStringLiteral("POST"));
    QCOMPARE(at(written, "request.url").toString(),
             QStringLiteral("http://localhost:5000/users?q=a+b&x"));
    QCOMPARE(at(written, "request.httpVersion").toString(), QStringLiteral("HTTP/1.1"));
    QCOMPARE(at(written, "request.headers").toArray().size(), 3);
    QCOMPARE(at(written, "request.queryString").toArray().size(), 2);
    QCOMPARE(at(at(written, "request.queryString").toArray()[0], "value").toString(),
             QStringLiteral("a b"));
    QCOMPARE(at(written, "request.postData.mimeType").toString(),
             QStringLiteral("application/json"));
    QCOMPARE(at(written, "request.postData.text").toString(), QStringLiteral("{\"name\":\"Ada\"}"));
    QCOMPARE(at(written, "request.bodySize").toInt(), 14);
    QCOMPARE(at(written, "response.status").toInt(), 201);
    QCOMPARE(at(written, "response.statusText").toString(), QStringLiteral("Created"));
    QCOMPARE(at(written, "response.redirectURL").toString(), QStringLiteral("/users/1"));
    QCOMPARE(at(written, "response.content.size").toInt(), 4);
    QCOMPARE(at(written, "response.content.mimeType").toString(), QStringLiteral("text/plain"));
    QCOMPARE(at(written, "response.content.text").toString(), QString::fromUtf8("hä\n"));
    QVERIFY(at(written, "response.content.encoding").isUndefined());
    QVERIFY(at(written, "cache").isObject());
    QCOMPARE(at(written, "_thread").toInt(), 2);
    QVERIFY(at(written, "comment").isUndefined());
}

void TestHarWriter::keepsSecretsMasked()
{
    for (const auto &header : at(entry(exchange()), "request.headers").toArray()) {
        if (at(header, "name").toString() == QLatin1String("Authorization"))
            QCOMPARE(at(header, "value").toString(), QStringLiteral("***"));
    }
}

void TestHarWriter::theTimingsAddUpToTheTime()
{
    const QJsonObject written = entry(exchange());
    QCOMPARE(at(written, "time").toDouble(), 4.0);
    double sum = 0;
    for (const char *part :
         { "timings.blocked", "timings.send", "timings.wait", "timings.receive" }) {
        QVERIFY2(at(written, part).isDouble(), part);
        sum += at(written, part).toDouble();
    }
    QCOMPARE(sum, 4.0);
    QCOMPARE(at(written, "timings.wait").toDouble(), 3.0);
    QCOMPARE(at(written, "_database").toDouble(), 1.0);
}

void TestHarWriter::binaryBodiesAreBase64()
{
    Exchange binary = exchange();
    binary.responseBody = QByteArray("\x89PNG\0\xff", 6);
    binary.responseBodySize = 6;
    binary.requestBody = "\xff\xfe";
    binary.requestBodySize = 2;
    const QJsonObject written = entry(binary);
    QCOMPARE(at(written, "response.content.encoding").toString(), QStringLiteral("base64"));
    QCOMPARE(QByteArray::fromBase64(at(written, "response.content.text").toString().toLatin1()),
             binary.responseBody);
    QCOMPARE(at(written, "request.postData._encoding").toString(), QStringLiteral("base64"));
    QVERIFY(at(written, "request.postData.encoding").isUndefined()); // HAR 1.2 has none there
    QCOMPARE(QByteArray::fromBase64(at(written, "request.postData.text").toString().toLatin1()),
             binary.requestBody);
}

void TestHarWriter::saysWhatTheLogDoesNotHave()
{
    Exchange cut = exchange();
    cut.responseBody = "h\xc3"; // within a letter
    cut.responseBodySize = 100'000;
    cut.requestBody.clear();
    const QJsonObject written = entry(cut);
    QCOMPARE(at(written, "response.content.size").toInt(), 100'000);
    QCOMPARE(at(written, "response.content.text").toString(), QStringLiteral("h"));
    QVERIFY(at(written, "response.content.encoding").isUndefined());
    QCOMPARE(at(written, "response.content.comment").toString(),
             QStringLiteral("The log kept the first 2 of 100000 bytes."));
    QCOMPARE(at(written, "request.postData.comment").toString(),
             QStringLiteral("The log kept the first 0 of 14 bytes."));
}

void TestHarWriter::aClientThatLeftHasNoAnswer()
{
    Exchange left = exchange();
    left.status = 0;
    left.times.answeredNs = left.times.writtenNs = 0;
    const QJsonObject written = entry(left);
    QCOMPARE(at(written, "response.status").toInt(), 0);
    QVERIFY(at(written, "comment").toString().contains(QStringLiteral("left")));
    QCOMPARE(at(written, "timings.receive").toDouble(), 0.0);
    QCOMPARE(at(written, "timings.blocked").toDouble(), 0.5);
    QCOMPARE(at(written, "time").toDouble(), 0.5);
}

void TestHarWriter::bytesThatAreNoTextStayJson()
{
    Exchange odd = exchange();
    odd.texts = ExchangeTexts("/\xff\"\\", "X: \xe4\"\x01\r\n", {});
    QCOMPARE(at(at(entry(odd), "request.headers").toArray()[0], "value").toString(),
             QString::fromLatin1("\xe4\"\x01"));
}

QTEST_APPLESS_MAIN(TestHarWriter)
#include "tst_harwriter.moc"
