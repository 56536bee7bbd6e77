// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinelane.h"

#include <QTest>

using namespace frontdesk;

namespace {

TimelineBar bar(qint64 beginNs, qint64 endNs, qint64 id = 0, int status = 200)
{
    TimelineBar one;
    one.beginNs = beginNs;
    one.endNs = endNs;
    one.id = id;
    one.status = status;
    return one;
}

} // namespace

class TestTimelineLane : public QObject
{
    Q_OBJECT

private slots:
    void whatOverlapsLiesBelow();
    void rowsAreBounded();
    void openBarsKeepTheirRow();
    void denseBarsBecomeOne();
    void forgetsTheOld();
    void isBoundedInNumber();
    void aFullLaneIsCoarser();
};

void TestTimelineLane::whatOverlapsLiesBelow()
{
    TimelineLane lane(QStringLiteral("lane"), 4);
    for (const auto &[begin, end] : { std::pair(0, 10), { 5, 15 }, { 10, 20 }, { 12, 13 } })
        lane.add(bar(begin, end));
    QList<int> rows;
    for (const TimelineBar &one : lane.bars())
        rows += one.row;
    QCOMPARE(rows, QList<int>({ 0, 1, 0, 2 }));
    QCOMPARE(lane.rowCount(), 3);
}

void TestTimelineLane::rowsAreBounded()
{
    TimelineLane lane(QStringLiteral("lane"), 2);
    lane.add(bar(0, 30));
    lane.add(bar(1, 20));
    lane.add(bar(2, 40)); // nothing is free: below what ends first
    QCOMPARE(lane.bars().back().row, 1);
    QCOMPARE(lane.rowCount(), 2);
}

void TestTimelineLane::openBarsKeepTheirRow()
{
    TimelineLane lane(QStringLiteral("lane"), 2);
    lane.add(bar(0, TimelineBar::open, 7));
    lane.add(bar(100, TimelineBar::open, 8));
    lane.add(bar(200, TimelineBar::open, 9)); // all are taken, and nobody knows for how long
    QVERIFY(lane.findOpen(7) && lane.findOpen(8) && lane.findOpen(9));
    QVERIFY(!lane.findOpen(10));
    TimelineBar *first = lane.findOpen(7);
    lane.close(*first, 300);
    QVERIFY(!lane.findOpen(7));
    lane.add(bar(300, 301));
    QCOMPARE(lane.bars().back().row, 0);
}

void TestTimelineLane::denseBarsBecomeOne()
{
    TimelineLane lane(QStringLiteral("lane"), 1);
    for (qint64 i = 0; i < 10; ++i)
        lane.add(bar(i * 100'000, i * 100'000 + 50'000, i, i == 5 ? 404 : 200), true);
    QCOMPARE(lane.bars().size(), size_t(1));
    const TimelineBar &one = lane.bars().front();
    QCOMPARE(one.count, 10);
    QCOMPARE(one.status, 404);
    QCOMPARE(one.id, 9);
    QCOMPARE(one.endNs, 950'000);
    lane.add(bar(2'000'000, 2'050'000, 10), true); // a gap that is seen
    QCOMPARE(lane.bars().size(), size_t(2));
    lane.add(bar(2'060'000, 2'070'000, 11), false); // few come: each for itself
    QCOMPARE(lane.bars().size(), size_t(3));
}

void TestTimelineLane::forgetsTheOld()
{
    TimelineLane lane(QStringLiteral("lane"), 4);
    lane.add(bar(0, 10, 1));
    lane.add(bar(0, TimelineBar::open, 2));
    lane.add(bar(20, 30, 3));
    lane.forgetBefore(11);
    QCOMPARE(lane.bars().size(), size_t(2));
    QVERIFY(lane.findOpen(2));
    lane.close(*lane.findOpen(2), 12);
    lane.forgetBefore(31);
    QVERIFY(lane.bars().empty());
    lane.add(bar(40, TimelineBar::open, 4));
    QCOMPARE(lane.findOpen(4)->beginNs, 40);
}

void TestTimelineLane::isBoundedInNumber()
{
    TimelineLane lane(QStringLiteral("lane"), 4);
    for (qint64 i = 0; i < 60'000; ++i)
        lane.add(bar(i * 10, TimelineBar::open, i));
    QCOMPARE(lane.bars().size(), size_t(50'000));
    QVERIFY(!lane.findOpen(9'999));
    QCOMPARE(lane.findOpen(10'000)->beginNs, 100'000);
    QCOMPARE(lane.findOpen(59'999)->beginNs, 599'990);
}

/// Two minutes of a thousand requests a second, in a row with gaps between them.
void TestTimelineLane::aFullLaneIsCoarser()
{
    TimelineLane lane(QStringLiteral("lane"), 1);
    constexpr int count = 120'000;
    for (qint64 i = 0; i < count; ++i)
        lane.add(bar(i * 1'000'000, i * 1'000'000 + 50'000, i), true);
    QVERIFY(lane.bars().size() > 1'000);
    QVERIFY(lane.bars().size() < 6'000);
    QCOMPARE(lane.bars()[500].count, 1);
    int seen = 0;
    for (const TimelineBar &one : lane.bars()) {
        QVERIFY(one.endNs - one.beginNs <= 50'000'000);
        seen += one.count;
    }
    QCOMPARE(seen, count);
}

QTEST_APPLESS_MAIN(TestTimelineLane)
#include "tst_timelinelane.moc"
