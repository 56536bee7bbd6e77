// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace frontdesk;

class TestClock : public QObject
{
    Q_OBJECT

private slots:
    void writesTimes_data()
    {
        QTest::addColumn<qint64>("wallMs");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *what, qint64 wallMs, const char *text) {
            QTest::newRow(what) << wallMs << QByteArray(text);
        };
        row("the epoch", 0, "1970-01-01T00:00:00.000Z");
        row("before it", -1, "1969-12-31T23:59:59.999Z");
        row("a leap day", 1'709'210'096'007, "2024-02-29T12:34:56.007Z");
        row("the first year", -62'167'219'200'000, "0000-01-01T00:00:00.000Z");
        row("the last", 253'402'300'799'999, "9999-12-31T23:59:59.999Z");
    }

    void writesTimes()
    {
        QFETCH(qint64, wallMs);
        QFETCH(QByteArray, text);
        QCOMPARE(std::string_view(IsoUtc(wallMs)), std::string_view(text));
    }

    void agreesWithQt()
    {
        QRandomGenerator random(1);
        for (int i = 0; i < 20'000; ++i) {
            const qint64 wallMs = qint64(random.bounded(4e12));
            const auto expected = QDateTime::fromMSecsSinceEpoch(wallMs)
                                          .toUTC()
                                          .toString(Qt::ISODateWithMs)
                                          .toStdString();
            QCOMPARE(std::string_view(IsoUtc(wallMs)), std::string_view(expected));
        }
    }
};

QTEST_APPLESS_MAIN(TestClock)
#include "tst_clock.moc"
