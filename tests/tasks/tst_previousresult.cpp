// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/previousresult.h"

#include "tasks/sleepkind.h"

#include <QJsonDocument>
#include <QTest>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using Previous = TaskPlace::Previous;

namespace {

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QByteArray text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

class TestPreviousResult : public QObject
{
    Q_OBJECT

private slots:
    void fills_data();
    void fills();
    void namesWhatIsNotThere();
    void checksBeforehand_data();
    void checksBeforehand();
};

void TestPreviousResult::fills_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("previous");
    QTest::addColumn<QByteArray>("filled");
    const auto row = [](const char *what, const char *params, const char *previous,
                        const char *filled) {
        QTest::newRow(what) << QByteArray(params) << QByteArray(previous) << QByteArray(filled);
    };
    row("the whole: a number", R"({"a":"$previous"})", "7", R"({"a":7})");
    row("the whole: nothing", R"({"a":"$previous"})", "null", R"({"a":null})");
    row("the whole: an object", R"({"a":"$previous"})", R"({"b":[1]})", R"({"a":{"b":[1]}})");
    row("a key", R"({"a":"$previous.rows"})", R"({"rows":12})", R"({"a":12})");
    row("a path through an array", R"({"a":"$previous.items.1.id"})",
        R"({"items":[{"id":1},{"id":"x"}]})", R"({"a":"x"})");
    row("an index at the top", R"({"a":"$previous.0"})", R"([5,6])", R"({"a":5})");
    row("a number beyond 53 bits", R"({"a":"$previous"})", "9007199254740993",
        R"({"a":9007199254740993})");
    row("deep in the params", R"({"a":{"b":["x","$previous"]}})", "true",
        R"({"a":{"b":["x",true]}})");
    row("a value that looks like a reference", R"({"a":"$previous"})", R"("$previous.rows")",
        R"({"a":"$previous.rows"})");
    row("an escape", R"({"a":"$$previous.rows"})", "1", R"({"a":"$previous.rows"})");
    row("no reference at all", R"({"a":"my $previous","b":"$previously","c":"$"})", "1",
        R"({"a":"my $previous","b":"$previously","c":"$"})");
}

void TestPreviousResult::fills()
{
    QFETCH(const QByteArray, params);
    QFETCH(const QByteArray, previous);
    QFETCH(const QByteArray, filled);
    const auto result = withPrevious(object(params), previous);
    QVERIFY(result);
    QCOMPARE(text(*result), filled);
}

void TestPreviousResult::namesWhatIsNotThere()
{
    const auto result = withPrevious(
            object(R"({"a":"$previous.rows","b":{"c":"$previous.0"},"d":"$previous.x.","e":1})"),
            R"({"x":{"y":1}})");
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Invalid);
    QStringList fields;
    for (const FieldError &error : result.error().fields)
        fields += error.field + u' ' + error.code;
    QCOMPARE(fields,
             QStringList({ u"params.a not_in_previous"_s, u"params.b not_in_previous"_s,
                           u"params.d not_in_previous"_s }));
    for (const auto *path : { "$previous.-1", "$previous.2", "$previous.x" })
        QVERIFY(!withPrevious({ { u"a"_s, QString::fromLatin1(path) } }, "[1,2]"));
}

void TestPreviousResult::checksBeforehand_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<Previous>("previous");
    QTest::addColumn<QString>("outcome"); // of what is stored, or the codes of its errors
    QTest::newRow("known") << R"({"seconds":1,"x":2})"_ba << Previous::Result
                           << uR"({"seconds":1})"_s;
    QTest::newRow("known and wrong")
            << R"({"seconds":-1})"_ba << Previous::Result << u"out_of_range"_s;
    QTest::newRow("missing") << R"({"x":"$previous"})"_ba << Previous::Result << u"required"_s;
    QTest::newRow("not known yet") << R"({"seconds":"$previous"})"_ba << Previous::Result
                                   << uR"({"seconds":"$previous"})"_s;
    QTest::newRow("first of a chain")
            << R"({"seconds":"$previous"})"_ba << Previous::Missing << u"no_previous"_s;
    QTest::newRow("no chain") << R"({"seconds":"$previous"})"_ba << Previous::Text
                              << u"wrong_type"_s;
}

void TestPreviousResult::checksBeforehand()
{
    QFETCH(const QByteArray, params);
    QFETCH(const Previous, previous);
    QFETCH(const QString, outcome);
    const auto checked = checkBeforehand(SleepKind(), object(params), previous);
    if (checked) {
        QCOMPARE(QString::fromUtf8(text(*checked)), outcome);
        return;
    }
    QStringList codes;
    for (const FieldError &error : checked.error().fields)
        codes += error.code;
    QCOMPARE(codes.join(u' '), outcome);
}

QTEST_GUILESS_MAIN(TestPreviousResult)
#include "tst_previousresult.moc"
