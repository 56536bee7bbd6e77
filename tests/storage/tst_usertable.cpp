// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqlitesetup.h"
#include "userstoretest.h"

#include <atomic>
#include <thread>

using namespace frontdesk;

namespace {

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

QByteArray expectedBody(int first, int count, UserFormat format = UserFormat::Json)
{
    UserEncoder encoder(format);
    for (int number = first; number < first + count; ++number) {
        const UserDraft made = draft(number);
        encoder.add(number, made.name, made.email);
    }
    encoder.end();
    return encoder.take();
}

} // namespace

/// The whole table, written down in one of its formats.
class TestUserTable : public UserStoreTest
{
    Q_OBJECT

private slots:
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
        threads.reserve(writers);
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
        auto other = openSqliteWriter(path());
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
};

QTEST_GUILESS_MAIN(TestUserTable)
#include "tst_usertable.moc"
