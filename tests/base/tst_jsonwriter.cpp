// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>
#include <limits>

using namespace frontdesk;

class TestJsonWriter : public QObject
{
    Q_OBJECT

private slots:
    void writesStructure()
    {
        JsonWriter json;
        json.beginObject().key("id").value(7).key("list").beginArray();
        json.value("a").beginObject().endObject().beginArray().endArray().null().value(true);
        json.endArray().key("last").raw("{\"as\":\"is\"}").endObject();
        QCOMPARE(
                json.bytes(),
                QByteArray("{\"id\":7,\"list\":[\"a\",{},[],null,true],\"last\":{\"as\":\"is\"}}"));
    }

    void escapes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("\"\"");
        QTest::newRow("plain") << QByteArray("plain") << QByteArray("\"plain\"");
        QTest::newRow("quote and backslash")
                << QByteArray("a\"b\\c") << QByteArray("\"a\\\"b\\\\c\"");
        QTest::newRow("line ends") << QByteArray("\r\n\t") << QByteArray("\"\\r\\n\\t\"");
        QTest::newRow("controls") << QByteArray("\x01\x1f\x7f")
                                  << QByteArray("\"\\u0001\\u001f\x7f\"");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("\"a\\u0000b\"");
        QTest::newRow("UTF-8 as it is") << QByteArray("Zo\xC3\xAB \xF0\x9F\x98\x80")
                                        << QByteArray("\"Zo\xC3\xAB \xF0\x9F\x98\x80\"");
        // Texts are looked at eight bytes at a time.
        QTest::newRow("seven bytes") << QByteArray("sixand\n") << QByteArray("\"sixand\\n\"");
        QTest::newRow("the eighth") << QByteArray("seventy\"") << QByteArray("\"seventy\\\"\"");
        QTest::newRow("the ninth") << QByteArray("eighteen\\") << QByteArray("\"eighteen\\\\\"");
        QTest::newRow("the first of many")
                << QByteArray("\"seventeen bytes") << QByteArray("\"\\\"seventeen bytes\"");
        QTest::newRow("more than a piece")
                << QByteArray(2000, '\x01') << '"' + QByteArray("\\u0001").repeated(2000) + '"';
        QTest::newRow("only escapes") << QByteArray("\"\"") << QByteArray("\"\\\"\\\"\"");
    }

    void escapes()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, json);
        JsonWriter writer;
        writer.value(text);
        QCOMPARE(writer.bytes(), json);
        // And as others read it.
        const auto document = QJsonDocument::fromJson('[' + json + ']');
        QCOMPARE(document.array().at(0).toString().toUtf8(), text);
    }

    void writesNumbers_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("json");
        const auto integer = [](qint64 number) { return JsonWriter().value(number).bytes(); };
        const auto real = [](double number) { return JsonWriter().value(number).bytes(); };
        QTest::newRow("zero") << integer(0) << QByteArray("0");
        QTest::newRow("largest") << integer(std::numeric_limits<qint64>::max())
                                 << QByteArray("9223372036854775807");
        QTest::newRow("smallest") << integer(std::numeric_limits<qint64>::min())
                                  << QByteArray("-9223372036854775808");
        QTest::newRow("real") << real(0.1) << QByteArray("0.1");
        QTest::newRow("whole real") << real(5.0) << QByteArray("5");
        QTest::newRow("large real") << real(1e300) << QByteArray("1e+300");
        QTest::newRow("no number") << real(std::nan("")) << QByteArray("null");
        QTest::newRow("infinite") << real(HUGE_VAL) << QByteArray("null");
    }

    void writesNumbers()
    {
        QFETCH(QByteArray, written);
        QFETCH(QByteArray, json);
        QCOMPARE(written, json);
    }

    void goesOnAfterAPiece()
    {
        JsonWriter json;
        QByteArray whole;
        json.beginArray().value(1);
        whole += json.take();
        QCOMPARE(json.size(), 0);
        json.value(2).beginObject().key("three").value(3);
        whole += json.take();
        json.endObject().endArray();
        whole += json.take();
        QCOMPARE(whole, QByteArray("[1,2,{\"three\":3}]"));
    }
};

QTEST_GUILESS_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"
