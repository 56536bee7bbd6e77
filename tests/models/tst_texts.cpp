// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/texts.h"

#include <QTest>

using namespace frontdesk;

class TestTexts : public QObject
{
    Q_OBJECT

private slots:
    void durations_data();
    void durations();
    void sizes_data();
    void sizes();
};

void TestTexts::durations_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << qint64(0) << "0 µs";
    QTest::newRow("a clock that went back") << qint64(-5) << "0 µs";
    QTest::newRow("microseconds") << qint64(820'400) << "820 µs";
    QTest::newRow("not 1000 µs") << qint64(999'900) << "1.00 ms";
    QTest::newRow("milliseconds") << qint64(1'234'000) << "1.23 ms";
    QTest::newRow("tens of milliseconds") << qint64(12'340'000) << "12.3 ms";
    QTest::newRow("hundreds of milliseconds") << qint64(123'400'000) << "123 ms";
    QTest::newRow("seconds") << qint64(5'000'000'000) << "5.00 s";
    QTest::newRow("minutes") << qint64(200'000'000'000) << "3 min 20 s";
    QTest::newRow("hours") << qint64(7'500'000'000'000) << "2 h 5 min";
}

void TestTexts::durations()
{
    QFETCH(qint64, nanoseconds);
    QTEST(durationText(nanoseconds), "text");
}

void TestTexts::sizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");

    QTest::newRow("none") << qint64(0) << "0 B";
    QTest::newRow("bytes") << qint64(1'023) << "1023 B";
    QTest::newRow("kibibytes") << qint64(1'536) << "1.50 KiB";
    QTest::newRow("mebibytes") << qint64(64 * 1024 * 1024) << "64.0 MiB";
    QTest::newRow("gibibytes") << qint64(3) * 1024 * 1024 * 1024 << "3.00 GiB";
}

void TestTexts::sizes()
{
    QFETCH(qint64, bytes);
    QTEST(sizeText(bytes), "text");
}

QTEST_GUILESS_MAIN(TestTexts)
#include "tst_texts.moc"
