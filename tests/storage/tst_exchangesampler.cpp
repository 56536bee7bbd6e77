// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/exchangesampler.h"

#include <QTest>

using namespace frontdesk;

namespace {

constexpr qint64 second = 1'000'000'000;

Exchange answered(quint64 id, int status, qsizetype body = 0)
{
    Exchange one;
    one.id = id;
    one.status = status;
    one.responseBody = QByteArray(body, 'x');
    one.responseBodySize = body;
    return one;
}

QList<quint64> idsOf(const QList<Exchange> &exchanges)
{
    QList<quint64> ids;
    for (const Exchange &one : exchanges)
        ids += one.id;
    return ids;
}

} // namespace

class TestExchangeSampler : public QObject
{
    Q_OBJECT

private slots:
    void keepsAllWhileThereIsRoom();
    void spreadsItsSample();
    void takesFewerOfMore();
    void takesErrorsAtTheFullRate();
    void prefersErrors();
    void samplesErrorsToo();
    void keepsRowsWithoutTheirBodies();
};

void TestExchangeSampler::keepsAllWhileThereIsRoom()
{
    ExchangeSampler sampler({ 10, 20, 1e6, 1e6, 1 });
    QList<Exchange> batch;
    for (quint64 i = 0; i < 20; ++i)
        batch += answered(i, 200);
    QCOMPARE(sampler.choose(batch, 0).size(), 20);
    QCOMPARE(sampler.choose(batch, 0).size(), 0);
    QCOMPARE(sampler.choose(batch, second / 2).size(), 5);
    QCOMPARE(sampler.choose(batch, second).size(), 5);
    QCOMPARE(sampler.choose(batch, 100 * second).size(), 20); // no more than a burst
}

void TestExchangeSampler::spreadsItsSample()
{
    ExchangeSampler sampler({ 0, 4, 1e6, 1e6, 1 });
    QList<Exchange> batch;
    for (quint64 i = 0; i < 12; ++i)
        batch += answered(i, 200);
    QCOMPARE(idsOf(sampler.choose(batch, 0)), QList<quint64>({ 2, 5, 8, 11 }));
}

void TestExchangeSampler::takesFewerOfMore()
{
    const auto keptOf = [](int count) {
        ExchangeSampler sampler({ 100, 100, 1e6, 1e6, 0.1 });
        return sampler.choose(QList<Exchange>(count, answered(1, 200)), 0).size();
    };
    QCOMPARE(keptOf(100), 100);
    QCOMPARE(keptOf(200), 50);
    QCOMPARE(keptOf(500), 20);
    QCOMPARE(keptOf(1'000), 10);
    QCOMPARE(keptOf(100'000), 10);

    // Nothing is saved up meanwhile, and parts of one add up.
    ExchangeSampler sampler({ 100, 100, 1e6, 1e6, 0.1 });
    const QList<Exchange> many(1'000, answered(1, 200));
    QCOMPARE(sampler.choose(many, 0).size(), 10);
    QCOMPARE(sampler.choose(many, second).size(), 10);
    qsizetype kept = 0;
    for (int i = 1; i <= 100; ++i)
        kept += sampler.choose(many, second + i * second / 100).size();
    QVERIFY2(kept >= 9 && kept <= 11, qPrintable(QString::number(kept)));
}

void TestExchangeSampler::takesErrorsAtTheFullRate()
{
    ExchangeSampler sampler({ 100, 100, 1e6, 1e6, 0.1 });
    QList<Exchange> many(10'000, answered(1, 200));
    for (int i = 0; i < 90; ++i)
        many += answered(2, 404);
    const auto ids = idsOf(sampler.choose(many, 0));
    QCOMPARE(ids.count(2), 90);
    QCOMPARE(ids.count(1), 1); // a tenth of the room that is left
}

void TestExchangeSampler::prefersErrors()
{
    ExchangeSampler sampler({ 0, 3, 1e6, 1e6, 1 });
    const QList<Exchange> batch { answered(0, 200), answered(1, 404), answered(2, 200),
                                  answered(3, 0), answered(4, 204) };
    QCOMPARE(idsOf(sampler.choose(batch, 0)), QList<quint64>({ 1, 3, 4 }));
}

void TestExchangeSampler::samplesErrorsToo()
{
    ExchangeSampler sampler({ 0, 2, 1e6, 1e6, 1 });
    const QList<Exchange> batch { answered(0, 500), answered(1, 404), answered(2, 200),
                                  answered(3, 503), answered(4, 408) };
    QCOMPARE(idsOf(sampler.choose(batch, 0)), QList<quint64>({ 1, 4 }));
}

void TestExchangeSampler::keepsRowsWithoutTheirBodies()
{
    ExchangeSampler sampler({ 100, 100, 10, 100, 1 });
    const QList<Exchange> batch { answered(0, 200, 90), answered(1, 200, 20),
                                  answered(2, 200, 10) };
    const auto kept = sampler.choose(batch, 0);
    QCOMPARE(kept.size(), 3);
    QCOMPARE(kept[0].responseBody.size(), 90);
    QCOMPARE(kept[1].responseBody.size(), 0);
    QCOMPARE(kept[1].responseBodySize, 20);
    QCOMPARE(kept[2].responseBody.size(), 10);
    QCOMPARE(sampler.choose(batch, second)[2].responseBody.size(), 10); // so many a second
}

QTEST_APPLESS_MAIN(TestExchangeSampler)
#include "tst_exchangesampler.moc"
