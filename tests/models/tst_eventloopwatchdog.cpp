// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "models/eventloopwatchdog.h"

#include <QTest>
#include <QTimer>

using namespace frontdesk;
using namespace std::chrono_literals;

class TestEventLoopWatchdog : public QObject
{
    Q_OBJECT

private slots:
    void seesABlockedEventLoop();
    void seesAStallThatIsUnderWay();
    void startsFromNothing();
};

namespace {

void blockFor(std::chrono::nanoseconds time)
{
    const qint64 until = steadyNs() + time.count();
    while (steadyNs() < until) { }
}

} // namespace

void TestEventLoopWatchdog::seesABlockedEventLoop()
{
    EventLoopWatchdog watchdog;
    watchdog.start();
    QTimer::singleShot(0, this, [] { blockFor(80ms); });
    QTRY_VERIFY(watchdog.longestStall() >= 70ms);
    watchdog.stop();
    QVERIFY(watchdog.longestStall() >= 70ms);
}

void TestEventLoopWatchdog::seesAStallThatIsUnderWay()
{
    EventLoopWatchdog watchdog;
    watchdog.start();
    blockFor(40ms);
    QVERIFY(watchdog.longestStall() >= 35ms);
}

void TestEventLoopWatchdog::startsFromNothing()
{
    EventLoopWatchdog watchdog;
    QCOMPARE(watchdog.longestStall(), 0ns);
    watchdog.start();
    blockFor(600ms);
    watchdog.start();
    QVERIFY(watchdog.longestStall() < 400ms);
}

QTEST_GUILESS_MAIN(TestEventLoopWatchdog)
#include "tst_eventloopwatchdog.moc"
