// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteexchangerows.h"

#include "storage/sqlite/sqliteerror.h"
#include "storage/sqlite/sqlitequery.h"

#include <sqlite3.h>

namespace frontdesk {

namespace {

constexpr qint64 applicationId = 0x4672446c; // "FrDl"
constexpr int schemaVersion = 1;
constexpr int lockTimeoutMs = 1'000;
constexpr int prunedAtOnce = 50, prunesInARow = 100;

/// Ids only go up, so that a session is a range of them.
const QByteArray schema = "CREATE TABLE sessions ("
                          " id INTEGER PRIMARY KEY, started_at_ms INTEGER NOT NULL,"
                          " first_exchange INTEGER NOT NULL, left_out INTEGER NOT NULL);"
                          "CREATE TABLE exchanges ("
                          " id INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL,"
                          " received_at_ms INTEGER NOT NULL, received_ns INTEGER NOT NULL,"
                          " dispatched_ns INTEGER NOT NULL, handler_ns INTEGER NOT NULL,"
                          " database_began_ns INTEGER NOT NULL, database_done_ns INTEGER NOT NULL,"
                          " answered_ns INTEGER NOT NULL, written_ns INTEGER NOT NULL,"
                          " thread INTEGER NOT NULL, status INTEGER NOT NULL, client TEXT NOT NULL,"
                          " method TEXT NOT NULL, target TEXT NOT NULL, request_head TEXT NOT NULL,"
                          " response_head TEXT NOT NULL, request_body_size INTEGER NOT NULL,"
                          " response_body_size INTEGER NOT NULL, request_body TEXT NOT NULL,"
                          " response_body TEXT NOT NULL);";

Result<void> makeTables(SqliteConnection &connection)
{
    const auto version = connection.integer("PRAGMA user_version");
    const auto application = connection.integer("PRAGMA application_id");
    const auto objects = connection.integer("SELECT count(*) FROM sqlite_schema");
    for (const auto *read : { &version, &application, &objects }) {
        if (!*read)
            return failure(read->error());
    }
    if (*version == schemaVersion && *application == applicationId)
        return {};
    if (*objects > 0)
        return failure(ErrorKind::UnsupportedType, QStringLiteral("foreign"),
                       QStringLiteral("The file is no request log of this version."));
    return connection.executeScript("BEGIN IMMEDIATE;" + schema + "PRAGMA application_id = "
                                    + QByteArray::number(applicationId) + "; PRAGMA user_version = "
                                    + QByteArray::number(schemaVersion) + "; COMMIT;");
}

std::string_view view(QByteArrayView bytes)
{
    return { bytes.data(), size_t(bytes.size()) };
}

QByteArray bytes(const SqliteQuery &row, int column)
{
    const auto text = row.text(column);
    return { text.data(), qsizetype(text.size()) };
}

/// In the order of `columns`.
Exchange exchangeOf(const SqliteQuery &row)
{
    Exchange exchange;
    exchange.id = quint64(row.integer(1));
    exchange.receivedAtMs = row.integer(2);
    exchange.times = { row.integer(3), row.integer(4), row.integer(5), row.integer(6),
                       row.integer(7), row.integer(8), row.integer(9) };
    exchange.thread = int(row.integer(10));
    exchange.status = int(row.integer(11));
    exchange.client = bytes(row, 12);
    exchange.method = bytes(row, 13);
    exchange.texts = ExchangeTexts(bytes(row, 14), bytes(row, 15), bytes(row, 16));
    exchange.requestBodySize = row.integer(17);
    exchange.responseBodySize = row.integer(18);
    exchange.requestBody = bytes(row, 19);
    exchange.responseBody = bytes(row, 20);
    return exchange;
}

Result<bool> hasOlderThan(SqliteConnection &connection, qint64 beforeMs)
{
    SqliteQuery oldest
            = connection.query("SELECT received_at_ms FROM exchanges ORDER BY id LIMIT 1");
    const auto row = oldest.next();
    if (!row)
        return failure(row.error());
    return *row && oldest.integer(0) < beforeMs;
}

Result<bool> isLargerThan(SqliteConnection &connection, qint64 bytes)
{
    const auto used
            = connection.integer("SELECT (page_count - freelist_count) * page_size FROM "
                                 "pragma_page_count, pragma_freelist_count, pragma_page_size");
    if (!used)
        return failure(used.error());
    return *used > bytes;
}

/// But for the last, which may be the present one.
Result<void> forgetEmptySessions(SqliteConnection &connection)
{
    return connection.execute("DELETE FROM sessions WHERE id IN (SELECT id FROM (SELECT id,"
                              " lead(first_exchange) OVER (ORDER BY id) AS next FROM sessions)"
                              " WHERE next <= (SELECT min(id) FROM exchanges))");
}

} // namespace

Result<SqliteConnection> openSqliteExchanges(const QString &path)
{
    auto connection = SqliteConnection::open(path, SqliteConnection::Access::ReadWrite);
    if (!connection)
        return connection;
    sqlite3_busy_timeout(connection->handle(), lockTimeoutMs);
    if (const auto made = makeTables(*connection); !made)
        return failure(made.error());
    // Nobody was promised that a line of the log survives a power cut.
    const auto set = connection->executeScript("PRAGMA journal_mode = WAL;"
                                               "PRAGMA synchronous = NORMAL;"
                                               "PRAGMA journal_size_limit = 16777216;");
    if (!set)
        return failure(set.error());
    return connection;
}

Result<qint64> insertSqliteSession(SqliteConnection &connection, qint64 startedAtMs)
{
    auto inserted = connection.execute(
            "DELETE FROM sessions WHERE first_exchange >"
            " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'exchanges'), 0)");
    if (inserted)
        inserted = connection.execute(
                "INSERT INTO sessions (started_at_ms, first_exchange, left_out) VALUES (?1,"
                " 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'exchanges'), 0), 0)",
                startedAtMs);
    if (!inserted)
        return failure(inserted.error());
    return connection.lastInsertId();
}

Result<void> insertSqliteExchanges(SqliteConnection &connection, qint64 session,
                                   const QList<Exchange> &exchanges, qint64 leftOut)
{
    SqliteSavepoint together(connection);
    if (auto begun = together.begin(); !begun)
        return begun;
    for (const Exchange &one : exchanges) {
        const ExchangeTimes &times = one.times;
        auto inserted = connection.execute(
                "INSERT INTO exchanges (number, received_at_ms, received_ns, dispatched_ns,"
                " handler_ns, database_began_ns, database_done_ns, answered_ns, written_ns, thread,"
                " status, client, method, target, request_head, response_head, request_body_size,"
                " response_body_size, request_body, response_body) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
                " ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
                qint64(one.id), one.receivedAtMs, times.receivedNs, times.dispatchedNs,
                times.handlerNs, times.databaseBeganNs, times.databaseDoneNs, times.answeredNs,
                times.writtenNs, one.thread, one.status, one.client, one.method,
                view(one.texts.target()), view(one.texts.requestHead()),
                view(one.texts.responseHead()), one.requestBodySize, one.responseBodySize,
                one.requestBody, one.responseBody);
        if (!inserted)
            return inserted;
    }
    auto counted = connection.execute("UPDATE sessions SET left_out = left_out + ?2 WHERE id = ?1",
                                      session, leftOut);
    return counted ? together.keep() : counted;
}

Result<void> pruneSqliteExchanges(SqliteConnection &connection, qint64 beforeMs, qint64 bytes)
{
    for (int i = 0; i < prunesInARow; ++i) {
        const auto old = hasOlderThan(connection, beforeMs);
        const auto large = isLargerThan(connection, bytes);
        if (!old || !large)
            return failure(old ? large.error() : old.error());
        if (!*old && !*large)
            return i == 0 ? Result<void>() : forgetEmptySessions(connection);
        // Of one that is too large the oldest go, whenever they came.
        auto pruned = connection.execute(
                "DELETE FROM exchanges WHERE id IN (SELECT id FROM exchanges ORDER BY id LIMIT ?1)"
                " AND (?3 OR received_at_ms < ?2)",
                prunedAtOnce, beforeMs, int(*large));
        if (!pruned)
            return pruned;
    }
    return {};
}

Result<QList<ExchangeStore::Session>> selectSqliteSessions(SqliteConnection &connection)
{
    SqliteQuery rows = connection.query(
            "SELECT id, started_at_ms, left_out, (SELECT count(*) FROM exchanges WHERE"
            " exchanges.id >= first_exchange AND exchanges.id < coalesce(next, "
            "9223372036854775807))"
            " AS kept FROM (SELECT *, lead(first_exchange) OVER (ORDER BY id) AS next FROM "
            "sessions)"
            " ORDER BY id DESC");
    QList<ExchangeStore::Session> sessions;
    for (;;) {
        const auto row = rows.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return sessions;
        if (rows.integer(3) > 0)
            sessions.append(
                    { rows.integer(0), rows.integer(1), rows.integer(3), rows.integer(2), false });
    }
}

Result<ExchangeStore::Page> selectSqliteExchanges(SqliteConnection &connection, qint64 session,
                                                  qint64 after, int limit)
{
    SqliteQuery rows = connection.query(
            "SELECT id, number, received_at_ms, received_ns, dispatched_ns, handler_ns,"
            " database_began_ns, database_done_ns, answered_ns, written_ns, thread, status, client,"
            " method, target, request_head, response_head, request_body_size, response_body_size,"
            " request_body, response_body FROM exchanges WHERE id > ?2"
            " AND id >= (SELECT first_exchange FROM sessions WHERE id = ?1)"
            " AND id < coalesce((SELECT min(first_exchange) FROM sessions WHERE id > ?1),"
            " 9223372036854775807) ORDER BY id LIMIT ?3",
            session, after, limit + 1);
    ExchangeStore::Page page;
    for (;;) {
        const auto row = rows.next();
        if (!row)
            return failure(row.error());
        page.more = *row && page.exchanges.size() == limit;
        if (!*row || page.more)
            return page;
        page.exchanges.append(exchangeOf(rows));
        page.last = rows.integer(0);
    }
}

} // namespace frontdesk
