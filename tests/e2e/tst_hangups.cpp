// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/serverprocess.h"

#include <QTest>

#include <vector>

using namespace frontdesk;
using namespace std::chrono_literals;

/// Clients that vanish in the middle of a request or of its answer.
class HangUpTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void vanish_data();
    void vanish();
    void cleanupTestCase();

private:
    ServerProcess m_server;
    int m_sockets = 0; // while no client is there
    int m_descriptors = 0;
    int m_unique = 0;
    int m_lives = 0;
};

void HangUpTest::initTestCase()
{
    QVERIFY(m_server.start());
    m_sockets = m_server.openSockets();
    m_descriptors = m_server.openDescriptors();
    QVERIFY(addUsers(m_server.port(), 20'000)); // GET /users is a stream from the table
}

void HangUpTest::vanish_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("sent"); // percent of it
    QTest::addColumn<bool>("reset");

    const QByteArray host = " HTTP/1.1\r\nHost: localhost\r\n";
    const QByteArray start = "GET /start-task" + host + "\r\n";
    const QByteArray users = "GET /users" + host + "\r\n";
    const QByteArray typed = host + "Content-Type: application/json\r\nContent-Length: ";
    const QByteArray body = R"({"name":"Gone","email":"%@gone"})";
    const QByteArray add
            = "POST /add-user" + typed + QByteArray::number(body.size() + 5) + "\r\n\r\n" + body;
    const QByteArray sleep = R"({"kind":"sleep","params":{"seconds":3600}})";
    const QByteArray wait = "POST /tasks" + typed + QByteArray::number(sleep.size())
            + "\r\nPrefer: wait=60\r\n\r\n" + sleep;

    QTest::newRow("write, reset before its answer") << add << 100 << true;
    QTest::newRow("write, closed before its answer") << add << 100 << false;
    QTest::newRow("write, in its body") << add << 90 << true;
    QTest::newRow("task, reset before its answer") << start << 100 << true;
    QTest::newRow("task, closed before its answer") << start << 100 << false;
    QTest::newRow("task, in its header") << start << 60 << true;
    QTest::newRow("waiting for a task's end") << wait << 100 << true;
    QTest::newRow("stream, reset") << users << 100 << true;
    QTest::newRow("stream, closed") << users << 100 << false;
    QTest::newRow("pipeline of writes") << add.repeated(8) << 95 << true;
}

void HangUpTest::vanish()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, sent);
    QFETCH(const bool, reset);

    const auto storm = [&] {
        std::vector<HttpClient> clients;
        for (int i = 0; i < 64; ++i) {
            QByteArray bytes = request;
            for (qsizetype at; (at = bytes.indexOf('%')) >= 0;)
                bytes.replace(at, 1, QByteArray::number(m_unique++ % 100'000 + 100'000));
            clients.emplace_back(m_server.port());
            clients.back().send(bytes.first(bytes.size() * sent / 100));
        }
        if (reset) {
            for (auto &client : clients)
                client.vanish();
        }
    };
    for (int round = 0; round < rounds(50, 10); ++round)
        storm();
    {
        HttpClient witness(m_server.port());
        QCOMPARE(witness.get("/user/1").status, 200);
        QCOMPARE(witness.post("/add-user",
                              userJson("Still here", QByteArray::number(++m_lives) + "@still"))
                         .status,
                 200);
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_server.openSockets(), m_sockets, 20'000);
    // Pools open some at first use; a leak would be one for each that vanished.
    QVERIFY(m_server.openDescriptors() < m_descriptors + 40);
}

void HangUpTest::cleanupTestCase()
{
    QCOMPARE(m_server.stop(), 0);
}

QTEST_GUILESS_MAIN(HangUpTest)
#include "tst_hangups.moc"
