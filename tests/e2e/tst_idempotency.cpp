// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/problem.h"
#include "support/writelock.h"
#include "userstest.h"

using namespace frontdesk;
using namespace std::chrono_literals;

/// `Idempotency-Key`, over HTTP.
class IdempotencyTest : public UsersTest
{
    Q_OBJECT

private slots:
    void answersAKeyAgain();
    void refusesABadKey_data();
    void refusesABadKey();
    void saysThatTheFirstIsUnderWay();
    void keepsKeysOverAKill();
};

void IdempotencyTest::answersAKeyAgain()
{
    const QByteArray fields = QByteArray(json) + "Idempotency-Key: \"8e03978e-40d5\"\r\n";
    const QByteArray body = userJson("Once", "once@keys");
    const auto first = send("POST", "/users", body, fields);
    QCOMPARE(first.status, 201);
    QVERIFY(first.field("Idempotent-Replayed").isNull());
    const auto again = send("POST", "/users", body, fields);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.body, first.body);
    QCOMPARE(again.field("Location"), first.field("Location"));
    QCOMPARE(again.field("ETag"), first.field("ETag"));
    QCOMPARE(again.field("Idempotent-Replayed"), QByteArray("true"));

    const auto otherBody = send("POST", "/users", userJson("Once", "twice@keys"), fields);
    QCOMPARE(otherBody.status, 422);
    QCOMPARE(code(otherBody), QStringLiteral("idempotency_key_reused"));
    QCOMPARE(problemWith(otherBody), QString());
    const auto otherPath = send("POST", "/users/batch", "[" + body + "]", fields);
    QCOMPARE(code(otherPath), QStringLiteral("idempotency_key_reused"));

    const QByteArray batchFields = QByteArray(json) + "Idempotency-Key: batch\r\n";
    const QByteArray batch = "[" + userJson("Batch", "batch@keys") + "]";
    const auto firstBatch = send("POST", "/users/batch", batch, batchFields);
    QCOMPARE(firstBatch.status, 201);
    QCOMPARE(send("POST", "/users/batch", batch, batchFields).body, firstBatch.body);
    QCOMPARE(send("GET", "/users?q=batch@keys").array().size(), 1);
}

void IdempotencyTest::refusesABadKey_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("empty") << QByteArray("Idempotency-Key: ");
    QTest::newRow("with a space") << QByteArray("Idempotency-Key: a b");
    QTest::newRow("bytes above ASCII") << QByteArray("Idempotency-Key: k\xC3\xAB");
    QTest::newRow("256 characters") << "Idempotency-Key: " + QByteArray(256, 'k');
    QTest::newRow("twice") << QByteArray("Idempotency-Key: a\r\nIdempotency-Key: b");
}

void IdempotencyTest::refusesABadKey()
{
    QFETCH(QByteArray, field);
    const auto refused
            = send("POST", "/users", userJson("K", "bad@keys"), QByteArray(json) + field + "\r\n");
    QCOMPARE(refused.status, 400);
    QCOMPARE(code(refused), QStringLiteral("bad_idempotency_key"));
    QCOMPARE(problemWith(refused), QString());
    QCOMPARE(send("GET", "/users?q=bad@keys").array().size(), 0);
    const QByteArray longest = "Idempotency-Key: " + QByteArray(255, 'k') + "\r\n";
    QCOMPARE(send("POST", "/users", userJson("K", "long@keys"), json + longest).status, 201);
}

void IdempotencyTest::saysThatTheFirstIsUnderWay()
{
    const QByteArray fields = QByteArray(json) + "Idempotency-Key: slow\r\n";
    const QByteArray body = userJson("Slow", "slow@keys");
    HttpClient first(m_server.port());
    {
        const WriteLock lock(m_server.databasePath());
        QVERIFY(lock.isHeld());
        QVERIFY(first.sendRequest("POST", "/users", fields, body));
        HttpAnswer second;
        // Which of the two the server reads first is its own affair.
        QTRY_VERIFY_WITH_TIMEOUT(
                [&] {
                    HttpClient client(m_server.port());
                    client.sendRequest("POST", "/users", fields, body);
                    if (!client.hasAnswer(200ms))
                        return false;
                    second = client.read();
                    return true;
                }(),
                8000);
        QCOMPARE(second.status, 409);
        QCOMPARE(code(second), QStringLiteral("idempotency_in_progress"));
        QCOMPARE(problemWith(second), QString());
        QVERIFY(second.field("Retry-After").toInt() > 0);
        const auto other = send("POST", "/users", userJson("Other", "slow2@keys"), fields);
        QCOMPARE(other.status, 422);
        QCOMPARE(code(other), QStringLiteral("idempotency_key_reused"));
    }
    const int status = first.read().status;
    QVERIFY(status == 201 || status == 409);
    // The one that goes on may be of the client that has left.
    QTRY_COMPARE(send("POST", "/users", body, fields).status, 201);
    QCOMPARE(send("GET", "/users?q=slow@keys").array().size(), 1);
}

void IdempotencyTest::keepsKeysOverAKill()
{
    const QByteArray fields = QByteArray(json) + "Idempotency-Key: kept\r\n";
    const QByteArray body = userJson("Kept", "kept@keys");
    const auto first = send("POST", "/users", body, fields);
    QCOMPARE(first.status, 201);
    m_server.kill();
    QVERIFY(m_server.start());
    const auto again = send("POST", "/users", body, fields);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.body, first.body);
    QCOMPARE(again.field("Idempotent-Replayed"), QByteArray("true"));
}

QTEST_GUILESS_MAIN(IdempotencyTest)
#include "tst_idempotency.moc"
