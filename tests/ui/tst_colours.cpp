// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "colours.h"

#include <QTest>

#include <cmath>

using namespace frontdesk;

class TestColours : public QObject
{
    Q_OBJECT

private slots:
    void areReadable_data();
    void areReadable();
};

namespace {

/// WCAG 2.2, relative luminance.
double luminance(const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
            + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

void TestColours::areReadable_data()
{
    QTest::addColumn<QColor>("base");
    QTest::newRow("white") << QColor(Qt::white);
    QTest::newRow("a light row between") << QColor(0xf5, 0xf5, 0xf5);
    QTest::newRow("black") << QColor(Qt::black);
    QTest::newRow("dark") << QColor(0x23, 0x26, 0x29);
    QTest::newRow("a dark row between") << QColor(0x2d, 0x31, 0x36);
}

void TestColours::areReadable()
{
    QFETCH(QColor, base);
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    for (const Tone tone : { Tone::Good, Tone::Info, Tone::Warning, Tone::Bad, Tone::Muted }) {
        const double ratio = contrast(colour(tone, palette), base);
        QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("tone %1: %2").arg(int(tone)).arg(ratio)));
    }
}

QTEST_GUILESS_MAIN(TestColours)
#include "tst_colours.moc"
