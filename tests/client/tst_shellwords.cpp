// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/shellwords.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace frontdesk;

/// bash itself says what is right.
class TestShellWords : public QObject
{
    Q_OBJECT

private slots:
    void splitsAsBashDoes_data();
    void splitsAsBashDoes();
    void endsWhereTheCommandEnds_data();
    void endsWhereTheCommandEnds();
    void aQuoteMustBeClosed_data();
    void aQuoteMustBeClosed();
    void nothingIsExpanded();
};

void TestShellWords::splitsAsBashDoes_data()
{
    QTest::addColumn<QString>("command");

    const char *const commands[] = {
        R"(curl a  b	c)",
        R"(curl 'a b' "c d" e\ f)",
        R"(curl 'it'\''s' "it's" 'say "so"')",
        "curl \\\n  --header 'A: b' \\\n  http://h/",
        R"(curl "a\"b\\c\d\$e" 'a\b')",
        R"(curl $'a\nb\tc\'d\\e' $'\x41\101\u00e4\U0001F600' $'caf\xc3\xa9')",
        R"(curl $'\?\"\a\b\e\f\r\v\z')",
        R"(curl '' "" a"b"'c'd)",
        "curl 'two\nlines' \"more\\\nlines\"",
        R"(curl --data-raw '{"a":"ä€😀"}' 'http://h/?a=1&b=2')",
        R"(curl a\;b\&c\|d)",
        R"(curl -H$'X: a' "-d"@file)",
    };
    for (const char *command : commands)
        QTest::newRow(command) << QString::fromUtf8(command);
}

void TestShellWords::splitsAsBashDoes()
{
    QFETCH(QString, command);
    const QString bash = QStandardPaths::findExecutable(QStringLiteral("bash"));
    if (bash.isEmpty())
        QSKIP("there is no bash");
    QProcess shell;
    shell.start(bash,
                { QStringLiteral("-c"),
                  QStringLiteral("curl() { printf '%s\\0' curl \"$@\"; }\n") + command });
    QVERIFY(shell.waitForFinished());
    QByteArray output = shell.readAllStandardOutput();
    QVERIFY(output.endsWith('\0'));
    output.chop(1);
    QStringList expected;
    for (const QByteArray &word : output.split('\0'))
        expected << QString::fromUtf8(word);
    const auto words = shellWords(command);
    QVERIFY(words);
    QCOMPARE(*words, expected);
    // As copied from a page of another system.
    QCOMPARE(*shellWords(QString(command).replace(u'\n', QLatin1String("\r\n"))), expected);
}

void TestShellWords::endsWhereTheCommandEnds_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : { "curl a; rm b", "curl a&&b", "curl a | jq", "curl a\nnext",
                                 "\ncurl a", "curl a &", "curl a\\" })
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TestShellWords::endsWhereTheCommandEnds()
{
    QFETCH(QString, command);
    QCOMPARE(*shellWords(command), (QStringList { QStringLiteral("curl"), QStringLiteral("a") }));
}

void TestShellWords::aQuoteMustBeClosed_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : { "curl 'a", "curl \"a", "curl $'a", "curl $'a\\'", "curl \"a\\\"" })
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TestShellWords::aQuoteMustBeClosed()
{
    QFETCH(QString, command);
    const auto words = shellWords(command);
    QVERIFY(!words);
    QVERIFY(words.error().detail.contains(QStringLiteral("not closed")));
}

void TestShellWords::nothingIsExpanded()
{
    QCOMPARE(*shellWords(QStringLiteral("curl $HOME \"`id`\" ~")),
             (QStringList { QStringLiteral("curl"), QStringLiteral("$HOME"), QStringLiteral("`id`"),
                            QStringLiteral("~") }));
}

QTEST_GUILESS_MAIN(TestShellWords)
#include "tst_shellwords.moc"
