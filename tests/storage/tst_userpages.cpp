// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/inbox.h"
#include "storage/database.h"
#include "storage/sqlite/sqliteprefixscan.h"
#include "storage/userstore.h"
#include "support/await.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace frontdesk;

Q_DECLARE_METATYPE(UserFormat)
Q_DECLARE_METATYPE(UserOrder)

namespace {

constexpr int many = 3'000; // more than a search reads in one turn

/// Names that come again and again, in both cases, and one that half of them has.
UserDraft draft(int number)
{
    static const std::vector<std::string> names { "ada", "Ada",    "aDAm",   "ADA",    "Zo\xC3\xAB",
                                                  "bob", "Common", "Common", "Common", "Common" };
    const std::string digits = std::to_string(number * 7919 % many);
    const std::string &name = names[size_t(number) % names.size()];
    const bool numbered = number % 3 == 0;
    return { numbered ? name + digits : name,
             (number % 5 == 0 ? "Mail" : "x") + digits + "@example.org" };
}

bool matches(const User &user, const std::string &prefix)
{
    const auto lowered
            = [](const std::string &text) { return QByteArray::fromStdString(text).toLower(); };
    return lowered(user.name).startsWith(lowered(prefix))
            || lowered(user.email).startsWith(lowered(prefix));
}

} // namespace

/// UserStore::list() against the plain definition: filter, sort, cut.
class TestUserPages : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void allPagesAreTheTable_data();
    void allPagesAreTheTable();
    void noUserTwiceWhileOthersComeIn_data();
    void noUserTwiceWhileOthersComeIn();
    void aPlaceNeedsNobodyAtIt();
    void writtenPages_data();
    void writtenPages();
    void leapsToTheNextPrefix_data();
    void leapsToTheNextPrefix();
    void leapsAreNeverTooFar();

private:
    UserStore &users() { return m_database->users(); }
    QList<User> expected(const UserQuery &query) const;

    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_database;
    QList<User> m_all;
};

void TestUserPages::initTestCase()
{
    Inbox::setCurrent(makeEventLoopInbox());
    auto opened = Database::openSqlite(m_folder.filePath(QStringLiteral("frontdesk.db")),
                                       Clock::system());
    QVERIFY(opened);
    m_database = std::move(*opened);
    std::vector<UserDraft> drafts;
    drafts.reserve(many);
    for (int number = 0; number < many; ++number)
        drafts.push_back(draft(number));
    const auto made = await(users().createAll(drafts));
    QVERIFY(made);
    m_all = *made;
}

void TestUserPages::cleanupTestCase()
{
    m_database.reset();
    Inbox::setCurrent(nullptr);
}

QList<User> TestUserPages::expected(const UserQuery &query) const
{
    QList<User> users;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(users),
                 [&query](const User &user) { return matches(user, query.prefix); });
    std::sort(users.begin(), users.end(), [&query](const User &one, const User &other) {
        const auto a = UserPlace::of(one, query.order), b = UserPlace::of(other, query.order);
        return std::tie(a.text, a.id) < std::tie(b.text, b.id);
    });
    if (query.descending)
        std::reverse(users.begin(), users.end());
    return users;
}

void TestUserPages::allPagesAreTheTable_data()
{
    QTest::addColumn<UserOrder>("order");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<int>("limit");
    const std::pair<const char *, UserOrder> orders[] = { { "id", UserOrder::Id },
                                                          { "name", UserOrder::Name },
                                                          { "email", UserOrder::Email } };
    // All, many in names, many in e-mails, some, hardly any, nobody.
    for (const auto &[name, order] : orders) {
        for (const char *prefix :
             { "", "common", "MAIL", "ada", "aDam1", "zo\xC3\xAB", "nobody" }) {
            for (const bool descending : { false, true })
                QTest::addRow("%s%s, \"%s\"", descending ? "-" : "", name, prefix)
                        << order << descending << QByteArray(prefix) << (*prefix == 'a' ? 7 : 150);
        }
    }
    QTest::newRow("short pages") << UserOrder::Name << false << QByteArray() << 20;
    QTest::newRow("as long as the table") << UserOrder::Id << false << QByteArray() << many;
}

void TestUserPages::allPagesAreTheTable()
{
    QFETCH(UserOrder, order);
    QFETCH(bool, descending);
    QFETCH(QByteArray, prefix);
    QFETCH(int, limit);
    UserQuery query { order, descending, limit, prefix.toStdString(), {}, false };
    const QList<User> wanted = expected(query);

    query.counted = true;
    const auto counted = await(users().list(query));
    QVERIFY(counted);
    QCOMPARE(counted->total, std::optional<qint64>(wanted.size()));
    query.counted = false;

    QList<User> got;
    for (bool more = true; more;) {
        const auto page = await(users().list(query));
        QVERIFY(page);
        QVERIFY(!page->total);
        QVERIFY(page->users.size() == limit || !page->more);
        got += page->users;
        more = page->more;
        if (more)
            query.after = UserPlace::of(page->users.last(), order);
    }
    QCOMPARE(got.size(), wanted.size());
    QVERIFY(got == wanted);

    query.after.reset();
    for (const qint64 offset : { qint64(0), qint64(3), wanted.size() / 2, wanted.size() }) {
        const auto page = await(users().page(offset, query));
        QVERIFY(page);
        QCOMPARE(page->users, wanted.mid(offset, limit));
        QCOMPARE(page->more, offset + limit < wanted.size());
    }
}

void TestUserPages::noUserTwiceWhileOthersComeIn_data()
{
    QTest::addColumn<UserOrder>("order");
    QTest::addColumn<QByteArray>("prefix");
    QTest::newRow("id") << UserOrder::Id << QByteArray();
    QTest::newRow("name") << UserOrder::Name << QByteArray();
    QTest::newRow("email") << UserOrder::Email << QByteArray();
    QTest::newRow("email, searched") << UserOrder::Email << QByteArray("common");
}

void TestUserPages::noUserTwiceWhileOthersComeIn()
{
    QFETCH(UserOrder, order);
    QFETCH(QByteArray, prefix);
    static int number = 0;
    UserQuery query { order, false, 50, prefix.toStdString(), {}, false };
    std::set<qint64> seen;
    const QList<User> before = expected(query);
    for (bool more = true; more;) {
        const auto page = await(users().list(query));
        QVERIFY(page);
        for (const User &user : page->users)
            QVERIFY(seen.insert(user.id).second);
        more = page->more;
        if (more)
            query.after = UserPlace::of(page->users.last(), order);
        // Before, behind and beside the place.
        for (const char *first : { "A", "common", "z" }) {
            const std::string text = first + std::to_string(++number);
            const auto made = await(users().create({ text, text + "@new.example" }));
            QVERIFY(made);
            m_all += *made;
        }
    }
    for (const User &user : before)
        QVERIFY(seen.contains(user.id));
}

void TestUserPages::aPlaceNeedsNobodyAtIt()
{
    const UserQuery query { UserOrder::Name, false, 5, {}, UserPlace { "Commom", 3 }, false };
    const auto page = await(users().list(query));
    QVERIFY(page);
    QCOMPARE(page->users.first().name, std::string("Common"));
}

void TestUserPages::writtenPages_data()
{
    QTest::addColumn<UserFormat>("format");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArray>("prefix");
    for (const UserFormat format : { UserFormat::Json, UserFormat::Csv, UserFormat::NdJson }) {
        for (const int limit : { 20, 150 }) { // read where it is asked for, and in the pool
            for (const char *prefix : { "", "ada", "nobody" })
                QTest::addRow("%s, %d, \"%s\"", toString(format).data(), limit, prefix)
                        << format << limit << QByteArray(prefix);
        }
    }
}

/// They are list()'s, also when they are asked for again, and after a write.
void TestUserPages::writtenPages()
{
    QFETCH(UserFormat, format);
    QFETCH(int, limit);
    QFETCH(QByteArray, prefix);
    static int number = 0;
    const UserQuery query { UserOrder::Name, true, limit, prefix.toStdString(), {}, true };
    for (int round = 0; round < 6; ++round) {
        const auto page = await(users().list(query));
        const auto text = await(users().list(query, format));
        QVERIFY(page && text);
        QCOMPARE(text->text, written(page->users, format));
        QCOMPARE(text->total, page->total);
        QVERIFY(text->total.has_value());
        QCOMPARE(text->next.has_value(), page->more);
        if (page->more)
            QCOMPARE(text->next->id, page->users.last().id);
        if (round == 2) {
            const std::string name = "ada~" + std::to_string(++number);
            const auto made = await(users().create({ name, name + "@written.example" }));
            QVERIFY(made);
            m_all += *made;
        }
    }
}

void TestUserPages::leapsToTheNextPrefix_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArray>("next");
    const auto row = [](const char *what, const char *text, const char *prefix, const char *next) {
        QTest::newRow(what) << QByteArray(text) << QByteArray(prefix) << QByteArray(next);
    };
    row("the same letter in lower case", "AB", "ac", "AC");
    row("after all that begin in upper case", "AX", "ac", "Ac");
    row("back to the letter before", "Ax", "ac", "aC");
    row("shorter", "a", "ac", "aC");
    row("no letters", "12", "19", "19");
    row("nothing comes after", "ax", "ac", "");
    row("bytes above ASCII", "Z\xC3", "z\xC3\xAB", "Z\xC3\xAB");
    row("digits are past", "2", "19", "");
}

void TestUserPages::leapsToTheNextPrefix()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, prefix);
    QFETCH(QByteArray, next);
    const auto found = nextPrefix(text.toStdString(), prefix.toStdString());
    QCOMPARE(QByteArray::fromStdString(found.value_or("")), next);
}

/// Over all short texts of a few letters: never less than the text, always a
/// spelling of the prefix, and none lies in between.
void TestUserPages::leapsAreNeverTooFar()
{
    std::vector<std::string> texts { "" };
    for (size_t first = 0, length = 0; length < 3; ++length) {
        const size_t end = texts.size();
        for (; first < end; ++first) {
            for (const char c : { 'A', 'B', '_', 'a', 'b' })
                texts.push_back(texts[first] + c);
        }
    }
    std::sort(texts.begin(), texts.end());
    for (const std::string &prefix : texts) {
        if (prefix.empty())
            continue;
        for (const std::string &text : texts) {
            if (beginsWith(text, prefix))
                continue;
            std::optional<std::string> wanted;
            for (const std::string &other : texts) {
                if (other.size() == prefix.size() && beginsWith(other, prefix) && other > text) {
                    wanted = other;
                    break;
                }
            }
            QCOMPARE(nextPrefix(text, prefix), wanted);
        }
    }
}

QTEST_GUILESS_MAIN(TestUserPages)
#include "tst_userpages.moc"
