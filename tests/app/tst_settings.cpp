// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/setting.h"
#include "app/settings.h"
#include "settingstest.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <string>

using namespace frontdesk;

/// Where settings come from, and who wins.
class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void accepts_data();
    void accepts();
    void tlsFilesAreAbsolute();
    void refuses_data();
    void refuses();
    void refusesBadFiles_data();
    void refusesBadFiles();
    void defaultFile();
    void saysWhereValuesCameFrom();
    void defaults();
    void dataFolderIsAbsolute();
    void fileMayHoldCommasAndSpaces();
    void helpNamesEveryOption();
    void version();

private:
    QString write(const QString &name, const QByteArray &text);

    QTemporaryDir m_folder;
};

void TestSettings::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QVERIFY(QDir::setCurrent(m_folder.path()));
    qunsetenv("XDG_DATA_HOME"); // the README's default is without it
}

QString TestSettings::write(const QString &name, const QByteArray &text)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write a configuration file");
    return file.fileName();
}

void TestSettings::accepts_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<int>("threads");

    write(QStringLiteral("all.ini"), "host=127.0.0.2\nport=81\nthreads=2\n");
    write(QStringLiteral("broken.ini"), "port=http\n");
    const auto row = [](const char *name, const char *words, const char *variables,
                        const char *host, int port, int threads) {
        QTest::newRow(name) << QString::fromUtf8(words) << QString::fromUtf8(variables)
                            << QString::fromLatin1(host) << port << threads;
    };
    row("nothing", "", "", "127.0.0.1", 5000, 0);
    row("flags", "--host 127.0.0.3 --port 0 --threads 256", "", "127.0.0.3", 0, 256);
    row("database", "--database sqlite:", "", "127.0.0.1", 5000, 0);
    row("flags with =", "--host=::1 --port=65535 --threads=1", "", "::1", 65535, 1);
    row("localhost", "--host localhost", "", "127.0.0.1", 5000, 0);
    row("variables", "", "FRONTDESK_HOST=127.9.9.9 FRONTDESK_PORT=82 FRONTDESK_THREADS=3",
        "127.9.9.9", 82, 3);
    row("file", "--config all.ini", "", "127.0.0.2", 81, 2);
    row("file named by a variable", "", "FRONTDESK_CONFIG=all.ini", "127.0.0.2", 81, 2);
    row("the flag's file wins", "--config all.ini", "FRONTDESK_CONFIG=missing.ini", "127.0.0.2", 81,
        2);
    row("variable over file", "--config all.ini", "FRONTDESK_PORT=82", "127.0.0.2", 82, 2);
    row("flag over variable over file", "--config all.ini --port 83", "FRONTDESK_PORT=82",
        "127.0.0.2", 83, 2);
    row("an overridden value is not looked at", "--config broken.ini --port 83",
        "FRONTDESK_PORT=70000", "127.0.0.1", 83, 0);
    row("an empty variable is none", "", "FRONTDESK_PORT= FRONTDESK_CONFIG=", "127.0.0.1", 5000, 0);
}

void TestSettings::accepts()
{
    QFETCH(const QString, words);
    QFETCH(const QString, variables);

    const auto parsed = Settings::parse(commandLine(words), environment(variables));
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().detail));
    QVERIFY(parsed->request == Settings::Request::Run);
    QTEST(parsed->settings.host, "host");
    QTEST(int(parsed->settings.port), "port");
    QTEST(parsed->settings.threads, "threads");
}

void TestSettings::tlsFilesAreAbsolute()
{
    write(QStringLiteral("tls.ini"), "tls-cert=/etc/cert.pem\ntls-key=/etc/key.pem\n");
    const auto parsed
            = Settings::parse(commandLine(QStringLiteral("--config tls.ini")),
                              environment(QStringLiteral("FRONTDESK_TLS_KEY=my/key.pem")));
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().detail));
    QCOMPARE(parsed->settings.tlsCertificate, QStringLiteral("/etc/cert.pem"));
    QCOMPARE(parsed->settings.tlsKey,
             QDir::current().absoluteFilePath(QStringLiteral("my/key.pem")));
}

void TestSettings::refuses_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QString>("named");

    const auto row
            = [](const char *name, const char *words, const char *variables, const char *named) {
                  QTest::newRow(name) << QString::fromUtf8(words) << QString::fromUtf8(variables)
                                      << QString::fromLatin1(named);
              };
    row("unknown option", "--prot 80", "", "prot");
    row("an option of a part that isn't there", "--cors-origin a", "", "cors-origin");
    row("a log of everything", "--request-log-size 9999999", "", "request-log-size");
    row("tasks kept for ages", "--task-retention-days 4000", "", "task-retention-days");
    row("tasks kept by a word", "--task-retention-count all", "", "task-retention-count");
    row("no tasks at all", "--task-concurrency 0", "", "--task-concurrency takes a number from 1");
    row("a limit that is no number", "--task-concurrency sleep=many", "", "\"sleep=many\"");
    row("an empty limit", "", "FRONTDESK_TASK_CONCURRENCY=4,", "FRONTDESK_TASK_CONCURRENCY takes");
    row("a limit of an unknown kind", "--task-concurrency dance=1", "",
        "\"dance\", which is no kind of task; known are: sleep");
    row("a limit of groups", "--task-concurrency group=1", "", "cannot limit group");
    row("certificate without a key", "--tls-cert a.pem", "",
        "--tls-cert is given without --tls-key");
    row("key without a certificate", "", "FRONTDESK_TLS_KEY=a",
        "FRONTDESK_TLS_KEY is given without --tls-cert");
    row("no certificate's name", "--tls-key a.pem --tls-cert=", "", "--tls-cert must name a file");
    row("a word", "serve", "", "serve");
    row("no value", "--port", "", "port");
    row("port too large", "--port 65536", "", "--port must be a number from 0 to 65535");
    row("port far too large", "--port 18446744073709551617", "", "--port");
    row("port negative", "--port=-1", "", "--port");
    row("port with a sign", "--port=+80", "", "--port");
    row("port with a fraction", "--port 80.0", "", "--port");
    row("port empty", "--port=", "", "--port");
    row("port in other digits", "--port=\u0668\u0660", "", "--port");
    row("port from the environment", "", "FRONTDESK_PORT=http", "FRONTDESK_PORT must be");
    row("another database", "--database postgresql://h/d", "", "--database is not a database");
    row("too many threads", "--threads 257", "", "--threads must be a number from 0 to 256");
    row("threads negative", "--threads=-2", "", "--threads");
    row("any address", "--host 0.0.0.0", "", "loopback only");
    row("any IPv6 address", "--host ::", "", "loopback only");
    row("an address of the net", "--host 192.168.1.5", "", "possible are localhost, 127.0.0.1");
    row("a mapped address", "--host ::ffff:127.0.0.1", "", "loopback only");
    row("a name", "--host example.org", "", "--host cannot be \"example.org\"");
    row("host from the environment", "", "FRONTDESK_HOST=10.0.0.1", "FRONTDESK_HOST cannot be");
    row("a body that no import may have", "--max-body-size 2048 --max-import-size 1", "",
        "--max-body-size (2048 KiB) may not be more than --max-import-size (1 MiB)");
    row("a body that all together may not have", "--max-body-size 2048 --max-bodies-size 1", "",
        "--max-bodies-size (1 MiB)");
    row("a limit below the default of another", "", "FRONTDESK_MAX_BODY_SIZE=1048576",
        "FRONTDESK_MAX_BODY_SIZE (1048576 KiB) may not be more than --max-import-size (64 MiB)");
    row("yes and no", "", "FRONTDESK_ALLOW_PRIVATE_TARGETS=maybe", "must be true or false");
    row("no configuration file's name", "--config=", "", "--config must name a file");
    row("empty data folder", "--data=", "", "--data must name a folder");
    row("no such file", "--config missing.ini", "", "missing.ini");
    row("no such file in the environment", "", "FRONTDESK_CONFIG=missing.ini", "missing.ini");
}

void TestSettings::refuses()
{
    QFETCH(const QString, words);
    QFETCH(const QString, variables);
    QFETCH(const QString, named);

    const auto parsed = Settings::parse(commandLine(words), environment(variables));
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::Invalid);
    QVERIFY2(parsed.error().detail.contains(named), qPrintable(parsed.error().detail));
    QVERIFY(!parsed.error().detail.contains(u'\n'));
}

void TestSettings::refusesBadFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("named");

    QTest::newRow("unknown key") << QByteArray("prot=80\n") << QStringLiteral("prot");
    QTest::newRow("known key in a section")
            << QByteArray("[server]\nport=80\n") << QStringLiteral("server/port");
    QTest::newRow("port is a word") << QByteArray("port=http\n") << QStringLiteral("port");
    QTest::newRow("port is a list") << QByteArray("port=80,81\n") << QStringLiteral("port");
    QTest::newRow("foreign host") << QByteArray("host=0.0.0.0\n") << QStringLiteral("host");
    QTest::newRow("a shell's comment")
            << QByteArray("# port\nport=80\n") << QStringLiteral("semicolon");
    QTest::newRow("no key") << QByteArray("hello\n") << QStringLiteral("INI");
}

void TestSettings::refusesBadFiles()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, named);

    write(QStringLiteral("bad.ini"), text);
    const auto parsed = Settings::parse(commandLine(QStringLiteral("--config bad.ini")), {});
    QVERIFY(!parsed);
    QVERIFY2(parsed.error().detail.contains(named), qPrintable(parsed.error().detail));
    QVERIFY2(parsed.error().detail.contains(QLatin1String("bad.ini")),
             qPrintable(parsed.error().detail));
}

void TestSettings::defaultFile()
{
    const QString path = write(QStringLiteral("default.ini"), "port=81\n");
    const auto port = [](const char *words, const DefaultSettingsFile &file) {
        const auto parsed = Settings::parse(commandLine(QString::fromLatin1(words)), {}, {}, file);
        return parsed ? int(parsed->settings.port) : -1;
    };
    QCOMPARE(port("", { path }), 81);
    QCOMPARE(port("--port 82", { path }), 82);
    QCOMPARE(port("", { m_folder.filePath(QStringLiteral("missing.ini")) }), 5000);
    write(QStringLiteral("named.ini"), "threads=2\n");
    QCOMPARE(port("--config named.ini", { path }), 5000); // in its place, not on top of it

    write(QStringLiteral("default.ini"), "prot=8181\n");
    QCOMPARE(port("", { path }), -1);
    QCOMPARE(port("", { path, false }), 5000);
    QCOMPARE(port("--port 82", { path, false }), 82);
    QCOMPARE(port("--config missing.ini", { path, false }), 5000);
    QCOMPARE(port("--prot 82", { path, false }), -1); // not the file's fault
}

void TestSettings::saysWhereValuesCameFrom()
{
    write(QStringLiteral("origin.ini"), "port=81\nthreads=2\n");
    const auto parsed
            = Settings::parse(commandLine(QStringLiteral("--config origin.ini --port 82")),
                              environment(QStringLiteral("FRONTDESK_HOST=::1")), {},
                              { QStringLiteral("/nowhere/default.ini") });
    QVERIFY(parsed);
    QCOMPARE(parsed->origin.file, QDir::current().absoluteFilePath(QStringLiteral("origin.ini")));
    const SettingValues &overrides = parsed->origin.overrides;
    QCOMPARE(overrides.size(), 2);
    QCOMPARE(overrides[QStringLiteral("port")].text, QStringLiteral("82"));
    QCOMPARE(overrides[QStringLiteral("port")].source, QStringLiteral("--port"));
    QCOMPARE(overrides[QStringLiteral("host")].source, QStringLiteral("FRONTDESK_HOST"));
    const auto plain
            = Settings::parse(commandLine({}), {}, {}, { QStringLiteral("/nowhere/default.ini") });
    QVERIFY(plain);
    QCOMPARE(plain->origin.file, QStringLiteral("/nowhere/default.ini"));
}

void TestSettings::defaults()
{
    const auto parsed = Settings::parse(commandLine({}), {});
    QVERIFY(parsed);
    QVERIFY(QDir::isAbsolutePath(parsed->settings.dataFolder));
    QVERIFY(parsed->settings.dataFolder.endsWith(QLatin1String("/frontdesk")));
}

void TestSettings::dataFolderIsAbsolute()
{
    const auto parsed = Settings::parse(commandLine(QStringLiteral("--data here/../there")), {});
    QVERIFY(parsed);
    QCOMPARE(parsed->settings.dataFolder,
             QDir::current().absoluteFilePath(QStringLiteral("there")));
}

void TestSettings::fileMayHoldCommasAndSpaces()
{
    write(QStringLiteral("odd.ini"), "; a comment\n\ndata=/srv/a,b c\n");
    const auto parsed = Settings::parse(commandLine(QStringLiteral("--config odd.ini")), {});
    QVERIFY(parsed);
    QCOMPARE(parsed->settings.dataFolder, QStringLiteral("/srv/a,b c"));
}

void TestSettings::helpNamesEveryOption()
{
    for (const char *words : { "--help", "-h", "--port 80 --help" }) {
        const auto parsed = Settings::parse(commandLine(QString::fromLatin1(words)), {});
        QVERIFY(parsed);
        QVERIFY(parsed->request == Settings::Request::ShowHelp);
        for (const char *option : { "--config", "--help", "--version" })
            QVERIFY2(parsed->text.contains(QLatin1String(option)), option);
        for (const Setting &setting : settingsTable())
            QVERIFY2(parsed->text.contains(setting.flag()), qPrintable(setting.name));
    }
}

void TestSettings::version()
{
    const auto parsed = Settings::parse(commandLine(QStringLiteral("--version")), {});
    QVERIFY(parsed);
    QVERIFY(parsed->request == Settings::Request::ShowVersion);
    QVERIFY(parsed->text.startsWith(QLatin1String("Frontdesk 0.")));
    QVERIFY(parsed->text.endsWith(u'\n'));
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
