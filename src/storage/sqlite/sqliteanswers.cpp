// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteanswers.h"

namespace frontdesk {

namespace {

QByteArray bytesOf(std::string_view text)
{
    return { text.data(), qsizetype(text.size()) };
}

} // namespace

Result<std::optional<StoredAnswer>> findAnswer(SqliteConnection &connection, const std::string &key,
                                               const QByteArray &fingerprint, qint64 nowMs)
{
    SqliteQuery stored = connection.query("SELECT fingerprint, status, fields, body FROM answers"
                                          " WHERE key = ?1 AND expires_at > ?2",
                                          key, nowMs);
    const auto found = stored.next();
    if (!found)
        return failure(found.error());
    if (!*found)
        return std::optional<StoredAnswer>();
    if (bytesOf(stored.text(0)) != fingerprint)
        return failure(ErrorKind::Invalid, QStringLiteral("idempotency_key_reused"),
                       QStringLiteral("This Idempotency-Key was sent with another request; send "
                                      "a new key with a new request."));
    return StoredAnswer { int(stored.integer(1)), bytesOf(stored.text(2)), bytesOf(stored.text(3)),
                          true };
}

Result<void> storeAnswer(SqliteConnection &connection, const std::string &key,
                         const QByteArray &fingerprint, const StoredAnswer &answer, qint64 nowMs)
{
    auto tidied = connection.execute(
            "DELETE FROM answers WHERE id IN"
            " (SELECT id FROM answers WHERE expires_at <= ?1 ORDER BY expires_at LIMIT 10)",
            nowMs);
    if (!tidied)
        return tidied;
    const qint64 life = std::chrono::milliseconds(storedAnswerLife).count();
    // OR REPLACE: an expired answer to the same key may still be there.
    return connection.execute(
            "INSERT OR REPLACE INTO answers (key, fingerprint, status, fields, body, expires_at)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            key, fingerprint, answer.status, answer.fields, answer.body, nowMs + life);
}

} // namespace frontdesk
