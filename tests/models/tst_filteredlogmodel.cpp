// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchangelogmodel.h"
#include "models/filteredlogmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace frontdesk;

namespace {

const auto failFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

/// Every third one is a 404.
QList<Exchange> exchanges(int count)
{
    static quint64 id = 0;
    QList<Exchange> list(count);
    for (Exchange &exchange : list) {
        exchange.id = ++id;
        exchange.method = "GET";
        exchange.texts = ExchangeTexts(QByteArray("/user/" + QByteArray::number(id)), {}, {});
        exchange.status = exchange.id % 3 ? 200 : 404;
    }
    return list;
}

ExchangeFilter filter(const char *text)
{
    return ExchangeFilter::parse(QLatin1String(text)).value();
}

QList<quint64> ids(const FilteredLogModel &model)
{
    QList<quint64> list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.exchangeAt(row).id);
    return list;
}

QList<quint64> expectedIds(const ExchangeLogModel &log, const ExchangeFilter &filter)
{
    QList<quint64> list;
    for (int row = 0; row < log.rowCount(); ++row) {
        if (filter.accepts(log.exchangeAt(row)))
            list.append(log.exchangeAt(row).id);
    }
    return list;
}

} // namespace

class TestFilteredLogModel : public QObject
{
    Q_OBJECT

private slots:
    void showsAllWithoutAFilter();
    void showsWhatTheFilterAccepts();
    void looksAtWhatArrives();
    void looksAtALongLogInSlices();
    void aNewerFilterReplacesOneUnderWay();
    void rowsLeaveWithTheLogs();
    void rowsLeaveWhileItFilters();
    void clearsWithTheLog();
    void findsRowsByNumber();
    void keepsUpWithALogThatIsFull();
};

void TestFilteredLogModel::showsAllWithoutAFilter()
{
    ExchangeLogModel log({ .rows = 50 });
    log.append(exchanges(20));
    FilteredLogModel model(log);
    const QAbstractItemModelTester tester(&model, failFatal);
    QCOMPARE(model.rowCount(), 20);
    QCOMPARE(model.columnCount(), log.columnCount());
    log.append(exchanges(50));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(ids(model), expectedIds(log, {}));
    QCOMPARE(model.index(7, ExchangeLogModel::Target).data(),
             log.index(7, ExchangeLogModel::Target).data());
    QCOMPARE(model.headerData(2, Qt::Horizontal), log.headerData(2, Qt::Horizontal));
}

void TestFilteredLogModel::showsWhatTheFilterAccepts()
{
    ExchangeLogModel log;
    FilteredLogModel model(log);
    const QAbstractItemModelTester tester(&model, failFatal);
    log.append(exchanges(30));
    model.setFilter(filter("status:404"));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(ids(model), expectedIds(log, filter("status:404")));
    model.setFilter({});
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 30);
}

void TestFilteredLogModel::looksAtWhatArrives()
{
    ExchangeLogModel log;
    FilteredLogModel model(log);
    const QAbstractItemModelTester tester(&model, failFatal);
    model.setFilter(filter("status:404"));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    log.append(exchanges(30));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 10);
    QVERIFY(inserted.size() >= 1);
    QCOMPARE(reset.size(), 0);
    log.append(exchanges(1));
    log.append(exchanges(1));
    log.append(exchanges(1));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(ids(model), expectedIds(log, filter("status:404")));
}

void TestFilteredLogModel::looksAtALongLogInSlices()
{
    ExchangeLogModel log;
    auto batch = exchanges(20'000);
    for (Exchange &exchange : batch)
        exchange.responseBody = QByteArray(3'000, 'x') + "needle";
    log.append(batch);
    FilteredLogModel model(log);
    QTRY_VERIFY(!model.isFiltering());
    QSignalSpy filtering(&model, &FilteredLogModel::filteringChanged);
    model.setFilter(filter("body:needle status:404"));
    QVERIFY(model.isFiltering()); // 60 MB are more than a slice
    QCOMPARE(model.rowCount(), 20'000); // what was there stays until it's done
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(filtering.size(), 2);
    QCOMPARE(ids(model), expectedIds(log, filter("status:404")));
}

void TestFilteredLogModel::aNewerFilterReplacesOneUnderWay()
{
    ExchangeLogModel log;
    auto batch = exchanges(20'000);
    for (Exchange &exchange : batch)
        exchange.responseBody = QByteArray(3'000, 'x');
    log.append(batch);
    FilteredLogModel model(log);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setFilter(filter("body:needle"));
    QVERIFY(model.isFiltering());
    model.setFilter(filter("status:404"));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(reset.size(), 1);
    QCOMPARE(ids(model), expectedIds(log, filter("status:404")));
}

void TestFilteredLogModel::rowsLeaveWithTheLogs()
{
    ExchangeLogModel log({ .rows = 30 });
    FilteredLogModel model(log);
    const QAbstractItemModelTester tester(&model, failFatal);
    model.setFilter(filter("status:404"));
    log.append(exchanges(30));
    QTRY_VERIFY(!model.isFiltering());
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    log.append(exchanges(10));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(removed.size(), 1);
    QCOMPARE(ids(model), expectedIds(log, filter("status:404")));
    log.append(exchanges(30)); // all others go
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(ids(model), expectedIds(log, filter("status:404")));
}

void TestFilteredLogModel::rowsLeaveWhileItFilters()
{
    ExchangeLogModel log({ .rows = 20'000 });
    const auto withBodies = [](int count) {
        auto batch = exchanges(count);
        for (Exchange &exchange : batch)
            exchange.responseBody = QByteArray(3'000, 'x');
        return batch;
    };
    log.append(withBodies(20'000));
    FilteredLogModel model(log);
    QTRY_VERIFY(!model.isFiltering());
    const QAbstractItemModelTester tester(&model, failFatal);
    model.setFilter(filter("-body:needle status:404"));
    for (int round = 0; round < 5; ++round) {
        QVERIFY(model.isFiltering());
        log.append(withBodies(15'000)); // more than it has looked at
    }
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(ids(model), expectedIds(log, filter("status:404")));
}

void TestFilteredLogModel::clearsWithTheLog()
{
    ExchangeLogModel log;
    FilteredLogModel model(log);
    const QAbstractItemModelTester tester(&model, failFatal);
    model.setFilter(filter("status:404"));
    log.append(exchanges(30));
    log.clear();
    QCOMPARE(model.rowCount(), 0);
    log.append(exchanges(3));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(ids(model), expectedIds(log, filter("status:404")));
}

void TestFilteredLogModel::findsRowsByNumber()
{
    ExchangeLogModel log({ .rows = 30 });
    FilteredLogModel model(log);
    log.append(exchanges(30));
    model.setFilter(filter("status:404"));
    QTRY_VERIFY(!model.isFiltering());
    const quint64 number = model.numberOf(4);
    QCOMPARE(model.rowOf(number), 4);
    QCOMPARE(model.rowOf(number + 1), -1);
    const quint64 id = model.exchangeAt(4).id;
    log.append(exchanges(6));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowOf(number), 2);
    QCOMPARE(model.exchangeAt(2).id, id);
    log.append(exchanges(30));
    QCOMPARE(model.rowOf(number), -1);
}

void TestFilteredLogModel::keepsUpWithALogThatIsFull()
{
    ExchangeLogModel log({ .rows = 1'000 });
    FilteredLogModel model(log);
    const QAbstractItemModelTester tester(&model, failFatal);
    for (int batch = 0; batch < 50; ++batch) {
        log.append(exchanges(97));
        if (batch % 10 == 0)
            model.setFilter(filter(batch % 20 ? "status:404" : "-status:404"));
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(ids(model), expectedIds(log, filter("-status:404")));
}

QTEST_GUILESS_MAIN(TestFilteredLogModel)
#include "tst_filteredlogmodel.moc"
