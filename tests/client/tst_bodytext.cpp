// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/bodytext.h"

#include <QTest>

using namespace frontdesk;

class TestBodyText : public QObject
{
    Q_OBJECT

private slots:
    void pretty_data();
    void pretty();
    void rawLeavesJsonAlone();
    void boundsWhatIsShown();
    void breaksLongLines();
    void cutsBetweenCharacters();
    void dumpsWhatIsNotText();
};

void TestBodyText::pretty_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("note");

    const auto row = [](const char *name, const char *body, const char *type, const char *text,
                        const char *note = "") {
        QTest::newRow(name) << QByteArray(body) << QByteArray(type) << QString::fromUtf8(text)
                            << QString::fromUtf8(note);
    };
    row("JSON", "[1]", "application/json", "[\n  1\n]");
    row("problem details", "[1]", "application/problem+json; charset=utf-8", "[\n  1\n]");
    row("JSON that says it is text", "[1]", "text/plain", "[\n  1\n]");
    row("text that begins like JSON", "[note] hello", "text/plain", "[note] hello");
    row("broken JSON that says it is JSON", "[1", "application/json", "[1",
        "Not valid JSON: line 1, column 3: a comma or a closing bracket is missing.");
    row("nothing", "", "application/json", "");
    row("text", "hello\n", "text/plain", "hello\n");
    row("Latin-1", "caf\xe9", "text/plain; charset=\"ISO-8859-1\"", "café");
    row("not what it says", "caf\xe9", "text/plain", "caf\xef\xbf\xbd",
        "Some bytes are not valid text: shown as �.");
    row("an unknown charset", "x", "text/plain; charset=klingon", "x",
        "The charset klingon is unknown: read as UTF-8.");
}

void TestBodyText::pretty()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    const BodyText shown = prettyBody(body, type);
    QTEST(shown.text, "text");
    QTEST(shown.note, "note");
}

void TestBodyText::rawLeavesJsonAlone()
{
    const BodyText shown = rawBody("[1,2]", "application/json");
    QCOMPARE(shown.text, QStringLiteral("[1,2]"));
    QCOMPARE(shown.note, QString());
}

void TestBodyText::boundsWhatIsShown()
{
    QByteArray body = "[";
    while (body.size() < 4 * BodyText::shownBytes)
        body += "1,";
    body += "1]";
    const BodyText pretty = prettyBody(body, "application/json");
    QVERIFY(pretty.text.startsWith(QStringLiteral("[\n  1,\n  1,")));
    QVERIFY(pretty.text.size() < BodyText::shownBytes + 100);
    QCOMPARE(pretty.note, QStringLiteral("Only the first 256 KiB are shown."));
    QVERIFY(rawBody(body, {}).note.startsWith(QStringLiteral("Only the first 256 KiB are shown.")));
}

void TestBodyText::breaksLongLines()
{
    const QByteArray line(BodyText::lineLength, 'x');
    QCOMPARE(rawBody(line, {}).text, QString::fromLatin1(line));

    const BodyText broken = rawBody("first\n" + line + "yy\nlast", {});
    QCOMPARE(broken.text, QStringLiteral("first\n%1\nyy\nlast").arg(QString::fromLatin1(line)));
    QCOMPARE(broken.note, QStringLiteral("Lines of more than 2000 characters are broken."));
}

void TestBodyText::cutsBetweenCharacters()
{
    QByteArray body(BodyText::shownBytes - 1, 'x');
    body += "\xc3\xa9 and more";
    const BodyText shown = rawBody(body, {});
    QVERIFY(!shown.text.contains(QChar::ReplacementCharacter));
    QVERIFY(shown.text.endsWith(u'x'));
}

void TestBodyText::dumpsWhatIsNotText()
{
    const BodyText shown = prettyBody(QByteArray("PNG\0\x01\xff", 6), "image/png");
    QVERIFY2(shown.text.startsWith(QStringLiteral("000000  50 4e 47 00 01 ff")),
             qPrintable(shown.text));
    QVERIFY(shown.text.endsWith(QStringLiteral("PNG...\n")));
    QCOMPARE(shown.note, QStringLiteral("These bytes are not text."));
}

QTEST_GUILESS_MAIN(TestBodyText)
#include "tst_bodytext.moc"
