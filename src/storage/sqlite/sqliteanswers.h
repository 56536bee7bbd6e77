// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/sqlite/sqliteconnection.h"
#include "storage/storedanswer.h"

#include <optional>

namespace frontdesk {

/// The answer that is stored under @p key and has not expired; none where there
/// is none. Errors: Invalid "idempotency_key_reused" where it was given to a
/// request with another fingerprint.
Result<std::optional<StoredAnswer>> findAnswer(SqliteConnection &connection, const std::string &key,
                                               const QByteArray &fingerprint, qint64 nowMs);

/// Stores an answer, and removes a few of those that have expired: more than one,
/// so that they become fewer.
Result<void> storeAnswer(SqliteConnection &connection, const std::string &key,
                         const QByteArray &fingerprint, const StoredAnswer &answer, qint64 nowMs);

/// @p work (Result<T>(SqliteConnection &)) and the answer to it, together or not
/// at all; or the answer of the earlier request with this key. Runs in the
/// writer's transaction.
template <typename T, typename Work>
Result<StoredAnswer> answeredOnce(SqliteConnection &connection, const Once<T> &once, qint64 nowMs,
                                  const Work &work)
{
    auto known = findAnswer(connection, once.key, once.fingerprint, nowMs);
    if (!known)
        return failure(known.error());
    if (*known)
        return std::move(**known);
    SqliteSavepoint both(connection);
    if (const auto begun = both.begin(); !begun)
        return failure(begun.error());
    const Result<T> outcome = work(connection);
    if (!outcome)
        return failure(outcome.error());
    StoredAnswer answer = once.answer(*outcome);
    if (const auto stored = storeAnswer(connection, once.key, once.fingerprint, answer, nowMs);
        !stored)
        return failure(stored.error());
    if (const auto kept = both.keep(); !kept)
        return failure(kept.error());
    return answer;
}

} // namespace frontdesk
