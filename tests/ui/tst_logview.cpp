// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logview.h"
#include "models/exchangelogmodel.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace frontdesk;

namespace {

constexpr int capacity = 500;

QList<Exchange> exchanges(int count)
{
    static quint64 id = 0;
    QList<Exchange> list(count);
    for (Exchange &exchange : list)
        exchange.id = ++id;
    return list;
}

/// A shown view over a log that is full.
struct FullLog
{
    ExchangeLogModel model { { .rows = capacity } };
    LogView view;

    FullLog()
    {
        view.setModel(&model);
        view.setSelectionBehavior(QAbstractItemView::SelectRows);
        view.setSelectionMode(QAbstractItemView::SingleSelection);
        view.resize(600, 300);
        view.show();
        append(capacity);
    }

    void append(int count)
    {
        model.append(exchanges(count));
        QCoreApplication::processEvents();
    }
    int topRow() const { return view.rowAt(0); }
    quint64 topId() const { return model.exchangeAt(topRow()).id; }
    bool showsNewest() const { return view.rowAt(view.viewport()->height() - 1) == capacity - 1; }
    void wheel(int steps)
    {
        const QPointF at = view.viewport()->rect().center();
        QWheelEvent event(at, view.viewport()->mapToGlobal(at), {}, { 0, 120 * steps },
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view.viewport(), &event);
    }
};

} // namespace

class TestLogView : public QObject
{
    Q_OBJECT

private slots:
    void followsTheNewest();
    void aScrollUpwardsStopsFollowing();
    void whatIsReadStaysWhileRowsLeaveAtTheTop();
    void aScrollToTheEndFollowsAgain();
    void followsThroughAResize();
    void theSelectionStaysOnItsRow();
    void aRowThatLeavesTakesItsSelectionAlong();
    void newRowsStealNoSelection();
    void lettersSearchNoRows();
};

void TestLogView::followsTheNewest()
{
    FullLog log;
    QVERIFY(log.view.isFollowing());
    QVERIFY(log.showsNewest());
    log.append(37);
    QVERIFY(log.showsNewest());
}

void TestLogView::aScrollUpwardsStopsFollowing()
{
    FullLog log;
    QSignalSpy following(&log.view, &LogView::followingChanged);
    log.wheel(5);
    QVERIFY(!log.view.isFollowing());
    QCOMPARE(following.size(), 1);
    QVERIFY(!log.showsNewest());
}

void TestLogView::whatIsReadStaysWhileRowsLeaveAtTheTop()
{
    FullLog log;
    log.wheel(5);
    const quint64 read = log.topId();
    for (int batch = 0; batch < 10; ++batch)
        log.append(20);
    QCOMPARE(log.topId(), read);
    QVERIFY(!log.view.isFollowing());
    log.append(capacity); // until it has left itself
    QCOMPARE(log.topRow(), 0);
    QVERIFY(!log.view.isFollowing());
}

void TestLogView::aScrollToTheEndFollowsAgain()
{
    FullLog log;
    log.wheel(5);
    log.view.verticalScrollBar()->setValue(log.view.verticalScrollBar()->maximum());
    QVERIFY(log.view.isFollowing());
    log.append(10);
    QVERIFY(log.showsNewest());
}

void TestLogView::followsThroughAResize()
{
    FullLog log;
    log.view.resize(600, 150);
    QCoreApplication::processEvents();
    QVERIFY(log.view.isFollowing());
    QVERIFY(log.showsNewest());
    log.view.resize(600, 400);
    QCoreApplication::processEvents();
    QVERIFY(log.view.isFollowing());
    QVERIFY(log.showsNewest());
}

void TestLogView::theSelectionStaysOnItsRow()
{
    FullLog log;
    log.view.selectRow(400);
    const quint64 selected = log.model.exchangeAt(400).id;
    for (int batch = 0; batch < 10; ++batch)
        log.append(30);
    const auto rows = log.view.selectionModel()->selectedRows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].row(), 100);
    QCOMPARE(log.model.exchangeAt(rows[0].row()).id, selected);
}

void TestLogView::aRowThatLeavesTakesItsSelectionAlong()
{
    FullLog log;
    log.view.selectRow(5);
    log.view.setFollowing(true);
    log.view.scrollToBottom();
    QSignalSpy current(log.view.selectionModel(), &QItemSelectionModel::currentChanged);
    log.append(10);
    QVERIFY(!log.view.selectionModel()->hasSelection());
    QVERIFY(!log.view.currentIndex().isValid());
    QCOMPARE(current.size(), 1);
    QVERIFY(log.showsNewest()); // the view didn't go after the row
}

void TestLogView::newRowsStealNoSelection()
{
    FullLog log;
    QSignalSpy selected(log.view.selectionModel(), &QItemSelectionModel::selectionChanged);
    log.append(50);
    QCOMPARE(selected.size(), 0);
    QVERIFY(!log.view.currentIndex().isValid());
}

void TestLogView::lettersSearchNoRows()
{
    FullLog log;
    QTest::keyClicks(&log.view, QStringLiteral("0"));
    QVERIFY(!log.view.currentIndex().isValid());
    QVERIFY(log.showsNewest());
}

QTEST_MAIN(TestLogView)
#include "tst_logview.moc"
