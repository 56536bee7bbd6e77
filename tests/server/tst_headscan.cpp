// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/headscan.h"

#include <QTest>

using namespace frontdesk;

class TestHeadScan : public QObject
{
    Q_OBJECT

private slots:
    void findsTheEnd();
    void goesOnWhereItStopped();
    void refuses_data();
    void refuses();
    void takesWhatJustFits();
};

void TestHeadScan::findsTheEnd()
{
    const std::string_view head = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    std::string text(head);
    text += "body\r\n\r\n";
    qsizetype scanned = 0;
    const auto scan = scanHead(text, scanned, {});
    QVERIFY(!scan.refusal);
    QCOMPARE(scan.size, qsizetype(head.size()));
}

void TestHeadScan::goesOnWhereItStopped()
{
    const std::string_view head = "GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n\r\n";
    qsizetype scanned = 0;
    for (size_t size = 0; size < head.size(); ++size) {
        const auto scan = scanHead(head.substr(0, size), scanned, {});
        QVERIFY2(!scan.refusal && scan.size == 0, qPrintable(QString::number(size)));
    }
    QCOMPARE(scanHead(head, scanned, {}).size, qsizetype(head.size()));
}

void TestHeadScan::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");

    const QByteArray line = "GET / HTTP/1.1\r\n";
    QTest::newRow("request line ended by a bare LF") << QByteArray("GET / HTTP/1.1\n") << 400;
    QTest::newRow("field ended by a bare LF") << line + "Host: h\n" << 400;
    QTest::newRow("empty line that is a bare LF") << line + "Host: h\r\n\n" << 400;
    QTest::newRow("bare CR in a field") << line + "A: b\rc\r\n" << 400;
    QTest::newRow("NUL in a field") << line + QByteArray("A: b\0c\r\n", 8) << 400;
    QTest::newRow("field folded with a space") << line + "A: b\r\n c\r\n" << 400;
    QTest::newRow("field folded with a tab") << line + "A: b\r\n\tc\r\n" << 400;
    QTest::newRow("endless request line") << QByteArray(9000, 'x') << 414;
    QTest::newRow("long request line") << "GET /" + QByteArray(9000, 'x') + " HTTP/1.1\r\n" << 414;
    QTest::newRow("endless field") << line + "A: " + QByteArray(17'000, 'x') << 431;
    QTest::newRow("endless fields") << line + QByteArray("A: b\r\n").repeated(3000) << 431;
}

void TestHeadScan::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, status);

    qsizetype scanned = 0;
    const auto scan = scanHead({ text.constData(), size_t(text.size()) }, scanned, {});
    QVERIFY(scan.refusal);
    QCOMPARE(scan.refusal->status, status);
}

void TestHeadScan::takesWhatJustFits()
{
    const Limits limits;
    const std::string line = "GET / HTTP/1.1\r\nA: ";
    const std::string end = "\r\n\r\n";
    const size_t room = size_t(limits.headBytes) - line.size() - end.size();
    qsizetype scanned = 0;
    QVERIFY(scanHead(line + std::string(room, 'x') + end, scanned, limits).size
            == limits.headBytes);
    scanned = 0;
    QVERIFY(scanHead(line + std::string(room + 1, 'x') + end, scanned, limits).refusal);
}

QTEST_GUILESS_MAIN(TestHeadScan)
#include "tst_headscan.moc"
