// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/userresource.h"

#include "base/clock.h"
#include "server/idempotency.h"
#include "server/routetable.h"
#include "storage/database.h"
#include "storage/userstore.h"
#include "support/httpclient.h"
#include "testserver.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

/// Keeps every thread of the global pool busy for as long as it lives.
class BusyPool
{
public:
    BusyPool()
    {
        for (int i = 0; i < threads; ++i)
            QThreadPool::globalInstance()->start([this] {
                m_begun.release();
                m_end.acquire();
            });
        m_begun.acquire(threads);
    }
    ~BusyPool()
    {
        m_end.release(threads);
        QThreadPool::globalInstance()->waitForDone();
    }
    Q_DISABLE_COPY_MOVE(BusyPool)

private:
    const int threads = QThreadPool::globalInstance()->maxThreadCount();
    QSemaphore m_begun, m_end;
};

QByteArray batch(int users, const QByteArray &last)
{
    QByteArray json = "[";
    for (int i = 0; i < users; ++i)
        json += R"({"name":"User","email":"user)" + QByteArray::number(i) + "@batch\"},";
    return json + last + "]";
}

} // namespace

class TestUserResource : public QObject
{
    Q_OBJECT

private slots:
    void longBatchesKeepNobodyWaiting_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("good") << batch(2'000, R"({"name":"Z","email":"z@batch"})") << 201;
        QTest::newRow("one is wrong") << batch(2'000, R"({"name":"Z"})") << 422;
        QTest::newRow("no JSON") << batch(2'000, "") << 400;
    }

    void longBatchesKeepNobodyWaiting()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        const QTemporaryDir folder;
        const auto database = Database::openSqlite(folder.filePath(QStringLiteral("frontdesk.db")),
                                                   Clock::system());
        QVERIFY(database);
        Idempotency idempotency;
        UserResource resource((*database)->users(), idempotency);
        RouteTable routes;
        resource.addTo(routes);
        TestServer server(routes); // with one thread
        HttpClient slow(server.port), quick(server.port);
        {
            const BusyPool pool;
            QVERIFY(slow.sendRequest("POST", "/users/batch", "Content-Type: application/json\r\n",
                                     body));
            // Has it been taken? A short one that is sent later is answered by now.
            QCOMPARE(quick.post("/users/batch", R"([{"name":""}])").status, 422);
            QCOMPARE(quick.get("/users/1").status, 404);
            QVERIFY(!slow.hasAnswer(100ms));
        }
        const auto answer = slow.read();
        QCOMPARE(answer.status, status);
        QCOMPARE((*database)->users().count(), status == 201 ? 2'001 : 0);
        if (status == 201)
            QCOMPARE(answer.array().at(2'000).toObject()[QLatin1String("id")].toInt(), 2'001);
    }
};

QTEST_GUILESS_MAIN(TestUserResource)
#include "tst_userresource.moc"
