// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

/// The window's program as a shell sees it.
class TestProgram : public QObject
{
    Q_OBJECT

private slots:
    void helpNeedsNoDisplay();
    void saysThatThereIsNoDisplay();
    void refusesAWrongOption();
    void printsTheAddressAndObeysSigterm();
    void brokenSettingsAreShownAndSaid();
    void makesABackupWhileItRuns();
};

namespace {

QProcessEnvironment withoutDisplay()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" })
        environment.remove(QLatin1String(name));
    return environment;
}

QProcessEnvironment offscreen()
{
    auto environment = withoutDisplay();
    static const QTemporaryDir configuration;
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), configuration.path());
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    return environment;
}

QStringList onFolder(const QTemporaryDir &folder)
{
    return { QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--data"),
             folder.path() };
}

struct Run : QProcess
{
    Run(const QProcessEnvironment &environment, const QStringList &arguments,
        const QString &program = QStringLiteral(FRONTDESK))
    {
        setProcessEnvironment(environment);
        start(program, arguments);
    }
    ~Run() override
    {
        kill();
        waitForFinished();
    }
};

} // namespace

void TestProgram::helpNeedsNoDisplay()
{
    Run run(withoutDisplay(), { QStringLiteral("--help") });
    QVERIFY(run.waitForFinished());
    QCOMPARE(run.exitCode(), 0);
    QVERIFY(run.readAllStandardOutput().contains("--port"));
}

void TestProgram::saysThatThereIsNoDisplay()
{
    Run run(withoutDisplay(), {});
    QVERIFY(run.waitForFinished());
    QCOMPARE(run.exitCode(), 1);
    QVERIFY(run.readAllStandardError().contains("no display"));
}

void TestProgram::refusesAWrongOption()
{
    Run run(withoutDisplay(), { QStringLiteral("--bogus") });
    QVERIFY(run.waitForFinished());
    QCOMPARE(run.exitCode(), 2);
    QVERIFY(run.readAllStandardError().contains("bogus"));
}

void TestProgram::printsTheAddressAndObeysSigterm()
{
    const QTemporaryDir folder;
    Run run(offscreen(), onFolder(folder));
    QVERIFY(run.waitForReadyRead());
    QVERIFY(run.readLine().startsWith("Frontdesk listening on http://127.0.0.1:"));
    ::kill(pid_t(run.processId()), SIGTERM);
    QVERIFY(run.waitForFinished());
    QCOMPARE(run.exitStatus(), QProcess::NormalExit);
    QCOMPARE(run.exitCode(), 0);
}

/// The window asks what to do about them, and nothing is served before.
void TestProgram::brokenSettingsAreShownAndSaid()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings.ini"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("prot=80\n") > 0);
    file.close();
    const QStringList arguments
            = onFolder(folder) + QStringList { QStringLiteral("--config"), path };
    Run blind(withoutDisplay(), arguments);
    QVERIFY(blind.waitForFinished());
    QCOMPARE(blind.exitCode(), 2);

    Run run(offscreen(), arguments);
    QByteArray errors;
    QTRY_VERIFY((errors += run.readAllStandardError()).contains("prot in "));
    ::kill(pid_t(run.processId()), SIGTERM);
    QVERIFY(run.waitForFinished());
    QCOMPARE(run.exitStatus(), QProcess::NormalExit);
    QCOMPARE(run.readAllStandardOutput(), QByteArray());
}

/// Another process asks the window's for it.
void TestProgram::makesABackupWhileItRuns()
{
    const QTemporaryDir folder;
    Run window(offscreen(), onFolder(folder));
    QVERIFY(window.waitForReadyRead());
    const QString file = folder.filePath(QStringLiteral("backup.db"));
    Run backup(withoutDisplay(),
               { QStringLiteral("--data"), folder.path(), QStringLiteral("backup"), file },
               QStringLiteral(FRONTDESKD));
    QVERIFY(backup.waitForFinished());
    QCOMPARE(backup.readAllStandardError(), QByteArray());
    QCOMPARE(backup.exitCode(), 0);
    QVERIFY(QFileInfo(file).size() > 0);
    QCOMPARE(window.state(), QProcess::Running);
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
