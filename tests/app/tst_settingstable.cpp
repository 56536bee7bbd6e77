// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/setting.h"
#include "app/settings.h"
#include "settingstest.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <map>
#include <string>

using namespace frontdesk;

/// The rows of the table of settings, each for itself.
class TestSettingsTable : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void howLongTasksAreKept();
    void howManyTasksRunAtOnce();
    void howMuchOfTheLogIsKept();
    void numbersHaveEnds_data();
    void numbersHaveEnds();
    void eachLimitHasItsPlace();
    void whichHeadersAreMasked();
    void limitsAreThoseOfTheContract();
    void everyTextIsThere();
    void readmeHasTheTable();

private:
    QString write(const QString &name, const QByteArray &text);

    QTemporaryDir m_folder;
};

void TestSettingsTable::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QVERIFY(QDir::setCurrent(m_folder.path()));
    qunsetenv("XDG_DATA_HOME"); // the README's default is without it
}

QString TestSettingsTable::write(const QString &name, const QByteArray &text)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write a configuration file");
    return file.fileName();
}

void TestSettingsTable::howLongTasksAreKept()
{
    const auto plain = Settings::parse(commandLine(QString()), environment(QString()));
    QVERIFY(plain);
    QCOMPARE(plain->settings.tasks.keepFor, std::chrono::milliseconds(std::chrono::days(7)));
    QCOMPARE(plain->settings.tasks.keepAtMost, qint64(100'000));
    write(QStringLiteral("tasks.ini"), "task-retention-days=30\ntask-retention-count=5\n");
    const auto parsed
            = Settings::parse(commandLine(QStringLiteral("--config tasks.ini")),
                              environment(QStringLiteral("FRONTDESK_TASK_RETENTION_COUNT=0")));
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().detail));
    QCOMPARE(parsed->settings.tasks.keepFor, std::chrono::milliseconds(std::chrono::days(30)));
    QCOMPARE(parsed->settings.tasks.keepAtMost, qint64(0));
}

void TestSettingsTable::howManyTasksRunAtOnce()
{
    using Limits = std::map<std::string, int, std::less<>>;
    const auto options = [](const char *words, const char *variables) {
        const auto parsed = Settings::parse(commandLine(QString::fromLatin1(words)),
                                            environment(QString::fromLatin1(variables)));
        return parsed.value_or(Settings::Parsed()).settings.tasks;
    };
    QCOMPARE(options("", "").maxConcurrency, 64);
    QVERIFY(options("", "").maxConcurrencyOf.empty());
    write(QStringLiteral("limits.ini"), "task-concurrency=8, sleep=2\n");
    const auto fromFile = options("--config limits.ini", "");
    QCOMPARE(fromFile.maxConcurrency, 8);
    QVERIFY(fromFile.maxConcurrencyOf == Limits({ { "sleep", 2 } }));
    const auto fromVariable = options("--config limits.ini", "FRONTDESK_TASK_CONCURRENCY=sleep=0");
    QCOMPARE(fromVariable.maxConcurrency, 64);
    QVERIFY(fromVariable.maxConcurrencyOf == Limits({ { "sleep", 0 } }));
    const auto repeated = options("--task-concurrency 16 --task-concurrency sleep=3", "");
    QCOMPARE(repeated.maxConcurrency, 16);
    QVERIFY(repeated.maxConcurrencyOf == Limits({ { "sleep", 3 } }));
}

void TestSettingsTable::howMuchOfTheLogIsKept()
{
    const auto plain = Settings::parse(commandLine(QString()), environment(QString()));
    QVERIFY(plain);
    QCOMPARE(plain->settings.requestLog.keepFor, std::chrono::days(7));
    QCOMPARE(plain->settings.requestLog.bytes, qint64(1) << 30);
    const auto parsed
            = Settings::parse(commandLine(QStringLiteral("--request-log-size 0")),
                              environment(QStringLiteral("FRONTDESK_REQUEST_LOG_DAYS=30")));
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().detail));
    QCOMPARE(parsed->settings.requestLog.keepFor, std::chrono::days(30));
    QCOMPARE(parsed->settings.requestLog.bytes, qint64(0));
}

void TestSettingsTable::numbersHaveEnds_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");

    for (const Setting &setting : settingsTable()) {
        if (setting.kind != Setting::Kind::Number)
            continue;
        const auto row = [&](const char *what, const QString &text, bool isGood) {
            QTest::addRow("%s: %s", qPrintable(setting.name), what)
                    << setting.name << text << isGood;
        };
        row("its default", setting.standard, true);
        row("the least", QString::number(setting.least), true);
        row("the most", QString::number(setting.most), true);
        row("one too many", QString::number(setting.most + 1), false);
        if (setting.least > 0)
            row("one too few", QString::number(setting.least - 1), false);
        row("below zero", QStringLiteral("-1"), false);
        row("a word", QStringLiteral("many"), false);
        row("nothing", {}, false);
        row("a fraction", QStringLiteral("10.5"), false);
        row("with its unit", QStringLiteral("10KiB"), false);
        row("more than any number", QStringLiteral("99999999999999999999"), false);
    }
}

void TestSettingsTable::numbersHaveEnds()
{
    QFETCH(const QString, name);
    QFETCH(const QString, text);
    QFETCH(const bool, isGood);

    const auto setting = std::find_if(settingsTable().begin(), settingsTable().end(),
                                      [&name](const Setting &one) { return one.name == name; });
    Settings settings; // alone: what contradicts another is another test's business
    const auto read = setting->read({ text, setting->flag() }, settings);
    QCOMPARE(read.has_value(), isGood);
    if (isGood)
        return;
    QVERIFY2(read.error().detail.startsWith(setting->flag() + QLatin1String(" must be a number")),
             qPrintable(read.error().detail));
    QVERIFY(read.error().detail.contains(QString::number(setting->most)));
}

void TestSettingsTable::eachLimitHasItsPlace()
{
    write(QStringLiteral("places.ini"),
          "max-header-size=1\nmax-target-size=2\nmax-header-fields=13\nmax-body-size=4\n"
          "max-import-size=5\nmax-bodies-size=6\nmax-json-depth=7\n");
    const auto parsed = Settings::parse(
            commandLine(QStringLiteral("--config places.ini --max-connections 8 --header-timeout 9 "
                                       "--body-timeout 10 --stall-timeout 11 "
                                       "--request-log-body-size 14")),
            environment(QStringLiteral("FRONTDESK_IDLE_TIMEOUT=12 FRONTDESK_WRITE_TIMEOUT=13 "
                                       "FRONTDESK_REQUEST_LOG_ROWS=150 "
                                       "FRONTDESK_REQUEST_LOG_MEMORY=16")));
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().detail));
    const Limits &limits = parsed->settings.limits;
    QCOMPARE(limits.headBytes, qsizetype(1) << 10);
    QCOMPARE(limits.targetBytes, qsizetype(2) << 10);
    QCOMPARE(limits.headFields, 13);
    QCOMPARE(limits.bodyBytes, quint64(4) << 10);
    QCOMPARE(limits.fileBytes, quint64(5) << 20);
    QCOMPARE(limits.bodiesTogether, qint64(6) << 20);
    QCOMPARE(limits.jsonDepth, 7);
    QCOMPARE(limits.connections, 8);
    QCOMPARE(limits.headTimeout, std::chrono::seconds(9));
    QCOMPARE(limits.bodyTimeout, std::chrono::seconds(10));
    QCOMPARE(limits.stallTimeout, std::chrono::seconds(11));
    QCOMPARE(limits.idleTimeout, std::chrono::seconds(12));
    QCOMPARE(limits.writeTimeout, std::chrono::seconds(13));
    QCOMPARE(limits.loggedBodyBytes, qsizetype(14) << 10);
    QCOMPARE(parsed->settings.logInWindow.rows, 150);
    QCOMPARE(parsed->settings.logInWindow.bodyBytes, qint64(16) << 20);
}

void TestSettingsTable::whichHeadersAreMasked()
{
    write(QStringLiteral("masked.ini"), "masked-headers=X-Auth-Token, Cookie\n");
    const auto parsed
            = Settings::parse(commandLine(QStringLiteral("--config masked.ini")), environment({}));
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().detail));
    QCOMPARE(parsed->settings.limits.maskedFields, QByteArrayList({ "X-Auth-Token", "Cookie" }));
    QCOMPARE(Settings().limits.maskedFields.join(' '),
             QByteArray("Authorization Proxy-Authorization Cookie Set-Cookie X-Api-Key"));
    for (const char *wrong : { "Cookie,", "X Y", "Cookie:" }) {
        const auto refused
                = Settings::parse({ QStringLiteral("frontdeskd"),
                                    QStringLiteral("--masked-headers"), QLatin1String(wrong) },
                                  environment({}));
        QVERIFY2(!refused && refused.error().detail.contains(QLatin1String("--masked-headers")),
                 wrong);
    }
}

/// SPEC §6, number by number.
void TestSettingsTable::limitsAreThoseOfTheContract()
{
    const QHash<QString, QString> expected {
        { QStringLiteral("max-header-size"), QStringLiteral("16") },
        { QStringLiteral("max-target-size"), QStringLiteral("8") },
        { QStringLiteral("max-header-fields"), QStringLiteral("100") },
        { QStringLiteral("max-body-size"), QStringLiteral("1024") },
        { QStringLiteral("max-import-size"), QStringLiteral("64") },
        { QStringLiteral("max-bodies-size"), QStringLiteral("64") },
        { QStringLiteral("max-json-depth"), QStringLiteral("64") },
        { QStringLiteral("max-connections"), QStringLiteral("10000") },
        { QStringLiteral("header-timeout"), QStringLiteral("10") },
        { QStringLiteral("body-timeout"), QStringLiteral("60") },
        { QStringLiteral("stall-timeout"), QStringLiteral("20") },
        { QStringLiteral("idle-timeout"), QStringLiteral("75") },
        { QStringLiteral("write-timeout"), QStringLiteral("30") },
        { QStringLiteral("request-log-rows"), QStringLiteral("100000") },
        { QStringLiteral("request-log-body-size"), QStringLiteral("64") },
        { QStringLiteral("request-log-memory"), QStringLiteral("64") },
        { QStringLiteral("request-log-days"), QStringLiteral("7") },
        { QStringLiteral("request-log-size"), QStringLiteral("1024") },
    };
    int found = 0;
    for (const Setting &setting : settingsTable()) {
        if (!expected.contains(setting.name))
            continue;
        QCOMPARE(setting.standard, expected.value(setting.name));
        ++found;
    }
    QCOMPARE(found, int(expected.size()));
}

void TestSettingsTable::everyTextIsThere()
{
    QStringList names;
    for (const Setting &setting : settingsTable()) {
        QVERIFY2(!names.contains(setting.name), qPrintable(setting.name));
        names += setting.name;
        QVERIFY2(*setting.label, qPrintable(setting.name));
        QVERIFY2(QByteArray(setting.help).endsWith('.'), setting.help);
        Settings settings;
        if (!setting.standard.isEmpty())
            QVERIFY2(setting.read({ setting.standard, setting.flag() }, settings),
                     qPrintable(setting.name));
    }
}

void TestSettingsTable::readmeHasTheTable()
{
    QString table = QStringLiteral("| option | default | what |\n| --- | --- | --- |\n");
    for (const Setting &setting : settingsTable()) {
        const bool isNumber = setting.kind == Setting::Kind::Number;
        const QString option = setting.flag() + u' ' + QString::fromLatin1(setting.value);
        table += QStringLiteral("| `%1` | %2 | %3%4 |\n")
                         .arg(option.trimmed(),
                              setting.standard.isEmpty()
                                      ? QStringLiteral("none")
                                      : QString(setting.standard)
                                                .replace(QDir::homePath(), QStringLiteral("~")),
                              QString::fromLatin1(setting.help),
                              isNumber ? QStringLiteral(" %1 to %2.")
                                                 .arg(setting.least)
                                                 .arg(setting.most)
                                       : QString());
    }
    QFile readme(QStringLiteral(SOURCE_FOLDER "/README.md"));
    QVERIFY(readme.open(QIODevice::ReadOnly));
    QVERIFY2(QString::fromUtf8(readme.readAll()).contains(table), qPrintable(table));
}

QTEST_GUILESS_MAIN(TestSettingsTable)
#include "tst_settingstable.moc"
