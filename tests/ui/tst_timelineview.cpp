// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeclock.h"
#include "timelinepanel.h"
#include "timelineview.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

constexpr qint64 second = 1'000'000'000;

} // namespace

class TestTimelineView : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void clickOpensTheTask();
    void clickOpensTheRequest();
    void aDragLeavesThePresent();
    void theWheelZooms();
    void keys();
    void buttons();
    void growsWithItsLanes();
    void paintsManyInTime();

private:
    /// Began @p ago, and lasts @p lasting.
    void addRequest(std::chrono::nanoseconds ago, std::chrono::nanoseconds lasting, int thread = 1)
    {
        Exchange one;
        one.id = 5;
        one.thread = thread;
        one.status = 200;
        one.method = "GET";
        one.times.receivedNs = m_clock.steadyNs() - ago.count();
        one.times.answeredNs = one.times.writtenNs = one.times.receivedNs + lasting.count();
        m_timeline->addExchanges({ one });
    }
    void addSleep(qint64 id, std::chrono::milliseconds ago)
    {
        Task task;
        task.id = id;
        task.kind = "sleep";
        task.state = TaskState::Running;
        task.createdAtMs = m_clock.wallMs() - ago.count();
        task.startedAtMs = task.createdAtMs;
        m_timeline->addTasks({ task });
    }
    /// Where a bar is painted, at that time before the present.
    QPoint at(std::chrono::milliseconds ago) const
    {
        const QImage image = m_view->grab().toImage();
        const int left = m_view->minimumSizeHint().width() - 160; // the lanes' names
        const int width = m_view->width() - left - 8;
        const int x = left
                + int(double(width) * (1 - double(ago.count()) * 1e6 / double(m_view->spanNs())));
        const QRgb background = m_view->palette().color(QPalette::Base).rgb();
        for (int y = m_view->fontMetrics().height() + 10; y < image.height(); ++y) {
            const QColor colour(image.pixel(int(x * image.devicePixelRatio()), y));
            if (colour.rgb() != background && colour.saturation() > 40)
                return { x, y + 2 };
        }
        return {};
    }

    FakeClock m_clock;
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<TimelinePanel> m_panel;
    TimelineView *m_view = nullptr;
};

void TestTimelineView::init()
{
    m_clock.advance(1h);
    m_timeline = std::make_unique<Timeline>(m_clock);
    m_panel = std::make_unique<TimelinePanel>(*m_timeline);
    m_view = m_panel->findChild<TimelineView *>(QStringLiteral("timelineView"));
    QVERIFY(m_view);
    m_panel->resize(900, 300);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_view->setFollowing(true);
}

void TestTimelineView::cleanup()
{
    m_panel.reset();
    m_timeline.reset();
}

void TestTimelineView::clickOpensTheTask()
{
    const QSignalSpy opened(m_panel.get(), &TimelinePanel::taskActivated);
    addSleep(42, 4s);
    m_view->setFollowing(true);
    const QPoint bar = at(2s);
    QVERIFY(!bar.isNull());
    QTest::mouseClick(m_view, Qt::LeftButton, {}, bar);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toLongLong(), 42);
    QTest::mouseClick(m_view, Qt::LeftButton, {}, bar - QPoint(m_view->width() / 2, 0)); // none
    QCOMPARE(opened.size(), 1);
}

void TestTimelineView::clickOpensTheRequest()
{
    const QSignalSpy opened(m_panel.get(), &TimelinePanel::exchangeActivated);
    addRequest(5s, 3s, 2);
    const QPoint bar = at(3s);
    QVERIFY(!bar.isNull());
    QTest::mouseClick(m_view, Qt::LeftButton, {}, bar);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().at(0).toInt(), 2);
    QCOMPARE(opened.first().at(1).toULongLong(), 5ULL);
}

void TestTimelineView::aDragLeavesThePresent()
{
    const QSignalSpy opened(m_panel.get(), &TimelinePanel::exchangeActivated);
    addRequest(5s, 3s);
    const QPoint bar = at(3s);
    QVERIFY(at(1900ms).isNull());
    QTest::mousePress(m_view, Qt::LeftButton, {}, bar);
    QTest::mouseMove(m_view, bar + QPoint(60, 0));
    QTest::mouseRelease(m_view, Qt::LeftButton, {}, bar + QPoint(60, 0));
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(opened.size(), 0);
    QVERIFY(!at(1900ms).isNull());
    QTest::mousePress(m_view, Qt::LeftButton, {}, bar);
    QTest::mouseMove(m_view, bar - QPoint(200, 0));
    QTest::mouseRelease(m_view, Qt::LeftButton, {}, bar - QPoint(200, 0));
    QVERIFY(m_view->isFollowing()); // beyond the present
}

void TestTimelineView::theWheelZooms()
{
    const QSignalSpy zoomed(m_view, &TimelineView::spanChanged);
    const auto wheel = [this](int steps) {
        const QPointF middle = m_view->rect().center();
        QWheelEvent event(middle, m_view->mapToGlobal(middle), {}, { 0, steps * 120 }, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view, &event);
    };
    wheel(1);
    QCOMPARE(m_view->spanNs(), 8 * second);
    wheel(-2);
    QVERIFY(m_view->spanNs() > 12 * second);
    wheel(-100);
    QCOMPARE(m_view->spanNs(), 120 * second);
    wheel(1000);
    QCOMPARE(m_view->spanNs(), 1'000'000);
    QCOMPARE(zoomed.size(), 4);
}

void TestTimelineView::keys()
{
    QTest::keyClick(m_view, Qt::Key_Plus);
    QCOMPARE(m_view->spanNs(), 8 * second);
    QTest::keyClick(m_view, Qt::Key_Minus);
    QCOMPARE(m_view->spanNs(), 10 * second);
    QTest::keyClick(m_view, Qt::Key_Space);
    QVERIFY(!m_view->isFollowing());
    QTest::keyClick(m_view, Qt::Key_End);
    QVERIFY(m_view->isFollowing());
    QTest::keyClick(m_view, Qt::Key_Left);
    QVERIFY(!m_view->isFollowing());
    QTest::keyClick(m_view, Qt::Key_Right);
    QVERIFY(m_view->isFollowing());
    QTest::keyClick(m_view, Qt::Key_Home);
    QVERIFY(!m_view->isFollowing());
}

void TestTimelineView::buttons()
{
    auto *pause = m_panel->findChild<QToolButton *>(QStringLiteral("timelinePauseButton"));
    auto *span = m_panel->findChild<QComboBox *>(QStringLiteral("timelineSpanBox"));
    QTest::mouseClick(pause, Qt::LeftButton);
    QVERIFY(!m_view->isFollowing());
    QTest::keyClick(m_view, Qt::Key_End);
    QVERIFY(!pause->isChecked());
    QTest::keyClick(span, Qt::Key_Down);
    QCOMPARE(m_view->spanNs(), 30 * second);
    addSleep(1, 1s);
    QCOMPARE(m_timeline->lanes().size(), size_t(1));
    QTest::mouseClick(m_panel->findChild<QToolButton *>(QStringLiteral("timelineClearButton")),
                      Qt::LeftButton);
    QVERIFY(m_timeline->lanes().empty());
}

void TestTimelineView::growsWithItsLanes()
{
    const int before = m_view->minimumHeight();
    for (int thread = 1; thread <= 20; ++thread)
        addRequest(1s, 1ms, thread);
    QVERIFY(m_view->minimumHeight() > before);
    QTRY_VERIFY(m_view->height() > m_panel->height()); // it can be scrolled
}

/// What a minute of 20,000 requests a second leaves must not make the window wait.
void TestTimelineView::paintsManyInTime()
{
    QList<Exchange> batch(1'000);
    for (int round = 0; round < 1'200; ++round) {
        for (int i = 0; i < batch.size(); ++i) {
            Exchange &one = batch[i];
            one.id = quint64(i);
            one.thread = 1 + i % 2;
            one.status = i % 50 ? 200 : 404;
            one.method = "GET";
            one.times.receivedNs = m_clock.steadyNs() + i * 50'000;
            one.times.answeredNs = one.times.writtenNs = one.times.receivedNs + 3'000'000;
        }
        m_timeline->addExchanges(batch);
        m_clock.advance(50ms);
    }
    m_view->setSpan(120 * second);
    m_view->setFollowing(true);
    size_t bars = 0;
    for (const TimelineLane *lane : m_timeline->lanes())
        bars += lane->bars().size();
    QVERIFY2(bars < 100'001, qPrintable(QString::number(bars)));
    QBENCHMARK_ONCE
    {
        m_view->grab();
    }
}

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
