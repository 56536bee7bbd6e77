// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/largebody.h"

#include "client/contentcoding.h"
#include "client/jsonformatter.h"

#include <QTest>

#include <zlib.h>

using namespace frontdesk;

namespace {

/// @p windowBits as deflateInit2() takes them: 31 gzip, 15 zlib, -15 bare.
QByteArray compressed(const QByteArray &bytes, int windowBits)
{
    z_stream stream {};
    deflateInit2(&stream, 6, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(bytes.size()))) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

/// {"items":[{"id":0,…},…]}, of some bytes at least.
QByteArray jsonOf(qsizetype size)
{
    QByteArray json = R"({"items":[)";
    for (int i = 0; json.size() < size; ++i)
        json += (i ? "," : "") + QByteArray(R"({"id":)") + QByteArray::number(i)
                + R"(,"n":12345678901234567890.10,"z":1,"a":"\u00e4"})";
    return json + "]}";
}

QByteArray lineOf(const ShownBody &body, qint64 number)
{
    const auto row = body.lines.row(number);
    return body.bytes.view().sliced(row.begin, row.end - row.begin).toByteArray();
}

} // namespace

class TestLargeBody : public QObject
{
    Q_OBJECT

private slots:
    void shortOnesAreTexts();
    void shortJsonThatGrowsIsLarge();
    void largeJsonIsIndentedAndOtherwiseUntouched();
    void largeJsonThatIsWrongIsShownAsItCame();
    void rawStaysAsItCame();
    void bytesThatAreNotTextAreHex();
    void otherCharsetsAreRead();
    void saysWhatIsNoText();
    void codingsAreUndone_data();
    void codingsAreUndone();
    void codingsThatLieAreTold_data();
    void codingsThatLieAreTold();
    void aBombFillsNothing();
    void stops();
};

void TestLargeBody::shortOnesAreTexts()
{
    const auto body
            = shownBody(QByteArray(R"({"b":1,"a":1.10})"), { "application/json", {} }, true);
    QVERIFY(!body->isLarge);
    QCOMPARE(body->text.text, QStringLiteral("{\n  \"b\": 1,\n  \"a\": 1.10\n}"));
    QCOMPARE(body->look, ShownBody::Look::Json);
}

void TestLargeBody::shortJsonThatGrowsIsLarge()
{
    const QByteArray json = QByteArray(300, '[') + QByteArray(20'000, '1').replace("1", "1,") + "1"
            + QByteArray(300, ']');
    const auto body = shownBody(json, { "application/json", {} }, true);
    QVERIFY(body->isLarge); // 600 spaces before each digit
    QVERIFY(body->bytes.view() == formatJson(json)->text);
}

void TestLargeBody::largeJsonIsIndentedAndOtherwiseUntouched()
{
    const QByteArray json = jsonOf(3'000'000);
    const auto body = shownBody(json, { "application/json", {} }, true);
    QVERIFY(body);
    QVERIFY(body->isLarge);
    QCOMPARE(body->look, ShownBody::Look::Json);
    QVERIFY(body->bytes.view() == formatJson(json)->text);
    QCOMPARE(body->text.note, QString());
    QCOMPARE(lineOf(*body, 4), QByteArray(R"(      "n": 12345678901234567890.10,)"));
    QCOMPARE(lineOf(*body, 6), QByteArray(R"(      "a": "\u00e4")"));
}

void TestLargeBody::largeJsonThatIsWrongIsShownAsItCame()
{
    QByteArray json = jsonOf(1'000'000) + "\n rubbish";
    auto body = shownBody(json, { "application/json", {} }, true);
    QVERIFY(body->bytes.view() == json);
    QCOMPARE(body->look, ShownBody::Look::Text);
    QCOMPARE(body->text.note,
             QStringLiteral("Not valid JSON: line 2, column 2: something follows the value."));
    body = shownBody(json, { "text/plain", {} }, true); // it never said that it is JSON
    QCOMPARE(body->text.note, QString());
}

void TestLargeBody::rawStaysAsItCame()
{
    const QByteArray json = jsonOf(1'000'000);
    const auto body = shownBody(json, { "application/json", {} }, false);
    QVERIFY(body->bytes.view() == json);
    QCOMPARE(body->lines.lineCount(), 1);
    QVERIFY(body->lines.rowCount() >= 1'000);
}

void TestLargeBody::bytesThatAreNotTextAreHex()
{
    const QByteArray bytes = QByteArray("\0\1", 2) + QByteArray(1'000'000, '\xff');
    const auto body = shownBody(bytes, { "image/png", {} }, true);
    QCOMPARE(body->look, ShownBody::Look::Hex);
    QVERIFY(body->bytes.view() == bytes);
    QCOMPARE(body->text.note, QStringLiteral("These bytes are not text."));
}

void TestLargeBody::otherCharsetsAreRead()
{
    const QByteArray latin = QByteArray(2'000'000, '\xe4');
    auto body = shownBody(latin, { "text/plain; charset=\"ISO-8859-1\"", {} }, true);
    QVERIFY(body->bytes.view() == QString(2'000'000, u'ä').toUtf8());
    body = shownBody(latin, { "text/plain; charset=martian", {} }, true);
    QVERIFY(body->text.note.contains(QStringLiteral("The charset martian is unknown")));
}

void TestLargeBody::saysWhatIsNoText()
{
    const QByteArray bytes = QByteArray(1'000'000, 'a') + '\xff';
    const auto body = shownBody(bytes, { "text/plain", {} }, true);
    QCOMPARE(body->text.note, QStringLiteral("Some bytes are not valid text: shown as �."));
}

void TestLargeBody::codingsAreUndone_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<int>("windowBits");

    QTest::newRow("gzip") << QByteArray("gzip") << 31;
    QTest::newRow("x-gzip") << QByteArray("X-GZIP") << 31;
    QTest::newRow("deflate") << QByteArray("deflate") << 15;
    QTest::newRow("deflate without its frame") << QByteArray("deflate") << -15;
}

void TestLargeBody::codingsAreUndone()
{
    QFETCH(QByteArray, coding);
    QFETCH(int, windowBits);
    for (const qsizetype size : { 10, 3'000'000 }) {
        const QByteArray json = jsonOf(size);
        const QByteArray body = compressed(json, windowBits);
        const auto plain = decoded(body, coding, 1 << 30);
        QVERIFY2(plain, plain ? "" : qPrintable(plain.error().detail));
        QVERIFY(plain->view() == json);
        const auto shown = shownBody(body, { "application/json", coding }, true);
        QCOMPARE(shown->text.note, QString());
        QCOMPARE(shown->look, ShownBody::Look::Json);
    }
    if (windowBits == 31) {
        const QByteArray members = compressed("one ", 31) + compressed("two", 31);
        QCOMPARE(decoded(members, coding, 100)->toByteArray(), QByteArray("one two"));
    }
}

void TestLargeBody::codingsThatLieAreTold_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QString>("note");

    const QByteArray good = compressed(jsonOf(100'000), 31);
    QTest::newRow("no gzip") << QByteArray("plain text") << QByteArray("gzip")
                             << "says it were gzip, but it isn't.";
    QTest::newRow("breaks off") << good.left(good.size() / 2) << QByteArray("gzip")
                                << "but it breaks off.";
    QTest::newRow("wrong sum") << QByteArray(good.left(good.size() - 8) + "xxxxxxxx")
                               << QByteArray("gzip") << "but it isn't.";
    QTest::newRow("rubbish behind")
            << QByteArray(good + "rubbish") << QByteArray("gzip") << "but it isn't.";
    QTest::newRow("unknown") << QByteArray("x") << QByteArray("br")
                             << "The body's coding br can't be read here.";
    QTest::newRow("no deflate") << QByteArray("plain text") << QByteArray("deflate") << "but it";
}

/// They are shown as they came.
void TestLargeBody::codingsThatLieAreTold()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, coding);
    QFETCH(QString, note);
    const auto shown = shownBody(body, { "text/plain", coding }, true);
    QVERIFY(shown);
    QVERIFY2(shown->text.note.contains(note), qPrintable(shown->text.note));
    if (!body.contains('\0'))
        QCOMPARE(shown->text.text, QString::fromLatin1(body));
}

void TestLargeBody::aBombFillsNothing()
{
    const QByteArray bomb = compressed(QByteArray(50'000'000, '\0'), 31);
    QVERIFY(bomb.size() < 100'000);
    const auto plain = decoded(bomb, "gzip", 1'000'000);
    QVERIFY(!plain);
    QVERIFY(plain.error().detail.contains(QStringLiteral("too large")));
    const auto json = formatLargeJson(jsonOf(1'000'000), 1'000'000, {});
    QVERIFY(!json);
    QVERIFY(json.error().detail.contains(QStringLiteral("too large")));
}

void TestLargeBody::stops()
{
    std::stop_source stop;
    stop.request_stop();
    for (const bool pretty : { true, false }) {
        const auto body = shownBody(jsonOf(1'000'000), { "application/json", {} }, pretty,
                                    stop.get_token());
        QVERIFY(!body);
        QCOMPARE(body.error().kind, ErrorKind::Cancelled);
    }
}

QTEST_GUILESS_MAIN(TestLargeBody)
#include "tst_largebody.moc"
