// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/lineindex.h"

#include "client/textsearch.h"

#include <QElapsedTimer>
#include <QTest>

using namespace frontdesk;

namespace {

/// The rows as texts, "~" before one that continues a line.
QStringList rowsOf(const QByteArray &text)
{
    const auto index = LineIndex::build(text);
    QStringList rows;
    for (qint64 i = 0; i < index->rowCount(); ++i) {
        const auto row = index->row(i);
        rows << QString::number(row.line) + (row.continues ? u'~' : u':')
                        + QString::fromUtf8(text.mid(row.begin, row.end - row.begin));
    }
    return rows;
}

} // namespace

class TestLineIndex : public QObject
{
    Q_OBJECT

private slots:
    void shortTexts_data();
    void shortTexts();
    void longLinesAreCutBetweenCharacters();
    void findsEachOfManyLines();
    void oneEndlessLine();
    void stops();
    void searches_data();
    void searches();
    void searchesLikeTheSlowWay();
};

void TestLineIndex::shortTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("rows");

    const auto row = [](const char *name, const char *text, const QStringList &rows) {
        QTest::newRow(name) << QByteArray(text) << rows;
    };
    row("nothing", "", { QStringLiteral("1:") });
    row("one line", "a", { QStringLiteral("1:a") });
    row("a line end behind", "a\n", { QStringLiteral("1:a") });
    row("empty lines", "\n\nb\n\n",
        { QStringLiteral("1:"), QStringLiteral("2:"), QStringLiteral("3:b"),
          QStringLiteral("4:") });
    row("two", "a\nb", { QStringLiteral("1:a"), QStringLiteral("2:b") });
}

void TestLineIndex::shortTexts()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, rows);
    QCOMPARE(rowsOf(text), rows);
    QCOMPARE(LineIndex::build(text)->lineCount(), rows.size());
}

void TestLineIndex::longLinesAreCutBetweenCharacters()
{
    const qint64 size = LineIndex::rowBytes;
    const QByteArray x(size - 1, 'x');
    QCOMPARE(rowsOf(x + "\xf0\x9f\x98\x80z\nb"),
             (QStringList { QStringLiteral("1:") + QLatin1String(x), QStringLiteral("1~😀z"),
                            QStringLiteral("2:b") }));
    // A line that fills its row to the last byte has no empty row behind.
    QCOMPARE(rowsOf(x + "y\nb").size(), 2);
    QCOMPARE(rowsOf(x + "y").size(), 1);
    // Bytes that are no text are cut all the same.
    QCOMPARE(rowsOf(QByteArray(3 * size, '\x80')).size(), 4);
}

void TestLineIndex::findsEachOfManyLines()
{
    QByteArray text;
    QList<qint64> begins;
    for (int i = 0; i < 5'000; ++i) {
        begins << text.size();
        text += QByteArray::number(i) + QByteArray(i % 7 * 300, '.') + '\n';
    }
    const auto index = LineIndex::build(text);
    QCOMPARE(index->lineCount(), 5'000);
    for (qint64 row = 0; row < index->rowCount(); ++row) {
        const auto found = index->row(row);
        QCOMPARE(index->rowAt(found.begin), row);
        QCOMPARE(index->rowAt(found.end - (found.end > found.begin ? 1 : 0)), row);
        if (!found.continues)
            QCOMPARE(found.begin, begins[found.line - 1]);
    }
}

void TestLineIndex::oneEndlessLine()
{
    const QByteArray text(100'000'000, 'x');
    const auto index = LineIndex::build(text);
    QCOMPARE(index->rowCount(), text.size() / LineIndex::rowBytes);
    QCOMPARE(index->lineCount(), 1);
    QElapsedTimer timer;
    timer.start();
    for (qint64 row = 0; row < 1'000; ++row)
        QCOMPARE(index->row(index->rowCount() - 1 - row).end - 1'000,
                 text.size() - (row + 1) * 1'000);
    QVERIFY2(timer.elapsed() < 500, "a thousand rows took half a second");
}

void TestLineIndex::stops()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!LineIndex::build("a\nb", stop.get_token()));
}

void TestLineIndex::searches_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QList<qint64>>("offsets");

    QTest::newRow("nothing") << QByteArray("abc") << QByteArray() << QList<qint64> {};
    QTest::newRow("case aside") << QByteArray("aBcABC") << QByteArray("AbC")
                                << QList<qint64> { 0, 3 };
    QTest::newRow("not overlapping")
            << QByteArray("aaaaa") << QByteArray("aa") << QList<qint64> { 0, 2 };
    QTest::newRow("at the end") << QByteArray("xxab") << QByteArray("ab") << QList<qint64> { 2 };
    QTest::newRow("longer") << QByteArray("a") << QByteArray("ab") << QList<qint64> {};
    QTest::newRow("UTF-8") << QByteArray("\xc3\xa4\xc3\xb6") << QByteArray("\xc3\xb6")
                           << QList<qint64> { 2 };
}

void TestLineIndex::searches()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, words);
    QFETCH(QList<qint64>, offsets);
    QCOMPARE(findAll(text, words, 100).offsets, offsets);
}

void TestLineIndex::searchesLikeTheSlowWay()
{
    QByteArray text;
    for (int i = 0; i < 20'000; ++i)
        text += char('a' + (i * i + i / 7) % 4);
    for (const char *words : { "a", "ab", "abca", "ddd", "abcdabcd", "AcA" }) {
        QList<qint64> expected;
        const QByteArray wanted = QByteArray(words).toLower();
        for (qsizetype at = text.indexOf(wanted); at >= 0;
             at = text.indexOf(wanted, at + wanted.size()))
            expected << at;
        QCOMPARE(findAll(text, words, 100'000).offsets, expected);
    }
    const auto few = findAll(text, "a", 3);
    QCOMPARE(few.offsets.size(), 3);
    QVERIFY(few.more);
}

QTEST_GUILESS_MAIN(TestLineIndex)
#include "tst_lineindex.moc"
