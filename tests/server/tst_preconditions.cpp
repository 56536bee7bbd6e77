// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/preconditions.h"

#include "server/request.h"

#include <QTest>

using namespace frontdesk;

namespace {

Result<Precondition> parsed(const QByteArrayList &values, const char *name)
{
    MessagePool pool;
    const MessageRef message = pool.take();
    for (const QByteArray &value : values) {
        const auto at = std::uint32_t(message->text.size());
        const std::string_view field(name);
        message->text.append(field).append(value.toStdString());
        message->fields.push_back({ at, std::uint32_t(field.size()),
                                    at + std::uint32_t(field.size()),
                                    std::uint32_t(value.size()) });
    }
    return preconditionOf(Request(message));
}

} // namespace

class TestPreconditions : public QObject
{
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<QByteArrayList>("values");
        QTest::addColumn<bool>("any");
        QTest::addColumn<QList<qint64>>("strong"); // what If-Match may match
        QTest::addColumn<QList<qint64>>("weak"); // what If-None-Match may
        const auto row = [](const char *what, const QByteArrayList &values, bool any,
                            const QList<qint64> &strong, const QList<qint64> &weak) {
            QTest::newRow(what) << values << any << strong << weak;
        };
        row("one", { "\"3\"" }, false, { 3 }, { 3 });
        row("a list", { "\"3\" , \"17\",\"9\"" }, false, { 3, 17, 9 }, { 3, 17, 9 });
        row("in several fields", { "\"3\"", "\"4\"" }, false, { 3, 4 }, { 3, 4 });
        row("weak ones", { "W/\"3\", \"4\"" }, false, { 4 }, { 3, 4 });
        row("any", { "*" }, true, {}, {});
        row("somebody else's", { "\"abc\", \"\", \"+3\", \"03\"" }, false, {}, {});
        row("commas inside", { "\"3,4\"" }, false, {}, {});
        row("empty elements", { ", ,\"3\",," }, false, { 3 }, { 3 });
        row("larger than any version", { "\"99999999999999999999\"" }, false, {}, {});
        row("an empty list", { "" }, false, {}, {});
        row("bytes above ASCII", { "\"\xC3\xAB\"" }, false, {}, {});
    }

    void reads()
    {
        QFETCH(QByteArrayList, values);
        QFETCH(bool, any);
        QFETCH(QList<qint64>, strong);
        QFETCH(QList<qint64>, weak);
        const auto match = parsed(values, "If-Match");
        QVERIFY(match);
        QVERIFY(match->match && !match->noneMatch);
        QCOMPARE(match->match->any, any);
        QCOMPARE(QList<qint64>(match->match->versions.begin(), match->match->versions.end()),
                 strong);
        const auto noneMatch = parsed(values, "if-none-match");
        QVERIFY(noneMatch);
        QVERIFY(!noneMatch->match && noneMatch->noneMatch);
        QCOMPARE(noneMatch->noneMatch->any, any);
        QCOMPARE(QList<qint64>(noneMatch->noneMatch->versions.begin(),
                               noneMatch->noneMatch->versions.end()),
                 weak);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArrayList>("values");
        QTest::newRow("no quotes") << QByteArrayList { "3" };
        QTest::newRow("no quote at the end") << QByteArrayList { "\"3" };
        QTest::newRow("nothing but a quote") << QByteArrayList { "\"" };
        QTest::newRow("no comma between") << QByteArrayList { "\"3\" \"4\"" };
        QTest::newRow("any in a list") << QByteArrayList { "*, \"3\"" };
        QTest::newRow("any and another field") << QByteArrayList { "*", "\"3\"" };
        QTest::newRow("weak in lower case") << QByteArrayList { "w/\"3\"" };
        QTest::newRow("weak without a tag") << QByteArrayList { "W/" };
        QTest::newRow("a space within") << QByteArrayList { "\"3 4\"" };
        QTest::newRow("good, then bad") << QByteArrayList { "\"3\", 4" };
    }

    void refuses()
    {
        QFETCH(QByteArrayList, values);
        for (const char *name : { "If-Match", "If-None-Match" }) {
            const auto precondition = parsed(values, name);
            QVERIFY(!precondition);
            QCOMPARE(precondition.error().kind, ErrorKind::Malformed);
            QCOMPARE(precondition.error().code, QStringLiteral("malformed_etag"));
            QVERIFY(precondition.error().detail.contains(QLatin1String(name)));
        }
    }

    void asksNothingWithoutFields()
    {
        const auto none = parsed({}, "If-Match");
        QVERIFY(none);
        QVERIFY(!none->match && !none->noneMatch);
        QVERIFY(none->allows(1));
    }

    void readsWhatItWrites()
    {
        const auto own = parsed({ QByteArray::fromStdString(entityTag(42)) }, "If-Match");
        QVERIFY(own);
        QVERIFY(own->allows(42));
        QVERIFY(!own->allows(43));
    }
};

QTEST_APPLESS_MAIN(TestPreconditions)
#include "tst_preconditions.moc"
