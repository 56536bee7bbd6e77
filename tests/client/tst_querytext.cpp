// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/querytext.h"

#include <QTest>

using namespace frontdesk;

class TestQueryText : public QObject
{
    Q_OBJECT

private slots:
    void bothSidesSayTheSame_data();
    void bothSidesSayTheSame();
    void whatEndsAFieldIsEscaped();
    void disabledFieldsStayWhereTheyStood();
    void withoutFieldsThereIsNoMark();
};

void TestQueryText::bothSidesSayTheSame_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QStringList>("fields");

    const auto row = [](const char *name, const char *url, const QStringList &fields) {
        QTest::newRow(name) << QString::fromUtf8(url) << fields;
    };
    row("none", "http://h/path", {});
    row("one", "http://h/?a=1", { QStringLiteral("a=1") });
    row("duplicates in order", "/p?a=1&b=2&a=3",
        { QStringLiteral("a=1"), QStringLiteral("b=2"), QStringLiteral("a=3") });
    row("encoding as typed", "/p?q=%20+%2b%zz&ä=ö",
        { QStringLiteral("q=%20+%2b%zz"), QStringLiteral("ä=ö") });
    row("no value, empty value", "/p?a&b=", { QStringLiteral("a"), QStringLiteral("b=") });
    row("nothing between two &", "/p?a&&b",
        { QStringLiteral("a"), QString(), QStringLiteral("b") });
    row("a value with = and ?", "/p?a=b=c?d", { QStringLiteral("a=b=c?d") });
    row("a fragment stays", "/p?a=1#x?y=2", { QStringLiteral("a=1") });
    row("a fragment without a query", "/p#x?y=2", {});
}

void TestQueryText::bothSidesSayTheSame()
{
    QFETCH(QString, url);
    QFETCH(QStringList, fields);
    const auto read = queryFields(url);
    QStringList written;
    for (const DraftField &field : read)
        written << (field.value.isNull() ? field.name : field.name + u'=' + field.value);
    QCOMPARE(written, fields);
    QCOMPARE(withQuery(url, read), url);
    QCOMPARE(mergedQuery(read, url), read);
}

void TestQueryText::whatEndsAFieldIsEscaped()
{
    const QString url
            = withQuery(QStringLiteral("/p"),
                        { { true, QStringLiteral("a=b&"), QStringLiteral("c=d&e#f g%") } });
    QCOMPARE(url, QStringLiteral("/p?a%3Db%26=c=d%26e%23f g%"));
    QCOMPARE(queryFields(url).size(), 1);
}

void TestQueryText::disabledFieldsStayWhereTheyStood()
{
    const DraftField first { true, QStringLiteral("a"), QStringLiteral("1") };
    const DraftField off { false, QStringLiteral("off"), QStringLiteral("x") };
    const DraftField last { true, QStringLiteral("b"), QStringLiteral("2") };
    QCOMPARE(withQuery(QStringLiteral("/p?old"), { first, off, last }),
             QStringLiteral("/p?a=1&b=2"));

    const auto merged = mergedQuery({ first, off, last }, QStringLiteral("/p?a=9&b=2&c"));
    QCOMPARE(merged.size(), 4);
    QCOMPARE(merged[0].value, QStringLiteral("9"));
    QCOMPARE(merged[1], off);
    QCOMPARE(merged[2], last);
    QCOMPARE(merged[3].name, QStringLiteral("c"));
    QCOMPARE(mergedQuery({ first, off }, QStringLiteral("/p")), QList<DraftField> { off });
}

void TestQueryText::withoutFieldsThereIsNoMark()
{
    QCOMPARE(withQuery(QStringLiteral("/p?a=1#f"), {}), QStringLiteral("/p#f"));
    QCOMPARE(withQuery(QStringLiteral("/p?a=1"), { { false, QStringLiteral("a"), {} } }),
             QStringLiteral("/p"));
}

QTEST_GUILESS_MAIN(TestQueryText)
#include "tst_querytext.moc"
