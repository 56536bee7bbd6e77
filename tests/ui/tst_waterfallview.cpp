// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "colours.h"
#include "waterfallview.h"

#include <QApplication>
#include <QClipboard>
#include <QTest>

using namespace frontdesk;

namespace {

QPalette dark()
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0x20, 0x20, 0x20));
    palette.setColor(QPalette::Base, QColor(0x18, 0x18, 0x18));
    palette.setColor(QPalette::WindowText, Qt::white);
    return palette;
}

/// Where the bar of that tone is, in columns; {-1, -1}: nowhere.
std::pair<int, int> columnsOf(const QImage &image, const QColor &bar)
{
    int first = -1;
    int last = -1;
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y) != bar)
                continue;
            first = first < 0 ? x : first;
            last = x;
            break;
        }
    }
    return { first, last };
}

} // namespace

class TestWaterfallView : public QObject
{
    Q_OBJECT

private slots:
    void paintsEachPhaseWhereItWas_data();
    void paintsEachPhaseWhereItWas();
    void tellsItInWords();
    void paintsNothingWithoutTimes();
};

void TestWaterfallView::paintsEachPhaseWhereItWas_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << QPalette(Qt::white);
    QTest::newRow("dark") << dark();
}

void TestWaterfallView::paintsEachPhaseWhereItWas()
{
    QFETCH(QPalette, palette);
    WaterfallView view;
    view.setPalette(palette);
    view.resize(500, 200);
    // queue 1 ms, handler 6 ms with 2 ms of database, write 3 ms
    view.setTimes(
            { 10'000'000, 10'000'001, 11'000'000, 13'000'000, 15'000'000, 17'000'000, 20'000'000 },
            10'000'000, QStringLiteral("thread"));
    const QImage image = view.grab().toImage();
    const auto handler = columnsOf(image, colour(Tone::Info, palette));
    const auto database = columnsOf(image, colour(Tone::Warning, palette));
    const auto write = columnsOf(image, colour(Tone::Good, palette));
    QVERIFY(handler.first > 0 && database.first > 0 && write.first > 0);
    QVERIFY(database.first > handler.first && database.second < handler.second);
    QVERIFY(std::abs(write.first - handler.second) <= 3); // one after the other
    const double handlerWidth = handler.second - handler.first + 1;
    const double databaseWidth = database.second - database.first + 1;
    QVERIFY(std::abs(handlerWidth / databaseWidth - 3) < 0.2);
}

void TestWaterfallView::tellsItInWords()
{
    WaterfallView view;
    view.setTimes({ 1'000'000, 0, 2'000'000, 0, 0, 5'000'000, 0 }, 4'000'000, {});
    const QString words = QString::fromUtf8("Queue: 1.00 ms, from 0 µs on\n"
                                            "Handler: 3.00 ms, from 1.00 ms on\n"
                                            "Database: none\nWrite: none\nTotal: 4.00 ms");
    QCOMPARE(view.accessibleDescription(), words);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), words);
}

void TestWaterfallView::paintsNothingWithoutTimes()
{
    WaterfallView view;
    view.setTimes({}, 0, {});
    view.resize(300, 160);
    const QImage image = view.grab().toImage();
    QCOMPARE(columnsOf(image, colour(Tone::Info, view.palette())).first, -1);
}

QTEST_MAIN(TestWaterfallView)
#include "tst_waterfallview.moc"
