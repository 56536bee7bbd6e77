// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteconnection.h"
#include "storage/sqlite/sqlitevisitor.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>
#include <string>
#include <vector>

using namespace frontdesk;

namespace {

/// Remembers what it sees, and stops at each row whose number is divisible.
class Visitor final : public SqliteVisitor
{
public:
    explicit Visitor(qint64 stopsAt)
        : m_stopsAt(stopsAt)
    { }

    bool visit(const SqliteValues &values) override
    {
        seen.emplace_back(std::to_string(values.integer(0)) + '=' + std::string(values.text(1)));
        optional.push_back(values.optionalInteger(2));
        return values.integer(0) % m_stopsAt == 0;
    }

    std::vector<std::string> seen;
    std::vector<std::optional<qint64>> optional;

private:
    const qint64 m_stopsAt;
};

} // namespace

class TestSqliteVisitor : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto opened = SqliteConnection::open(m_folder.filePath(QStringLiteral("visited.db")),
                                             SqliteConnection::Access::ReadWrite);
        QVERIFY(opened);
        m_connection.emplace(std::move(*opened));
        QVERIFY(m_connection->executeScript(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT, number INTEGER);"
                "INSERT INTO t VALUES (1, 'a', NULL), (2, '', 7), (3, NULL, 8), (4, 'd', 0)"));
    }

    void seesAllRows()
    {
        Visitor visitor(100);
        SqliteQuery rows = visit(visitor, 0);
        QCOMPARE(rows.next().value(), false);
        QCOMPARE(visitor.seen, (std::vector<std::string> { "1=a", "2=", "3=", "4=d" }));
        QCOMPARE(visitor.optional, (std::vector<std::optional<qint64>> { std::nullopt, 7, 8, 0 }));
    }

    void stopsAndGoesOn()
    {
        Visitor visitor(2);
        SqliteQuery rows = visit(visitor, 1);
        QCOMPARE(rows.next().value(), true);
        QCOMPARE(visitor.seen, std::vector<std::string> { "2=" });
        QCOMPARE(rows.next().value(), true);
        QCOMPARE(visitor.seen, (std::vector<std::string> { "2=", "3=", "4=d" }));
        QCOMPARE(rows.next().value(), false);
    }

    void needsAVisitor()
    {
        QVERIFY(!m_connection->integer("SELECT visit(1, 2)"));
        QVERIFY(!m_connection->integer("SELECT visit(NULL, 2)"));
        QVERIFY(!m_connection->integer("SELECT visit()"));
    }

private:
    SqliteQuery visit(SqliteVisitor &visitor, qint64 behind)
    {
        return m_connection->query(
                "SELECT 1 FROM t WHERE id > ?1 AND visit(?2, id, text, number) ORDER BY id", behind,
                visitor);
    }

    QTemporaryDir m_folder;
    std::optional<SqliteConnection> m_connection;
};

QTEST_GUILESS_MAIN(TestSqliteVisitor)
#include "tst_sqlitevisitor.moc"
