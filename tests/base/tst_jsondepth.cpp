// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsondepth.h"

#include <QTest>

using namespace frontdesk;

class TestJsonDepth : public QObject
{
    Q_OBJECT

private slots:
    void counts_data();
    void counts();
};

void TestJsonDepth::counts_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("depth");
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("a number") << QByteArray("7") << 0;
    QTest::newRow("an object") << QByteArray("{}") << 1;
    QTest::newRow("beside each other") << QByteArray("[[],{},[{}]]") << 3;
    QTest::newRow("brackets in a string") << QByteArray(R"(["[[[[{{"])") << 1;
    QTest::newRow("an escaped quote") << QByteArray(R"(["\"[[",[]])") << 2;
    QTest::newRow("a string that never ends") << QByteArray(R"([["[[[\)") << 2;
    QTest::newRow("closed too often") << QByteArray("]]][[") << 0;
    QTest::newRow("never closed") << QByteArray(1'000'000, '[') << 1'000'000;
}

void TestJsonDepth::counts()
{
    QFETCH(const QByteArray, json);
    QTEST(jsonDepth({ json.constData(), size_t(json.size()) }), "depth");
}

QTEST_APPLESS_MAIN(TestJsonDepth)
#include "tst_jsondepth.moc"
