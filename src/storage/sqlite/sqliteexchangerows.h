// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/exchangestore.h"
#include "storage/sqlite/sqliteconnection.h"

namespace frontdesk {

/// Opens the request log for writing and makes its tables where they are missing.
/// Errors: those of sqliteError(); UnsupportedType "foreign" for what is no request
/// log of this version.
Result<SqliteConnection> openSqliteExchanges(const QString &path);

/// Begins a session, in place of those that have no exchange; its id.
Result<qint64> insertSqliteSession(SqliteConnection &connection, qint64 startedAtMs);

Result<void> insertSqliteExchanges(SqliteConnection &connection, qint64 session,
                                   const QList<Exchange> &exchanges, qint64 leftOut);

/// Lets the oldest exchanges go that came before @p beforeMs or make the file larger
/// than @p bytes; some thousands in one call at most.
Result<void> pruneSqliteExchanges(SqliteConnection &connection, qint64 beforeMs, qint64 bytes);

/// As ExchangeStore has them.
Result<QList<ExchangeStore::Session>> selectSqliteSessions(SqliteConnection &connection);
Result<ExchangeStore::Page> selectSqliteExchanges(SqliteConnection &connection, qint64 session,
                                                  qint64 after, int limit);

} // namespace frontdesk
