// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userstoretest.h"

#include <atomic>
#include <set>
#include <thread>

using namespace frontdesk;

class TestUserStore : public UserStoreTest
{
    Q_OBJECT

private slots:
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

    void servesSeveralThreads()
    {
        createAll(1, 1);
        std::atomic<int> found { 0 };
        std::vector<std::thread> threads;
        threads.reserve(4);
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
};

QTEST_GUILESS_MAIN(TestUserStore)
#include "tst_userstore.moc"
