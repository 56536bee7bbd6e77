// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/serverprocess.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTest>

using namespace frontdesk;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

/// The command line (SPEC §2), and one clear line where it cannot start.
class StartupTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void wrongOption_data();
    void wrongOption();
    void helpAndVersion();
    void portTaken();
    void secondInstance();
    void dataFolderBelowAFile();
    void corruptDatabase_data();
    void corruptDatabase();
    void environmentAndFile();
    void brokenDefaultFile_data();
    void brokenDefaultFile();

private:
    QStringList free() const
    {
        return { QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--data"),
                 m_server->dataFolder() };
    }
    /// One line, and no more.
    QByteArray sentence() const
    {
        const QByteArray errors = m_server->errors();
        return errors.count('\n') == 1 && errors.endsWith('\n') ? errors : QByteArray();
    }

    std::unique_ptr<ServerProcess> m_server;
};

void StartupTest::init()
{
    m_server = std::make_unique<ServerProcess>();
}

void StartupTest::wrongOption_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");

    const auto row = [](const char *name, const QStringList &arguments, const QByteArray &named) {
        QTest::newRow(name) << arguments << named;
    };
    row("unknown", { QStringLiteral("--prot"), QStringLiteral("80") }, "prot");
    row("port is a word", { QStringLiteral("--port"), QStringLiteral("http") }, "port");
    row("port too large", { QStringLiteral("--port"), QStringLiteral("65536") }, "port");
    row("port below zero", { QStringLiteral("--port=-1") }, "port");
    row("no value", { QStringLiteral("--port") }, "port");
    row("threads is a word", { QStringLiteral("--threads"), QStringLiteral("many") }, "threads");
    row("threads below zero", { QStringLiteral("--threads=-2") }, "threads");
    row("host is no address", { QStringLiteral("--host"), QStringLiteral("not an address") },
        "host");
    row("one word too many", { QStringLiteral("serve") }, "serve");
}

void StartupTest::wrongOption()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, named);
    QCOMPARE(m_server->run(arguments), 2);
    QVERIFY2(sentence().contains(named), m_server->errors());
    QCOMPARE(m_server->output(), QByteArray());
}

void StartupTest::helpAndVersion()
{
    QCOMPARE(m_server->run({ QStringLiteral("--help") }), 0);
    for (const char *option :
         { "--host", "--port", "--data", "--threads", "--config", "--version" })
        QVERIFY2(m_server->output().contains(option), option);
    QCOMPARE(m_server->run({ QStringLiteral("--version") }), 0);
    QVERIFY(m_server->output().contains("0."));
    QCOMPARE(m_server->errors(), QByteArray());
}

void StartupTest::portTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString port = QString::number(other.serverPort());
    QCOMPARE(m_server->run({ QStringLiteral("--port"), port, QStringLiteral("--data"),
                             m_server->dataFolder() }),
             1);
    QVERIFY2(sentence().contains(port.toUtf8()), m_server->errors());
    QCOMPARE(m_server->output(), QByteArray());
}

void StartupTest::secondInstance()
{
    QVERIFY(m_server->start());
    ServerProcess second;
    QCOMPARE(second.run(free()), 1);
    QVERIFY2(second.errors().contains("already"), second.errors());
    QCOMPARE(second.errors().count('\n'), 1);
    QCOMPARE(HttpClient(m_server->port()).get("/livez").status, 200);

    m_server->kill(); // the lock of a process that died doesn't hold
    QVERIFY(m_server->start());
    QCOMPARE(m_server->stop(), 0);
}

void StartupTest::dataFolderBelowAFile()
{
    const QString file = m_server->folder() + QStringLiteral("/file");
    write(file, "not a folder");
    QCOMPARE(m_server->run({ QStringLiteral("--port"), QStringLiteral("0"),
                             QStringLiteral("--data"), file + QStringLiteral("/data") }),
             1);
    QVERIFY2(sentence().contains("/file"), m_server->errors());
}

void StartupTest::corruptDatabase_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("something else") << QByteArray("no database, but a letter\n").repeated(500);
    QTest::newRow("SQLite's name, then rubbish")
            << QByteArray("SQLite format 3\0", 16) + QByteArray(8176, '\x5a');
}

void StartupTest::corruptDatabase()
{
    QFETCH(const QByteArray, bytes);
    QVERIFY(QDir().mkpath(m_server->dataFolder()));
    write(m_server->databasePath(), bytes);
    QCOMPARE(m_server->run(free()), 1);
    QVERIFY2(sentence().contains("frontdesk.db"), m_server->errors());
    QFile file(m_server->databasePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void StartupTest::environmentAndFile()
{
    const QString config = m_server->folder() + QStringLiteral("/frontdesk.ini");
    const QString fromFile = m_server->folder() + QStringLiteral("/from-file");
    const QString fromVariable = m_server->folder() + QStringLiteral("/from-variable");
    write(config, "port=http\ndata=" + fromFile.toUtf8() + "\n");
    const QStringList withFile { QStringLiteral("--config"), config };

    QCOMPARE(m_server->run(withFile), 2); // the file's own port is wrong
    QVERIFY2(sentence().contains("port"), m_server->errors());

    // The flag wins over the variable, which wins over the file.
    m_server->environment.insert(QStringLiteral("FRONTDESK_PORT"), QStringLiteral("70000"));
    m_server->environment.insert(QStringLiteral("FRONTDESK_DATA"), fromVariable);
    QCOMPARE(m_server->run(withFile), 2);
    m_server->options = withFile;
    QVERIFY(m_server->start());
    QCOMPARE(m_server->stop(), 0);
    QVERIFY(QFile::exists(m_server->databasePath()));
    QVERIFY(!QFile::exists(fromVariable) && !QFile::exists(fromFile));

    m_server->options = { QStringLiteral("--config"), QStringLiteral("/nonexistent/file.ini") };
    QCOMPARE(m_server->run(m_server->options), 2);
}

void StartupTest::brokenDefaultFile_data()
{
    QTest::addColumn<QByteArray>("text"); // empty: a folder is in its place
    QTest::addColumn<QByteArray>("named");

    QTest::newRow("a wrong value")
            << QByteArray("max-body-size=all\n") << QByteArray("max-body-size in ");
    QTest::newRow("an unknown key") << QByteArray("prot=80\n") << QByteArray("prot in ");
    QTest::newRow("no INI") << QByteArray("hello\n") << QByteArray("INI format");
    QTest::newRow("unreadable") << QByteArray() << QByteArray("cannot be read");
}

/// The file in the configuration folder: needn't be there, but must be right.
void StartupTest::brokenDefaultFile()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, named);
    const QString path
            = m_server->configurationFolder() + QStringLiteral("/frontdesk/frontdesk.ini");
    QVERIFY(QDir().mkpath(text.isEmpty() ? path : QFileInfo(path).path()));
    if (!text.isEmpty())
        write(path, text);
    QCOMPARE(m_server->run(free()), 2);
    QVERIFY2(sentence().contains(named), m_server->errors());
    QVERIFY2(sentence().contains("frontdesk.ini"), m_server->errors());
}

QTEST_GUILESS_MAIN(StartupTest)
#include "tst_startup.moc"
