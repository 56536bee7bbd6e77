// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userstoretest.h"

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

Once<User> onceFor(const std::string &key, const QByteArray &fingerprint = "one")
{
    return { key, fingerprint, [](const User &user) {
                return StoredAnswer { 201, "ETag: x\r\n", QByteArray::number(user.id) };
            } };
}

} // namespace

/// Answers that are kept for a request that is sent again, on SQLite.
class TestUserAnswers : public UserStoreTest
{
    Q_OBJECT

private slots:
    void answersAgain();
    void refusesAKeyForAnotherRequest();
    void aFailureIsNotKept();
    void answersABatchAgain();
    void forgetsAfterADay();
    void keepsAnswersOverARestart();
};

void TestUserAnswers::answersAgain()
{
    const UserDraft draft { "Ada", "ada@example.org" };
    const auto first = await(users().createOnce(draft, onceFor("key")));
    QVERIFY(first);
    QVERIFY(!first->replayed);
    const auto again = await(users().createOnce(draft, onceFor("key")));
    QVERIFY(again);
    QVERIFY(again->replayed);
    QCOMPARE(again->status, 201);
    QCOMPARE(again->fields, first->fields);
    QCOMPARE(again->body, first->body);
    QCOMPARE(users().count(), 1);
}

void TestUserAnswers::refusesAKeyForAnotherRequest()
{
    QVERIFY(await(users().createOnce({ "Ada", "ada@example.org" }, onceFor("key"))));
    const auto other
            = await(users().createOnce({ "Bob", "bob@example.org" }, onceFor("key", "two")));
    QCOMPARE(other.error().kind, ErrorKind::Invalid);
    QCOMPARE(other.error().code, QStringLiteral("idempotency_key_reused"));
    QCOMPARE(users().count(), 1);
}

void TestUserAnswers::aFailureIsNotKept()
{
    const User ada = add("ada");
    const UserDraft draft { "Ada", ada.email };
    const auto taken = await(users().createOnce(draft, onceFor("key")));
    QCOMPARE(taken.error().code, QStringLiteral("email_taken"));
    QVERIFY(await(users().remove(ada.id, {})));
    const auto made = await(users().createOnce(draft, onceFor("key")));
    QVERIFY(made);
    QVERIFY(!made->replayed);
}

void TestUserAnswers::answersABatchAgain()
{
    const Once<QList<User>> once {
        "batch", "one",
        [](const QList<User> &made) {
            return StoredAnswer { 201, {}, QByteArray::number(made.size()) };
        }
    };
    const std::vector<UserDraft> drafts { { "Ada", "ada@example.org" },
                                          { "Bob", "b@example.org" } };
    QCOMPARE(await(users().createAllOnce(drafts, once))->body, QByteArray("2"));
    QCOMPARE(users().count(), 2);
    QVERIFY(await(users().createAllOnce(drafts, once))->replayed);
    QCOMPARE(users().count(), 2);

    Once<QList<User>> other = once;
    other.key = "other";
    const std::vector<UserDraft> clashing { { "Cleo", "c@example.org" }, drafts.front() };
    QCOMPARE(await(users().createAllOnce(clashing, other)).error().code,
             QStringLiteral("email_taken"));
    QCOMPARE(users().count(), 2);
    QVERIFY(!await(users().createAllOnce({ { "Cleo", "c@example.org" } }, other))->replayed);
}

void TestUserAnswers::forgetsAfterADay()
{
    QVERIFY(await(users().createOnce({ "Ada", "ada@example.org" }, onceFor("key"))));
    m_clock.advance(24h - 1ms);
    QVERIFY(await(users().createOnce({ "Ada", "ada@example.org" }, onceFor("key")))->replayed);
    m_clock.advance(1ms);
    const auto other
            = await(users().createOnce({ "Bob", "bob@example.org" }, onceFor("key", "two")));
    QVERIFY(other);
    QVERIFY(!other->replayed);
    QCOMPARE(users().count(), 2);
}

void TestUserAnswers::keepsAnswersOverARestart()
{
    QVERIFY(await(users().createOnce({ "Ada", "ada@example.org" }, onceFor("key"))));
    open();
    const auto again = await(users().createOnce({ "Ada", "ada@example.org" }, onceFor("key")));
    QVERIFY(again);
    QVERIFY(again->replayed);
    QCOMPARE(users().count(), 1);
}

QTEST_GUILESS_MAIN(TestUserAnswers)
#include "tst_useranswers.moc"
