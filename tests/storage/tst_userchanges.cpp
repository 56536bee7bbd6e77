// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userstoretest.h"

#include <algorithm>
#include <optional>

using namespace frontdesk;
using namespace std::chrono_literals;

/// Batches, updates and removals, on SQLite.
class TestUserChanges : public UserStoreTest
{
    Q_OBJECT

private slots:
    void updatesWhatIsSet();
    void anUpdateThatChangesNothingKeepsTheVersion();
    void comparesVersions_data();
    void comparesVersions();
    void ofManyUpdatesAtOneVersionOneWins();
    void refusesATakenEmail();
    void removes();
    void neverGivesAnIdAgain();
    void storesABatch();
    void storesNothingOfABadBatch();
    void removesThoseThatAreAsTheyWere();
    void findsPagesWhoeverHasGone();
};

void TestUserChanges::updatesWhatIsSet()
{
    const User ada = add("ada");
    m_clock.advance(5s);
    const quint64 before = users().revision();
    const auto renamed = await(users().update(ada.id, { "Ada Lovelace", std::nullopt }, {}));
    QVERIFY(renamed);
    QCOMPARE(renamed->name, std::string("Ada Lovelace"));
    QCOMPARE(renamed->email, ada.email);
    QCOMPARE(renamed->version, 2);
    QCOMPARE(renamed->createdAtMs, ada.createdAtMs);
    QCOMPARE(renamed->updatedAtMs, ada.createdAtMs + 5000);
    QVERIFY(*await(users().find(ada.id)) == *renamed);
    QVERIFY(users().revision() > before);
    QCOMPARE(users().count(), 1);

    const auto missing = await(users().update(77, { "Nobody", std::nullopt }, {}));
    QCOMPARE(missing.error().code, QStringLiteral("user_not_found"));
}

void TestUserChanges::anUpdateThatChangesNothingKeepsTheVersion()
{
    const User ada = add("ada");
    m_clock.advance(5s);
    const auto same = await(users().update(ada.id, { ada.name, ada.email }, {}));
    QVERIFY(same);
    QVERIFY(*same == ada);
}

void TestUserChanges::comparesVersions_data()
{
    QTest::addColumn<bool>("any");
    QTest::addColumn<QList<qint64>>("match");
    QTest::addColumn<QList<qint64>>("noneMatch");
    QTest::addColumn<bool>("allowed");
    using Versions = QList<qint64>;
    QTest::newRow("the present one") << false << Versions { 2 } << Versions() << true;
    QTest::newRow("among others") << false << Versions { 7, 2 } << Versions() << true;
    QTest::newRow("an older one") << false << Versions { 1 } << Versions() << false;
    QTest::newRow("any") << true << Versions() << Versions() << true;
    QTest::newRow("none of others") << true << Versions() << Versions { 1, 3 } << true;
    QTest::newRow("not the present one") << true << Versions() << Versions { 2 } << false;
}

void TestUserChanges::comparesVersions()
{
    QFETCH(bool, any);
    QFETCH(QList<qint64>, match);
    QFETCH(QList<qint64>, noneMatch);
    QFETCH(bool, allowed);
    const User ada = add("ada");
    const auto second = await(users().update(ada.id, { "Second", std::nullopt }, {}));
    QCOMPARE(second->version, 2);
    const Precondition precondition { VersionSet { any, { match.begin(), match.end() } },
                                      VersionSet { false,
                                                   { noneMatch.begin(), noneMatch.end() } } };

    const auto updated = await(users().update(ada.id, { "Third", std::nullopt }, precondition));
    QCOMPARE(updated.has_value(), allowed);
    if (allowed)
        return;
    QCOMPARE(updated.error().kind, ErrorKind::PreconditionFailed);
    const auto removed = await(users().remove(ada.id, precondition));
    QCOMPARE(removed.error().kind, ErrorKind::PreconditionFailed);
    QVERIFY(*await(users().find(ada.id)) == *second);
}

void TestUserChanges::ofManyUpdatesAtOneVersionOneWins()
{
    const User ada = add("ada");
    std::vector<Async<Result<User>>> pending;
    pending.reserve(100);
    for (int i = 0; i < 100; ++i)
        pending.push_back(users().update(ada.id, { "Writer " + std::to_string(i), std::nullopt },
                                         { VersionSet { false, { 1 } }, std::nullopt }));
    int won = 0;
    for (auto &one : pending)
        won += await(std::move(one)).has_value();
    QCOMPARE(won, 1);
    QCOMPARE(await(users().find(ada.id))->version, 2);
}

void TestUserChanges::refusesATakenEmail()
{
    const User ada = add("ada");
    const User bob = add("bob");
    const auto taken = await(users().update(bob.id, { std::nullopt, "ADA@example.org" }, {}));
    QCOMPARE(taken.error().code, QStringLiteral("email_taken"));
    QCOMPARE(taken.error().fields.size(), 1);
    QVERIFY(*await(users().find(bob.id)) == bob);
    // One's own, in other case, is nobody else's.
    QVERIFY(await(users().update(ada.id, { std::nullopt, "ADA@example.org" }, {})));
}

void TestUserChanges::removes()
{
    const User ada = add("ada");
    add("bob");
    const quint64 before = users().revision();
    const auto removed = await(users().remove(ada.id, {}));
    QVERIFY(removed);
    QVERIFY(*removed == ada);
    QCOMPARE(users().count(), 1);
    QVERIFY(users().revision() > before);
    QCOMPARE(await(users().find(ada.id)).error().code, QStringLiteral("user_not_found"));
    QCOMPARE(await(users().remove(ada.id, {})).error().code, QStringLiteral("user_not_found"));
    QVERIFY(await(users().create({ "ada", "ada@example.org" }))); // the e-mail is free again
}

void TestUserChanges::neverGivesAnIdAgain()
{
    add("ada");
    const User last = add("bob");
    QVERIFY(await(users().remove(last.id, {})));
    open();
    QVERIFY(add("cleo").id > last.id);
}

void TestUserChanges::storesABatch()
{
    std::vector<UserDraft> drafts;
    drafts.reserve(10'000);
    for (int i = 0; i < 10'000; ++i)
        drafts.push_back({ "Many", std::to_string(i) + "@example.org" });
    const auto made = await(users().createAll(drafts));
    QVERIFY(made);
    QCOMPARE(made->size(), 10'000);
    for (qsizetype i = 0; i < made->size(); ++i) {
        QCOMPARE(made->at(i).email, drafts[size_t(i)].email);
        QVERIFY(i == 0 || made->at(i).id > made->at(i - 1).id);
    }
    QCOMPARE(users().count(), 10'000);
    QCOMPARE(await(users().createAll({}))->size(), 0);
}

void TestUserChanges::storesNothingOfABadBatch()
{
    add("ada");
    const auto made = await(users().createAll({ { "New", "new@example.org" },
                                                { "Ada", "Ada@example.org" },
                                                { "Twice", "NEW@example.org" } }));
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::Conflict);
    QCOMPARE(made.error().fields.size(), 2);
    QCOMPARE(made.error().fields[0].field, QStringLiteral("1.email"));
    QCOMPARE(made.error().fields[1].field, QStringLiteral("2.email"));
    QCOMPARE(users().count(), 1);
    QCOMPARE(await(users().page(0, {}))->users.size(), 1);
}

void TestUserChanges::removesThoseThatAreAsTheyWere()
{
    const QList<User> seen { add("ada"), add("eve"), add("bob"), add("joe") };
    QVERIFY(await(users().update(seen[1].id, { "Eve", std::nullopt }, {})));
    QVERIFY(await(users().remove(seen[2].id, {})));
    const quint64 revision = users().revision();
    const auto removed = await(users().removeAll(seen));
    QVERIFY(removed);
    QCOMPARE(*removed, (QList<User> { seen[0], seen[3] }));
    QCOMPARE(users().count(), 1);
    QCOMPARE(await(users().find(seen[1].id))->name, std::string("Eve"));
    QVERIFY(users().revision() > revision);
}

void TestUserChanges::findsPagesWhoeverHasGone()
{
    constexpr int batch = 10'000;
    QList<qint64> ids;
    for (int first = 0; first < 3 * batch; first += batch) {
        std::vector<UserDraft> drafts;
        for (int i = first; i < first + batch; ++i)
            drafts.push_back({ "Many", std::to_string(i) + "@example.org" });
        const auto made = await(users().createAll(drafts));
        QVERIFY(made);
        for (const User &user : *made)
            ids += user.id;
    }
    const auto pagesAreTrue = [&] {
        // The end first, from where there are no marks yet; around marks; behind the end.
        for (const qint64 offset :
             { ids.size() - 10, qint64(0), qint64(8'191), qint64(8'192), qint64(16'380),
               qint64(24'577), ids.size(), qint64(1) << 40 }) {
            UserQuery query;
            query.limit = 20;
            const auto page = await(users().page(offset, query));
            if (!page || page->users.size() != std::clamp<qint64>(ids.size() - offset, 0, 20))
                return false;
            for (qsizetype i = 0; i < page->users.size(); ++i) {
                if (page->users[i].id != ids[offset + i])
                    return false;
            }
        }
        return true;
    };
    QVERIFY(pagesAreTrue());
    for (const qsizetype gone : { qsizetype(29'999), qsizetype(12'000), qsizetype(0) }) {
        QVERIFY(await(users().remove(ids.takeAt(gone), {})));
        QVERIFY(pagesAreTrue());
    }
    ids += add("last").id;
    QVERIFY(pagesAreTrue());
}

QTEST_GUILESS_MAIN(TestUserChanges)
#include "tst_userchanges.moc"
