// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queryparameters.h"

#include <QTest>

using namespace frontdesk;

class TestQueryParameters : public QObject
{
    Q_OBJECT

private slots:
    void reads();
    void refuses_data();
    void refuses();
    void numbers_data();
    void numbers();

private:
    static Result<QueryParameters> parse(const QByteArray &query)
    {
        return QueryParameters::parse({ query.constData(), size_t(query.size()) },
                                      { "q", "limit" });
    }
};

void TestQueryParameters::reads()
{
    const auto parameters = parse("q=a+b%20%C3%A4&limit=&");
    QVERIFY(parameters);
    QVERIFY(parameters->text("q") == "a b \xC3\xA4");
    QVERIFY(parameters->text("limit") == "");
    QVERIFY(!parameters->text("other"));
}

void TestQueryParameters::refuses_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("named"); // what the sentence must name

    QTest::newRow("unknown key") << QByteArray("page=1") << QStringLiteral("limit");
    QTest::newRow("key in another case") << QByteArray("Limit=1") << QStringLiteral("Limit");
    QTest::newRow("twice") << QByteArray("limit=1&limit=2") << QStringLiteral("limit");
    QTest::newRow("not UTF-8") << QByteArray("q=%ff") << QStringLiteral("UTF-8");
    QTest::newRow("not UTF-8, bare") << QByteArray("q=\xff") << QStringLiteral("UTF-8");
    QTest::newRow("escape cut off") << QByteArray("q=%4") << QStringLiteral("UTF-8");
}

void TestQueryParameters::refuses()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, named);

    const auto parameters = parse(query);
    QVERIFY(!parameters);
    QCOMPARE(parameters.error().kind, ErrorKind::Malformed);
    QVERIFY2(parameters.error().detail.contains(named), qPrintable(parameters.error().detail));
}

void TestQueryParameters::numbers_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<qint64>("number"); // -1: refused

    QTest::newRow("given") << QByteArray("limit=10") << qint64(10);
    QTest::newRow("absent") << QByteArray("") << qint64(100);
    QTest::newRow("least") << QByteArray("limit=1") << qint64(1);
    QTest::newRow("most") << QByteArray("limit=1000") << qint64(1000);
    QTest::newRow("below") << QByteArray("limit=0") << qint64(-1);
    QTest::newRow("above") << QByteArray("limit=1001") << qint64(-1);
    QTest::newRow("empty") << QByteArray("limit=") << qint64(-1);
    QTest::newRow("sign") << QByteArray("limit=%2B10") << qint64(-1);
    QTest::newRow("fraction") << QByteArray("limit=1.5") << qint64(-1);
    QTest::newRow("overflow") << QByteArray("limit=99999999999999999999") << qint64(-1);
}

void TestQueryParameters::numbers()
{
    QFETCH(QByteArray, query);
    QFETCH(qint64, number);

    const auto parameters = parse(query);
    QVERIFY(parameters);
    const auto limit = parameters->number("limit", 1, 1000, 100);
    QCOMPARE(limit.value_or(-1), number);
}

QTEST_GUILESS_MAIN(TestQueryParameters)
#include "tst_queryparameters.moc"
