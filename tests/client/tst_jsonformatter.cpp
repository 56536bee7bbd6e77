// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/jsonformatter.h"

#include <QTest>

using namespace frontdesk;

class TestJsonFormatter : public QObject
{
    Q_OBJECT

private slots:
    void formats_data();
    void formats();
    void refuses_data();
    void refuses();
    void stopsWhereAskedTo();
    void checksWhatItDoesNotWrite();
    void survivesDeepNesting();
};

void TestJsonFormatter::formats_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("text");

    const auto row = [](const char *name, const char *json, const char *text) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(text);
    };
    row("an object", R"({"id":1,"name":"Geek"})", "{\n  \"id\": 1,\n  \"name\": \"Geek\"\n}");
    row("keys keep their order", R"({"b":1,"a":2})", "{\n  \"b\": 1,\n  \"a\": 2\n}");
    row("repeated keys stay", R"({"a":1,"a":2})", "{\n  \"a\": 1,\n  \"a\": 2\n}");
    row("a number larger than a double", "[12345678901234567890123]",
        "[\n  12345678901234567890123\n]");
    row("digits stay as they are", "[1.50,-0,1E+2]", "[\n  1.50,\n  -0,\n  1E+2\n]");
    row("escapes stay as they are", R"(["\u00e9\n\/\\\""])", "[\n  \"\\u00e9\\n\\/\\\\\\\"\"\n]");
    row("brackets inside strings", R"(["{[,:]}"])", "[\n  \"{[,:]}\"\n]");
    row("empty ones stay on their line", "{ \"a\" : [ ], \"b\" : { } }",
        "{\n  \"a\": [],\n  \"b\": {}\n}");
    row("nested", "[[1],{\"a\":null}]", "[\n  [\n    1\n  ],\n  {\n    \"a\": null\n  }\n]");
    row("a bare value with space around", " \r\n true\t", "true");
    row("UTF-8", "[\"\xc3\xa9\"]", "[\n  \"\xc3\xa9\"\n]");
    row("its own output", "{\n  \"id\": 1\n}", "{\n  \"id\": 1\n}");
}

void TestJsonFormatter::formats()
{
    QFETCH(QByteArray, json);
    const auto formatted = formatJson(json);
    QVERIFY2(formatted, formatted ? "" : qPrintable(formatted.error().detail));
    QTEST(formatted->text, "text");
    QVERIFY(!formatted->cut);
}

void TestJsonFormatter::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("reason");

    const auto row = [](const char *name, const char *json, const char *reason) {
        QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(reason);
    };
    row("nothing", "", "line 1, column 1: it ends too early");
    row("the tutorial's body", "{\n\"username\": \"Geek,\n\"email\": \"geeks@gfg.org\"\n}",
        "line 2, column 19: a string holds a line break or control character: is its closing "
        "quote missing?");
    row("no closing quote", "[\"a", "line 1, column 4: a string is not closed");
    row("no closing bracket", "[1", "line 1, column 3: a comma or a closing bracket is missing");
    row("no closing brace", "{\"a\":1", "line 1, column 7: a comma or a closing brace is missing");
    row("a comma too many", "[1,]", "line 1, column 4: a value is missing");
    row("a key without quotes", "{a:1}", "line 1, column 2: a key in double quotes is missing");
    row("no colon", "{\"a\" 1}", "line 1, column 6: a colon is missing after the key");
    row("half a word", "tru", "line 1, column 1: a value is missing");
    row("NaN", "NaN", "line 1, column 1: a value is missing");
    row("a leading zero", "01", "line 1, column 2: something follows the value");
    row("no digits after the point", "1.",
        "line 1, column 3: digits must follow the decimal point");
    row("no digits after the exponent", "1e+", "line 1, column 4: digits must follow the exponent");
    row("an unknown escape", R"(["\x"])", "line 1, column 4: there is no such escape");
    row("half a \\u", R"(["\u12"])", "line 1, column 7: four hexadecimal digits must follow \\u");
    row("two values", "1 2", "line 1, column 3: something follows the value");
    row("column counts characters", "[\"\xc3\xa9\" 1]",
        "line 1, column 6: a comma or a closing bracket is missing");
}

void TestJsonFormatter::refuses()
{
    QFETCH(QByteArray, json);
    const auto formatted = formatJson(json);
    QVERIFY(!formatted);
    QTEST(formatted.error().detail, "reason");
}

void TestJsonFormatter::stopsWhereAskedTo()
{
    const auto formatted = formatJson("[1,2,3,4,5,6,7,8]", 10);
    QVERIFY(formatted);
    QCOMPARE(formatted->text, QByteArray("[\n  1,\n  2,"));
    QVERIFY(formatted->cut);
}

void TestJsonFormatter::checksWhatItDoesNotWrite()
{
    QVERIFY(!formatJson("[1,2,3,4,5,6,7,8,]", 10));
}

void TestJsonFormatter::survivesDeepNesting()
{
    const QByteArray deep = QByteArray(500, '[') + QByteArray(500, ']');
    QVERIFY(formatJson(deep));
    const auto tooDeep = formatJson(QByteArray(10'000'000, '['));
    QVERIFY(!tooDeep);
    QVERIFY(tooDeep.error().detail.endsWith(QStringLiteral("it is nested too deeply")));
}

QTEST_GUILESS_MAIN(TestJsonFormatter)
#include "tst_jsonformatter.moc"
