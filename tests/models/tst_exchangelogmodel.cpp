// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchangelogmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace frontdesk;

class TestExchangeLogModel : public QObject
{
    Q_OBJECT

private slots:
    void append_data();
    void append();
    void countsWhatHasNoRow();
    void anEmptyBatchIsNotAnnounced();
    void announcesTheNarrowestChange();
    void oldBodiesGoFirst();
    void bodiesOfRowsThatLeftAreNotCounted();
    void shows();
    void clears();
    void numbersItsRowsThrough();
    void holdsWhatArrivesWhilePaused();
    void showsWhatWasHeldInOrder();
    void holdsNoMoreThanALog();
    void clearsWhatIsHeld();
};

namespace {

QList<Exchange> exchanges(int count, quint64 firstId = 1)
{
    QList<Exchange> list;
    for (int i = 0; i < count; ++i) {
        Exchange exchange;
        exchange.id = firstId + quint64(i);
        exchange.method = "GET";
        exchange.texts
                = ExchangeTexts(QByteArray("/user/" + QByteArray::number(exchange.id)), {}, {});
        exchange.status = 200;
        list.append(exchange);
    }
    return list;
}

const auto failFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

void TestExchangeLogModel::append_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("added");
    QTest::addColumn<int>("rows");
    QTest::addColumn<quint64>("oldest");

    QTest::newRow("first batch") << 0 << 3 << 3 << quint64(1);
    QTest::newRow("fits exactly") << 3 << 2 << 5 << quint64(1);
    QTest::newRow("pushes the oldest out") << 4 << 3 << 5 << quint64(3);
    QTest::newRow("replaces all") << 5 << 5 << 5 << quint64(6);
    QTest::newRow("batch larger than the log") << 3 << 9 << 5 << quint64(8);
}

void TestExchangeLogModel::append()
{
    QFETCH(int, before);
    QFETCH(int, added);
    QFETCH(int, rows);
    QFETCH(quint64, oldest);

    ExchangeLogModel model({ .rows = 5 });
    const QAbstractItemModelTester tester(&model, failFatal);
    model.append(exchanges(before));
    model.append(exchanges(added, quint64(before) + 1));
    QCOMPARE(model.rowCount(), rows);
    QCOMPARE(model.exchangeAt(0).id, oldest);
    QCOMPARE(model.exchangeAt(rows - 1).id, quint64(before + added));
    QCOMPARE(model.notShown(), before + added - rows);
}

void TestExchangeLogModel::countsWhatHasNoRow()
{
    ExchangeLogModel model({ .rows = 5 });
    QSignalSpy counted(&model, &ExchangeLogModel::notShownChanged);
    model.append(exchanges(5));
    QCOMPARE(counted.size(), 0);
    model.append(exchanges(1), 40);
    QCOMPARE(model.notShown(), 41);
    model.append({}, 2);
    QCOMPARE(model.notShown(), 43);
    QCOMPARE(counted.size(), 2);
}

void TestExchangeLogModel::anEmptyBatchIsNotAnnounced()
{
    ExchangeLogModel model;
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.append({});
    QCOMPARE(inserted.size(), 0);
}

void TestExchangeLogModel::announcesTheNarrowestChange()
{
    ExchangeLogModel model({ .rows = 5 });
    model.append(exchanges(5));
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.append(exchanges(2, 6));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][1].toInt(), 0);
    QCOMPARE(removed[0][2].toInt(), 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted[0][1].toInt(), 3);
    QCOMPARE(inserted[0][2].toInt(), 4);
    QCOMPARE(reset.size(), 0);
}

void TestExchangeLogModel::oldBodiesGoFirst()
{
    ExchangeLogModel model({ .rows = 10, .bodyBytes = 100 });
    auto batch = exchanges(3);
    for (Exchange &exchange : batch) {
        exchange.requestBody = QByteArray(20, 'q');
        exchange.responseBody = QByteArray(20, 'a');
        exchange.responseBodySize = 20;
    }
    model.append(batch);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.exchangeAt(0).requestBody, QByteArray());
    QCOMPARE(model.exchangeAt(0).responseBody, QByteArray());
    QCOMPARE(model.exchangeAt(0).responseBodySize, 20);
    QCOMPARE(model.exchangeAt(1).responseBody.size(), 20);
    QCOMPARE(model.exchangeAt(2).responseBody.size(), 20);
}

void TestExchangeLogModel::bodiesOfRowsThatLeftAreNotCounted()
{
    ExchangeLogModel model({ .rows = 2, .bodyBytes = 100 });
    for (quint64 id = 1; id <= 50; ++id) {
        auto one = exchanges(1, id);
        one[0].responseBody = QByteArray(50, 'a');
        model.append(one);
    }
    QCOMPARE(model.exchangeAt(0).responseBody.size(), 50);
    QCOMPARE(model.exchangeAt(1).responseBody.size(), 50);
}

void TestExchangeLogModel::shows()
{
    Exchange exchange;
    exchange.method = "POST";
    exchange.texts = ExchangeTexts("/add-user", {}, {});
    exchange.status = 409;
    exchange.client = "127.0.0.1:51234";
    exchange.times.receivedNs = 1'000;
    exchange.times.answeredNs = 901'000;
    exchange.responseBodySize = 96;
    Exchange left = exchange;
    left.status = 0;
    ExchangeLogModel model;
    model.append({ exchange, left });

    const auto text = [&](int row, int column) { return model.index(row, column).data(); };
    QCOMPARE(text(0, ExchangeLogModel::Method), QStringLiteral("POST"));
    QCOMPARE(text(0, ExchangeLogModel::Target), QStringLiteral("/add-user"));
    QCOMPARE(text(0, ExchangeLogModel::Status), 409);
    QCOMPARE(text(0, ExchangeLogModel::Duration), QStringLiteral("900 µs"));
    QCOMPARE(text(0, ExchangeLogModel::Size), QStringLiteral("96 B"));
    QCOMPARE(text(0, ExchangeLogModel::Client), QStringLiteral("127.0.0.1:51234"));
    QCOMPARE(text(1, ExchangeLogModel::Status), QStringLiteral("—"));
    QCOMPARE(model.index(0, ExchangeLogModel::Duration).data(ExchangeLogModel::SortRole), 900'000);
}

void TestExchangeLogModel::clears()
{
    ExchangeLogModel model({ .rows = 2 });
    const QAbstractItemModelTester tester(&model, failFatal);
    model.append(exchanges(7));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.notShown(), 0);
    model.append(exchanges(1));
    QCOMPARE(model.rowCount(), 1);
}

void TestExchangeLogModel::numbersItsRowsThrough()
{
    ExchangeLogModel model({ .rows = 5 });
    QCOMPARE(model.firstNumber(), quint64(0));
    model.append(exchanges(5));
    model.append(exchanges(2));
    QCOMPARE(model.firstNumber(), quint64(2));
    model.clear();
    QCOMPARE(model.firstNumber(), quint64(7));
}

void TestExchangeLogModel::holdsWhatArrivesWhilePaused()
{
    ExchangeLogModel model({ .rows = 5 });
    const QAbstractItemModelTester tester(&model, failFatal);
    model.append(exchanges(5));
    model.setPaused(true);
    QSignalSpy held(&model, &ExchangeLogModel::heldChanged);
    model.append(exchanges(3, 6), 2);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.exchangeAt(0).id, quint64(1));
    QCOMPARE(model.held(), 5);
    QCOMPARE(held.size(), 1);
    model.setPaused(false);
    QTRY_COMPARE(model.held(), 0);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.exchangeAt(4).id, quint64(8));
    QCOMPARE(model.notShown(), 3 + 2);
}

void TestExchangeLogModel::showsWhatWasHeldInOrder()
{
    ExchangeLogModel model({ .rows = 20'000 });
    const QAbstractItemModelTester tester(&model, failFatal);
    model.setPaused(true);
    model.append(exchanges(5'000));
    model.setPaused(false);
    model.append(exchanges(10, 5'001)); // before what was held is all shown
    QTRY_COMPARE(model.held(), 0);
    QCOMPARE(model.rowCount(), 5'010);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.exchangeAt(row).id, quint64(row + 1));
    model.append(exchanges(1, 5'011));
    QCOMPARE(model.rowCount(), 5'011); // at once again
}

void TestExchangeLogModel::holdsNoMoreThanALog()
{
    ExchangeLogModel model({ .rows = 5 });
    model.setPaused(true);
    for (quint64 id = 1; id <= 12; ++id)
        model.append(exchanges(1, id));
    QCOMPARE(model.held(), 12);
    model.setPaused(false);
    QTRY_COMPARE(model.held(), 0);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.exchangeAt(0).id, quint64(8));
    QCOMPARE(model.notShown(), 7);
}

void TestExchangeLogModel::clearsWhatIsHeld()
{
    ExchangeLogModel model;
    model.append(exchanges(2));
    model.setPaused(true);
    model.append(exchanges(3), 4);
    model.clear();
    QCOMPARE(model.held(), 0);
    QCOMPARE(model.notShown(), 0);
    QVERIFY(model.isPaused());
    model.append(exchanges(1));
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.held(), 1);
}

QTEST_GUILESS_MAIN(TestExchangeLogModel)
#include "tst_exchangelogmodel.moc"
