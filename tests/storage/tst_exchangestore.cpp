// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "storage/exchangestore.h"
#include "support/await.h"
#include "support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

Exchange exchange(quint64 id, qint64 receivedAtMs, int status = 200)
{
    Exchange one;
    one.id = id;
    one.receivedAtMs = receivedAtMs;
    one.times = { 1, 2, 3, 4, 5, 6, 7 };
    one.thread = 2;
    one.status = status;
    one.client = "127.0.0.1:5";
    one.method = "POST";
    one.texts = ExchangeTexts("/a?b=\xc3\xa4", "Host: h\r\n", "ETag: \"1\"\r\n");
    one.requestBody = QByteArray("a\0\xff", 3);
    one.requestBodySize = 100'000;
    one.responseBody = "{}";
    one.responseBodySize = 2;
    return one;
}

} // namespace

class TestExchangeStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_limits = {};
    }

    void keepsWhatItWasGiven();
    void readsBySession();
    void saysWhatItLeftOut();
    void letsOldOnesGo();
    void staysWithinItsSize();
    void setsAsideWhatIsUnusable_data();
    void setsAsideWhatIsUnusable();
    void cannotBeOpened();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("requests.db")); }
    std::unique_ptr<ExchangeStore> open()
    {
        auto opened = ExchangeStore::open(path(), m_clock, m_limits);
        if (!opened)
            qWarning("%s", qUtf8Printable(opened.error().detail));
        return opened ? std::move(*opened) : nullptr;
    }
    QList<Exchange> manyOf(int count, int status = 200)
    {
        QList<Exchange> batch;
        for (int i = 0; i < count; ++i)
            batch.append(exchange(quint64(i), m_clock.wallMs(), status));
        return batch;
    }
    static bool append(ExchangeStore &store, const QList<Exchange> &batch, qint64 leftOut = 0)
    {
        store.append(batch, leftOut);
        return await(store.flush()).has_value();
    }

    FakeClock m_clock;
    ExchangeStore::Limits m_limits;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestExchangeStore::keepsWhatItWasGiven()
{
    const auto store = open();
    QVERIFY(store);
    const Exchange one = exchange(17, m_clock.wallMs(), 409);
    QVERIFY(append(*store, { one }));
    const auto sessions = await(store->sessions());
    QVERIFY(sessions);
    QCOMPARE(sessions->size(), 1);
    QVERIFY(sessions->first().isCurrent);
    QCOMPARE(sessions->first().startedAtMs, m_clock.wallMs());
    const auto page = await(store->read(sessions->first().id, 0, 10));
    QVERIFY(page);
    QCOMPARE(page->exchanges.size(), 1);
    QVERIFY(!page->more);
    const Exchange &read = page->exchanges.first();
    QCOMPARE(read.id, one.id);
    QCOMPARE(read.receivedAtMs, one.receivedAtMs);
    QCOMPARE(read.times.receivedNs, 1);
    QCOMPARE(read.times.databaseDoneNs, 5);
    QCOMPARE(read.times.writtenNs, 7);
    QCOMPARE(read.thread, 2);
    QCOMPARE(read.status, 409);
    QCOMPARE(read.client, one.client);
    QCOMPARE(read.method, one.method);
    QCOMPARE(read.texts.target().toByteArray(), one.texts.target().toByteArray());
    QCOMPARE(read.texts.requestHead().toByteArray(), QByteArray("Host: h\r\n"));
    QCOMPARE(read.texts.responseHead().toByteArray(), QByteArray("ETag: \"1\"\r\n"));
    QCOMPARE(read.requestBody, one.requestBody);
    QCOMPARE(read.requestBodySize, 100'000);
    QCOMPARE(read.responseBody, QByteArray("{}"));
    QCOMPARE(read.responseBodySize, 2);
}

void TestExchangeStore::readsBySession()
{
    for (const int count : { 3, 0, 25 }) {
        const auto store = open();
        QVERIFY(store);
        QVERIFY(append(*store, manyOf(count)));
        m_clock.advance(1h);
    }
    const auto store = open();
    const auto sessions = await(store->sessions());
    QCOMPARE(sessions->size(), 2); // nothing was asked in the others
    QCOMPARE(sessions->at(0).exchanges, 25);
    QCOMPARE(sessions->at(0).startedAtMs, FakeClock::startMs + 7'200'000);
    QVERIFY(!sessions->at(0).isCurrent);
    QCOMPARE(sessions->at(1).exchanges, 3);

    QList<quint64> ids;
    qint64 after = 0;
    for (bool more = true; more;) {
        const auto page = await(store->read(sessions->at(0).id, after, 10));
        QVERIFY(page);
        for (const Exchange &one : page->exchanges)
            ids += one.id;
        after = page->last;
        more = page->more;
    }
    QCOMPARE(ids.size(), 25);
    QCOMPARE(ids.last(), quint64(24));
    QCOMPARE(await(store->read(sessions->at(1).id, 0, 10))->exchanges.size(), 3);
    QVERIFY(await(store->read(12345, 0, 10))->exchanges.isEmpty());
}

void TestExchangeStore::saysWhatItLeftOut()
{
    m_limits.rates = { 100, 50, 1e6, 1e6 };
    const auto store = open();
    QVERIFY(append(*store, manyOf(80), 7));
    m_clock.advance(100ms);
    QVERIFY(append(*store, manyOf(5)));
    const auto sessions = await(store->sessions());
    QCOMPARE(sessions->first().exchanges, 36); // 31 of 80, where there was room for 50
    QCOMPARE(sessions->first().leftOut, 56);
}

void TestExchangeStore::letsOldOnesGo()
{
    {
        const auto store = open();
        QVERIFY(append(*store, manyOf(1'200)));
    }
    m_clock.advance(24h * 6);
    {
        const auto store = open();
        QVERIFY(append(*store, manyOf(1)));
        QCOMPARE(await(store->sessions())->size(), 2);
    }
    m_clock.advance(24h + 1ms);
    const auto store = open();
    QVERIFY(append(*store, manyOf(1)));
    const auto sessions = await(store->sessions());
    QCOMPARE(sessions->size(), 2);
    QCOMPARE(sessions->at(0).exchanges, 1);
    QCOMPARE(sessions->at(1).exchanges, 1); // of the second
}

void TestExchangeStore::staysWithinItsSize()
{
    m_limits.bytes = 1 << 20;
    m_limits.rates = { 1e9, 1e9, 1e9, 1e9 };
    QList<Exchange> batch = manyOf(100);
    for (Exchange &one : batch)
        one.responseBody = QByteArray(10'000, 'x');
    const auto store = open();
    for (int i = 0; i < 20; ++i)
        QVERIFY(append(*store, batch));
    const auto sessions = await(store->sessions());
    QCOMPARE(sessions->size(), 1);
    const qint64 kept = sessions->first().exchanges;
    QVERIFY2(kept >= 40 && kept < 105, qPrintable(QString::number(kept)));
    QVERIFY(QFile(path()).size() < 4 << 20);
}

void TestExchangeStore::setsAsideWhatIsUnusable_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no database") << QByteArray(10'000, 'x');
    QTest::newRow("damaged header") << QByteArray("SQLite format 3\0", 16) + QByteArray(5'000, 'y');
}

void TestExchangeStore::setsAsideWhatIsUnusable()
{
    QFETCH(const QByteArray, content);
    {
        QFile file(path());
        QVERIFY(file.open(QFile::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    const auto store = open();
    QVERIFY(store);
    QVERIFY(append(*store, manyOf(3)));
    QCOMPARE(await(store->sessions())->first().exchanges, 3);
    QFile aside(store->setAside());
    QVERIFY2(aside.fileName().contains(QStringLiteral(".damaged-")), qPrintable(aside.fileName()));
    QVERIFY(aside.open(QFile::ReadOnly));
    QCOMPARE(aside.readAll(), content);
}

void TestExchangeStore::cannotBeOpened()
{
    const QString folder = m_folder->filePath(QStringLiteral("missing/requests.db"));
    const auto opened = ExchangeStore::open(folder, m_clock, {});
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, QStringLiteral("log_unusable"));
    QVERIFY(opened.error().detail.contains(folder));
}

QTEST_GUILESS_MAIN(TestExchangeStore)
#include "tst_exchangestore.moc"
