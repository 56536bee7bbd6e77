// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchangerecorder.h"
#include "server/limits.h"
#include "server/requestparser.h"

#include <QTest>

using namespace frontdesk;

class TestExchangeRecorder : public QObject
{
    Q_OBJECT

private slots:
    void keepsOrder();
    void isBounded();
    void masksSecrets();
    void keepsTheBeginningOfBodies();
};

void TestExchangeRecorder::keepsOrder()
{
    ExchangeRecorder recorder;
    for (quint64 id = 1; id <= 3; ++id) {
        Exchange exchange;
        exchange.id = id;
        recorder.record(std::move(exchange));
    }
    const auto batch = recorder.take();
    QCOMPARE(batch.exchanges.size(), 3);
    QCOMPARE(batch.exchanges.first().id, quint64(1));
    QCOMPARE(batch.exchanges.last().id, quint64(3));
    QVERIFY(recorder.take().exchanges.isEmpty());
}

void TestExchangeRecorder::isBounded()
{
    ExchangeRecorder recorder;
    for (qsizetype i = 0; i < ExchangeRecorder::capacity + 5; ++i)
        recorder.record({});
    const auto batch = recorder.take();
    QCOMPARE(batch.exchanges.size(), ExchangeRecorder::capacity);
    QCOMPARE(batch.leftOut, qint64(5));
    QCOMPARE(recorder.take().leftOut, qint64(0));
}

void TestExchangeRecorder::masksSecrets()
{
    const QByteArray text
            = "GET /x HTTP/1.1\r\nHost: h\r\nauthorization: Bearer 1\r\nCookie: a=2\r\n"
              "X-API-Key: 3\r\nAccept: */*\r\n\r\n";
    const Limits limits;
    MessagePool pool;
    RequestParser parser(limits);
    parser.begin(pool.take());
    parser.take({ text.constData(), size_t(text.size()) });
    const Exchange exchange
            = describe(*parser.message(), limits, "A: b\r\nSet-Cookie: secret\r\nC: d\r\n");
    QCOMPARE(exchange.texts.target(), QByteArrayView("/x"));
    QCOMPARE(exchange.texts.requestHead(),
             QByteArrayView(
                     "Host: h\r\nauthorization: ***\r\nCookie: ***\r\nX-API-Key: ***\r\nAccept: "
                     "*/*\r\n"));
    QCOMPARE(exchange.texts.responseHead(), QByteArrayView("A: b\r\nSet-Cookie: ***\r\nC: d\r\n"));

    // Which they are is a setting.
    const Exchange others = describe(*parser.message(), Limits { .maskedFields = { "host", "a" } },
                                     "A: b\r\nSet-Cookie: secret\r\n");
    QVERIFY(others.texts.requestHead().startsWith("Host: ***\r\nauthorization: Bearer 1\r\n"));
    QCOMPARE(others.texts.responseHead(), QByteArrayView("A: ***\r\nSet-Cookie: secret\r\n"));
}

void TestExchangeRecorder::keepsTheBeginningOfBodies()
{
    MessagePool pool;
    const MessageRef message = pool.take();
    message->target.push_back('/'); // g++ 12 warns of a copy that isn't there otherwise
    message->body = QByteArray(101, 'x');
    const Exchange exchange = describe(*message, Limits { .loggedBodyBytes = 100 });
    QCOMPARE(exchange.requestBody.size(), qsizetype(100));
    QCOMPARE(exchange.requestBodySize, qint64(101));
}

QTEST_GUILESS_MAIN(TestExchangeRecorder)
#include "tst_exchangerecorder.moc"
