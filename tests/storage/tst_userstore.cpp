// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/inbox.h"
#include "storage/database.h"
#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqlitesetup.h"
#include "storage/userstore.h"
#include "support/await.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <set>
#include <thread>

using namespace frontdesk;

namespace {

UserDraft draft(int number)
{
    const std::string digits = std::to_string(number);
    return { "User \"" + digits + "\"", "user" + digits + "@example.org" };
}

constexpr int largeTable = 20'000; // its text isn't kept

QByteArray wholeBody(UserTable &table)
{
    if (!table.stream)
        return table.text;
    QByteArray body;
    for (;;) {
        const auto piece = await(table.stream->next());
        if (!piece || piece->isEmpty())
            return piece ? body : QByteArray("failed");
        body += *piece;
    }
}

} // namespace

class TestUserStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Database::openSqlite(m_folder->filePath(QStringLiteral("frontdesk.db")),
                                           Clock::system());
        QVERIFY(opened);
        m_database = std::move(*opened);
    }
    void cleanup() { m_database.reset(); }

    void createsAndFinds()
    {
        const auto made = await(users().create(draft(1)));
        QVERIFY(made);
        QCOMPARE(made->id, 1);
        QCOMPARE(made->version, 1);
        QVERIFY(made->createdAtMs > 0);
        auto found = users().find(made->id);
        QVERIFY(found.isReady()); // a point read never waits
        QVERIFY(*found.take() == *made);
    }

    void readsWithoutWaitingForTheDisk()
    {
        const auto made = await(users().create(draft(1)));
        QVERIFY(made);
        auto read = users().read(made->id);
        QVERIFY(!read.isReady()); // another thread looks
        const auto found = await(std::move(read));
        QVERIFY(found && *found == *made);
        const auto missing = await(users().read(2));
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    }

    void findsNobody()
    {
        const auto missing = await(users().find(1));
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, ErrorKind::NotFound);
        QCOMPARE(missing.error().code, QStringLiteral("user_not_found"));
    }

    void keepsTextAsItIs()
    {
        const UserDraft unusual { "Zoë \xF0\x9F\x98\x80 'OR 1=1; --", "ü%_@example.org" };
        const auto made = await(users().create(unusual));
        QVERIFY(made);
        const auto found = await(users().find(made->id));
        QVERIFY(found);
        QCOMPARE(found->name, unusual.name);
        QCOMPARE(found->email, unusual.email);
    }

    void refusesTheSameEmail_data()
    {
        QTest::addColumn<QByteArray>("email");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("the very same") << QByteArray("ada@example.org") << false;
        QTest::newRow("in other ASCII case") << QByteArray("ADA@Example.ORG") << false;
        QTest::newRow("another") << QByteArray("ada@example.net") << true;
        QTest::newRow("with an accent") << QByteArray("\xC3\xA4"
                                                      "da@example.org")
                                        << true;
    }

    void refusesTheSameEmail()
    {
        QFETCH(QByteArray, email);
        QFETCH(bool, accepted);
        QVERIFY(await(users().create({ "Ada", "ada@example.org" })));
        const auto second = await(users().create({ "Ada again", email.toStdString() }));
        QCOMPARE(second.has_value(), accepted);
        if (accepted)
            return;
        QCOMPARE(second.error().kind, ErrorKind::Conflict);
        QCOMPARE(second.error().code, QStringLiteral("email_taken"));
        QCOMPARE(second.error().fields.size(), 1);
        QCOMPARE(second.error().fields.first().field, QStringLiteral("email"));
        QCOMPARE(users().count(), 1);
    }

    void oneDuplicateAmongManyFailsAlone()
    {
        QVERIFY(await(users().create(draft(50))));
        const auto results = createAll(1, 100);
        for (int number = 1; number <= 100; ++number)
            QCOMPARE(results[size_t(number - 1)].has_value(), number != 50);
        QCOMPARE(users().count(), 100);
    }

    void givesIdsInOrderAndNeverTwice()
    {
        std::set<qint64> ids;
        qint64 last = 0;
        for (const auto &made : createAll(1, 500)) {
            QVERIFY(made);
            QVERIFY(made->id > last);
            last = made->id;
            ids.insert(made->id);
        }
        QCOMPARE(ids.size(), size_t(500));
    }

    void countsAndTellsOfChanges()
    {
        const quint64 before = users().revision();
        QCOMPARE(users().count(), 0);
        createAll(1, 10);
        QCOMPARE(users().count(), 10);
        const quint64 after = users().revision();
        QVERIFY(after > before);
        QVERIFY(!await(users().create(draft(1))));
        QCOMPARE(users().count(), 10);
        QCOMPARE(users().revision(), after);
    }

    void readsPages_data()
    {
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<int>("limit");
        QTest::addColumn<qint64>("first");
        QTest::addColumn<int>("size");
        QTest::newRow("the first") << qint64(0) << 30 << qint64(1) << 30;
        QTest::newRow("in the middle") << qint64(45) << 30 << qint64(46) << 30;
        QTest::newRow("the last, cut short") << qint64(90) << 30 << qint64(91) << 10;
        QTest::newRow("behind the end") << qint64(100) << 30 << qint64(0) << 0;
    }

    void readsPages()
    {
        QFETCH(qint64, offset);
        QFETCH(int, limit);
        QFETCH(qint64, first);
        QFETCH(int, size);
        createAll(1, 100);
        UserQuery query;
        query.limit = limit;
        const auto page = await(users().page(offset, query));
        QVERIFY(page);
        QCOMPARE(page->users.size(), size);
        QCOMPARE(page->more, offset + limit < 100);
        for (int i = 0; i < size; ++i)
            QCOMPARE(page->users[i].id, first + i);
    }

    void writesDown_data()
    {
        QTest::addColumn<UserFormat>("format");
        QTest::addColumn<int>("count");
        for (const auto &[name, format] :
             { std::pair("JSON", UserFormat::Json), std::pair("CSV", UserFormat::Csv),
               std::pair("NDJSON", UserFormat::NdJson) }) {
            QTest::addRow("nobody as %s", name) << format << 0;
            QTest::addRow("a small table as %s", name) << format << 3;
            QTest::addRow("a table that is kept in pieces as %s", name) << format << 5'000;
            QTest::addRow("a large table as %s", name) << format << largeTable;
        }
    }

    void writesDown()
    {
        QFETCH(UserFormat, format);
        QFETCH(int, count);
        createAll(1, count);
        auto table = await(users().all(format));
        QVERIFY(table);
        QCOMPARE(table->stream != nullptr, count > 1'000);
        QVERIFY(wholeBody(*table) == expectedBody(1, count, format));
        auto again = users().all(format);
        QCOMPARE(again.isReady(), count != largeTable);
        table = await(std::move(again));
        QVERIFY(table && wholeBody(*table) == expectedBody(1, count, format));
    }

    void keepsTheTextOfASmallTable()
    {
        createAll(1, 1'000);
        QVERIFY(await(users().all(UserFormat::Json)));
        auto again = users().all(UserFormat::Json);
        QVERIFY(again.isReady());
        const auto table = again.take();
        QVERIFY(table && !table->stream);
        QVERIFY(table->text == expectedBody(1, 1'000));
        auto csv = users().all(UserFormat::Csv);
        QVERIFY(!csv.isReady()); // each format when it is asked for
        QVERIFY(await(std::move(csv))); // a stream must not outlive the store
    }

    void keepsNoLongText()
    {
        // Few rows, but of three-byte letters: more than a mebibyte.
        const std::string wide = QString(50, QChar(0x4e2d)).toStdString();
        std::vector<Async<Result<User>>> pending;
        for (int number = 1; number <= 5'000; ++number)
            pending.push_back(users().create({ wide, wide + "@" + std::to_string(number) }));
        for (auto &one : pending)
            QVERIFY(await(std::move(one)));
        for (int round = 0; round < 2; ++round) {
            auto table = await(users().all(UserFormat::NdJson));
            QVERIFY(table && table->stream);
            QCOMPARE(wholeBody(*table).count('\n'), 5'000);
            auto again = users().all(UserFormat::NdJson);
            QVERIFY(!again.isReady());
            QVERIFY(await(std::move(again))); // a stream must not outlive the store
        }
    }

    void aKeptTextIsNeverOlderThanAnAcknowledgedWrite()
    {
        for (int number = 1; number <= 300; ++number) {
            QVERIFY(await(users().create(draft(number))));
            auto table = await(users().all(UserFormat::Json));
            QVERIFY(table && table->text == expectedBody(1, number));
        }
    }

    void aKeptTextIsNeverOlderWhereOthersWriteAndRead()
    {
        constexpr int writers = 3, each = 150;
        std::atomic<int> missing { 0 };
        std::vector<std::thread> threads;
        for (int writer = 0; writer < writers; ++writer) {
            threads.emplace_back([this, writer, &missing] {
                Inbox::setCurrent(makeEventLoopInbox());
                for (int i = 0; i < each; ++i) {
                    const UserDraft made = draft(writer * each + i);
                    const auto user = await(users().create(made));
                    auto table = await(users().all(UserFormat::Json));
                    const auto email = QByteArray::fromStdString('"' + made.email + '"');
                    missing += !user || !table || !wholeBody(*table).contains(email);
                }
                Inbox::setCurrent(nullptr);
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(missing.load(), 0);
        QCOMPARE(users().count(), writers * each);
    }

    void seesWhatAnotherProgramWrites()
    {
        createAll(1, 2);
        QVERIFY(await(users().all(UserFormat::Csv)));
        auto other = openSqliteWriter(m_folder->filePath(QStringLiteral("frontdesk.db")));
        QVERIFY(other);
        QVERIFY(other->execute("UPDATE users SET name = 'Ada' WHERE id = 2"));
        const auto table = await(users().all(UserFormat::Csv));
        QVERIFY(table);
        QVERIFY2(table->text.contains("\r\n2,Ada,"), table->text);
    }

    void streamShowsOneStateOfTheTable()
    {
        createAll(1, largeTable);
        auto table = await(users().all(UserFormat::Json));
        QVERIFY(table);
        createAll(largeTable + 1, 10);
        QVERIFY(wholeBody(*table) == expectedBody(1, largeTable));
    }

    void manyStreamsShareThePool()
    {
        createAll(1, largeTable);
        const QByteArray expected = expectedBody(1, largeTable);
        std::vector<std::unique_ptr<BodySource>> streams;
        std::vector<QByteArray> bodies(20);
        for (size_t i = 0; i < bodies.size(); ++i) {
            auto table = await(users().all(UserFormat::Json));
            QVERIFY(table && table->stream);
            streams.push_back(std::move(table->stream));
        }
        // Turn by turn, so that each loses its connection to the others.
        for (bool more = true; more;) {
            more = false;
            for (size_t i = 0; i < bodies.size(); ++i) {
                const auto piece = await(streams[i]->next());
                QVERIFY(piece);
                bodies[i] += *piece;
                more = more || !piece->isEmpty();
            }
        }
        for (const QByteArray &body : bodies)
            QVERIFY(body == expected);
    }

    void aStreamMayBeDroppedWhileItReads()
    {
        createAll(1, largeTable);
        for (int round = 0; round < 50; ++round) {
            auto table = await(users().all(UserFormat::Json));
            QVERIFY(table && table->stream);
            (void)await(table->stream->next()); // the prepared piece; the next is read in the pool
            auto pending = table->stream->next();
            table->stream.reset();
            if (round % 2 == 0)
                QVERIFY(await(std::move(pending)));
        }
        QVERIFY(await(users().page(0, {}))); // the connections are all there
    }

    void servesSeveralThreads()
    {
        createAll(1, 1);
        std::atomic<int> found { 0 };
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int read = 0; read < 500; ++read)
                    found += users().find(1).take().has_value();
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(found.load(), 2'000);
    }

    void aThreadMayOutliveTheDatabase()
    {
        createAll(1, 1);
        QVERIFY(await(users().find(1))); // this thread has a reader now
        cleanup();
        init();
        QVERIFY(!await(users().find(1))); // and does not take it for the new one's
    }

private:
    UserStore &users() { return m_database->users(); }

    /// All at once, as many clients would.
    std::vector<Result<User>> createAll(int first, int count)
    {
        std::vector<Async<Result<User>>> pending;
        for (int number = first; number < first + count; ++number)
            pending.push_back(users().create(draft(number)));
        std::vector<Result<User>> results;
        for (auto &one : pending)
            results.push_back(await(std::move(one)));
        return results;
    }

    static QByteArray expectedBody(int first, int count, UserFormat format = UserFormat::Json)
    {
        UserEncoder encoder(format);
        for (int number = first; number < first + count; ++number) {
            const UserDraft made = draft(number);
            encoder.add(number, made.name, made.email);
        }
        encoder.end();
        return encoder.take();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

QTEST_GUILESS_MAIN(TestUserStore)
#include "tst_userstore.moc"
