// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
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
};

namespace {

QProcessEnvironment withoutDisplay()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" })
        environment.remove(QLatin1String(name));
    return environment;
}

struct Run : QProcess
{
    Run(const QProcessEnvironment &environment, const QStringList &arguments)
    {
        setProcessEnvironment(environment);
        start(QStringLiteral(FRONTDESK), arguments);
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
    auto environment = withoutDisplay();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    Run run(environment,
            { QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--data"),
              folder.path() });
    QVERIFY(run.waitForReadyRead());
    QVERIFY(run.readLine().startsWith("Frontdesk listening on http://127.0.0.1:"));
    ::kill(pid_t(run.processId()), SIGTERM);
    QVERIFY(run.waitForFinished());
    QCOMPARE(run.exitStatus(), QProcess::NormalExit);
    QCOMPARE(run.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
