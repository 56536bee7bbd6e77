// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqlitekeptpages.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace frontdesk;

namespace {

WrittenUserPage page(QByteArray text)
{
    return { std::move(text), std::nullopt, std::nullopt };
}

} // namespace

class TestKeptPages : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const QString path = m_folder->filePath(QStringLiteral("pages.db"));
        using Access = SqliteConnection::Access;
        m_writer.emplace(SqliteConnection::open(path, Access::ReadWrite).value());
        QVERIFY(m_writer->executeScript("PRAGMA journal_mode = WAL; CREATE TABLE users (id)"));
        m_reader.emplace(SqliteConnection::open(path, Access::ReadOnly).value());
        m_pages = std::make_unique<SqliteKeptPages>();
    }

    void cleanup()
    {
        m_pages.reset();
        m_reader.reset();
        m_writer.reset();
        m_folder.reset();
    }

    void keepsAPageThatIsReadTwice()
    {
        QVERIFY(!find());
        m_pages->keep(m_query, UserFormat::Json, page("1 2"));
        QVERIFY(!find());
        m_pages->keep(m_query, UserFormat::Csv, page("1,2"));
        QVERIFY(!m_pages->find(m_query, UserFormat::Csv));
        m_pages->keep(m_query, UserFormat::Json, page("1 2"));
        QCOMPARE(find(), std::optional<QByteArray>("1 2"));
    }

    /// Whoever walks through all of a table displaces nothing.
    void manyThatAreReadOncePassBy()
    {
        QVERIFY(!find());
        keep(m_query, "1");
        UserQuery other = m_query;
        for (int i = 0; i < 10'000; ++i) {
            other.after = UserPlace { {}, i };
            m_pages->keep(other, UserFormat::Json, page(QByteArray(10'000, ' ')));
        }
        QCOMPARE(find(), std::optional<QByteArray>("1"));
    }

    void tellsQueriesApart()
    {
        QVERIFY(!find());
        keep(m_query, "1");
        const auto isKnown = [this](auto change) {
            UserQuery other = m_query;
            change(other);
            return m_pages->find(other, UserFormat::Json) != nullptr;
        };
        QVERIFY(isKnown([](UserQuery &) {}));
        QVERIFY(!isKnown([](UserQuery &query) { query.order = UserOrder::Name; }));
        QVERIFY(!isKnown([](UserQuery &query) { query.descending = true; }));
        QVERIFY(!isKnown([](UserQuery &query) { query.limit = 7; }));
        QVERIFY(!isKnown([](UserQuery &query) { query.prefix.push_back('a'); }));
        QVERIFY(!isKnown([](UserQuery &query) { query.after = UserPlace { "a", 1 }; }));
        QVERIFY(!isKnown([](UserQuery &query) { query.counted = true; }));
        QVERIFY(!m_pages->find(m_query, UserFormat::Csv));
    }

    void forgetsWhenAnybodyWrites()
    {
        QVERIFY(!find());
        keep(m_query, "1");
        insert();
        QVERIFY(!find());
        keep(m_query, "1 2");
        QCOMPARE(find(), std::optional<QByteArray>("1 2"));
    }

    /// Who reads on the connection would find the same in the table.
    void isTrueOfTheSnapshotItIsAskedIn()
    {
        QVERIFY(m_reader->execute("BEGIN"));
        QVERIFY(!find());
        keep(m_query, "1");
        insert();
        QVERIFY(find());
        QVERIFY(m_reader->execute("COMMIT"));
        QVERIFY(!find());
    }

    /// What was read before the write and is kept after it.
    void aPageThatIsNewerThanItsVersionIsNotTrusted()
    {
        QVERIFY(!find());
        insert();
        keep(m_query, "1");
        QVERIFY(!find());
    }

    void isBounded_data()
    {
        QTest::addColumn<int>("textSize");
        QTest::addColumn<int>("prefixSize");
        QTest::newRow("many pages") << 4000 << 1;
        QTest::newRow("nobody found, by long prefixes") << 2 << 5000;
    }

    /// However many are kept, in the end few are known.
    void isBounded()
    {
        QFETCH(int, textSize);
        QFETCH(int, prefixSize);
        QVERIFY(!find());
        UserQuery query;
        query.prefix.assign(size_t(prefixSize), 'a');
        const qsizetype leastBytes = textSize + prefixSize;
        const int more = int(3 * SqliteKeptPages::mostBytes / leastBytes);
        for (query.limit = 1; query.limit <= more; ++query.limit)
            keep(query, QByteArray(textSize, ' '));
        int known = 0;
        for (query.limit = 1; query.limit <= more; ++query.limit)
            known += m_pages->find(query, UserFormat::Json) ? 1 : 0;
        QVERIFY(known > 0);
        QVERIFY(known * leastBytes <= SqliteKeptPages::mostBytes);
    }

private:
    std::optional<QByteArray> find()
    {
        m_pages->renew(*m_reader);
        const WrittenUserPage *found = m_pages->find(m_query, UserFormat::Json);
        return found ? std::optional(found->text) : std::nullopt;
    }
    void keep(const UserQuery &query, const QByteArray &text)
    {
        for (int times = 0; times < 2; ++times)
            m_pages->keep(query, UserFormat::Json, page(text));
    }
    void insert() { QVERIFY(m_writer->execute("INSERT INTO users VALUES (1)")); }

    const UserQuery m_query {};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<SqliteConnection> m_writer, m_reader;
    std::unique_ptr<SqliteKeptPages> m_pages;
};

QTEST_GUILESS_MAIN(TestKeptPages)
#include "tst_keptpages.moc"
