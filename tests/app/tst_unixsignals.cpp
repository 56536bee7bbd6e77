// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/unixsignals.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <csignal>
#include <memory>
#include <sys/wait.h>
#include <unistd.h>

using namespace frontdesk;

class TestUnixSignals : public QObject
{
    Q_OBJECT

private slots:
    void becomesAQtSignal_data();
    void becomesAQtSignal();
    void arrivesFromAnotherThread();
    void secondInterruptEndsTheProcess();
};

void TestUnixSignals::becomesAQtSignal_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestUnixSignals::becomesAQtSignal()
{
    QFETCH(const int, number);
    UnixSignals unixSignals;
    QSignalSpy requested(&unixSignals, &UnixSignals::terminationRequested);
    QCOMPARE(std::raise(number), 0);
    QCOMPARE(requested.size(), 0); // not in the handler
    QTRY_COMPARE(requested.size(), 1);
}

void TestUnixSignals::arrivesFromAnotherThread()
{
    UnixSignals unixSignals;
    QSignalSpy requested(&unixSignals, &UnixSignals::terminationRequested);
    std::unique_ptr<QThread> thread(QThread::create([] { std::raise(SIGTERM); }));
    thread->start();
    QTRY_COMPARE(requested.size(), 1);
    QVERIFY(thread->wait());
}

void TestUnixSignals::secondInterruptEndsTheProcess()
{
    const pid_t child = ::fork();
    if (child == 0) {
        const UnixSignals unixSignals;
        std::raise(SIGINT);
        std::raise(SIGTERM);
        std::raise(SIGINT);
        _exit(0); // not reached
    }
    QVERIFY(child > 0);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 128 + SIGINT);
}

QTEST_GUILESS_MAIN(TestUnixSignals)
#include "tst_unixsignals.moc"
