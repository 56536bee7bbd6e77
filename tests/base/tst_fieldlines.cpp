// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/exchange.h"
#include "base/fieldlines.h"

#include <QTest>

using namespace frontdesk;

class TestFieldLines : public QObject
{
    Q_OBJECT

private slots:
    void readsLines();
    void findsAValueWhateverItsCase();
    void decodesForms_data();
    void decodesForms();
    void findsTheQuery();
    void makesUrls_data();
    void makesUrls();
};

void TestFieldLines::readsLines()
{
    const auto fields = fieldLines("Host: h:1\r\nX-Empty:\r\nA:b:c\r\n");
    QCOMPARE(fields.size(), 3);
    QCOMPARE(fields[0].name, QByteArrayView("Host"));
    QCOMPARE(fields[0].value, QByteArrayView("h:1"));
    QCOMPARE(fields[1].value.size(), 0);
    QCOMPARE(fields[2].value, QByteArrayView("b:c"));
    QVERIFY(fieldLines("").isEmpty());
}

void TestFieldLines::findsAValueWhateverItsCase()
{
    QCOMPARE(fieldValue("a: 1\r\nCONTENT-type: x/y\r\n", "Content-Type"), QByteArrayView("x/y"));
    QVERIFY(fieldValue("a: 1\r\n", "b").isNull());
}

void TestFieldLines::decodesForms_data()
{
    QTest::addColumn<QByteArray>("encoded");
    QTest::addColumn<QStringList>("fields");

    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("one") << QByteArray("a=1") << QStringList { QStringLiteral("a|1") };
    QTest::newRow("in order, repeated")
            << QByteArray("b=1&a=2&b=3")
            << QStringList { QStringLiteral("b|1"), QStringLiteral("a|2"), QStringLiteral("b|3") };
    QTest::newRow("no value") << QByteArray("a&b=")
                              << QStringList { QStringLiteral("a|"), QStringLiteral("b|") };
    QTest::newRow("equals in a value")
            << QByteArray("a=b=c") << QStringList { QStringLiteral("a|b=c") };
    QTest::newRow("plus and percent") << QByteArray("n+1=Ada+L%2e%26%3D%2B")
                                      << QStringList { QStringLiteral("n 1|Ada L.&=+") };
    QTest::newRow("UTF-8") << QByteArray("k=%C3%A4") << QStringList { QString::fromUtf8("k|ä") };
    QTest::newRow("no UTF-8") << QByteArray("k=%ff") << QStringList { QString::fromUtf8("k|�") };
    QTest::newRow("half an escape") << QByteArray("k=%4") << QStringList { QStringLiteral("k|%4") };
    QTest::newRow("empty parts") << QByteArray("&&a=1&") << QStringList { QStringLiteral("a|1") };
}

void TestFieldLines::decodesForms()
{
    QFETCH(QByteArray, encoded);
    QFETCH(QStringList, fields);
    QStringList found;
    for (const FormField &field : formFields(encoded))
        found << field.name + u'|' + field.value;
    QCOMPARE(found, fields);
}

void TestFieldLines::findsTheQuery()
{
    QCOMPARE(queryOf("/a?b=c?d"), QByteArrayView("b=c?d"));
    QVERIFY(queryOf("/a").isEmpty());
    QVERIFY(queryOf("/a?").isEmpty());
}

void TestFieldLines::makesUrls_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("url");

    QTest::newRow("with its Host") << QByteArray("/a?b") << QByteArray("Host: localhost:5000\r\n")
                                   << QByteArray("https://localhost:5000/a?b");
    QTest::newRow("without") << QByteArray("/a") << QByteArray()
                             << QByteArray("https://127.0.0.1:1/a");
    QTest::newRow("absolute form") << QByteArray("http://localhost/a") << QByteArray("Host: x\r\n")
                                   << QByteArray("http://localhost/a");
    QTest::newRow("asterisk form")
            << QByteArray("*") << QByteArray("Host: h\r\n") << QByteArray("https://h/*");
    QTest::newRow("never read") << QByteArray() << QByteArray()
                                << QByteArray("https://127.0.0.1:1/");
}

void TestFieldLines::makesUrls()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, url);
    Exchange exchange;
    exchange.texts = ExchangeTexts(target, head, {});
    QCOMPARE(urlOf(exchange, "https://127.0.0.1:1"), url);
}

QTEST_APPLESS_MAIN(TestFieldLines)
#include "tst_fieldlines.moc"
