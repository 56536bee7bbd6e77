// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <functional>
#include <string>

namespace frontdesk {

/// How long an answer is kept for the client that asks again.
constexpr std::chrono::hours storedAnswerLife { 24 };

/// What a client was told, to be told again.
struct StoredAnswer
{
    int status = 0;
    QByteArray fields; ///< header fields, each line ended by CRLF
    QByteArray body; ///< UTF-8
    bool replayed = false; ///< stored by an earlier request, which did the work
};

/// Makes a write happen once for all requests that carry the same key
/// (draft-ietf-httpapi-idempotency-key-header): the answer is stored in the
/// transaction of the write itself and given to whoever comes with the key later.
/// A write that fails stores nothing and may be tried again.
template <typename T>
struct Once
{
    std::string key;
    QByteArray fingerprint; ///< of the request; the key with another one is refused
    /// What the outcome is answered with. Runs in a thread of the store's.
    std::function<StoredAnswer(const T &)> answer;
};

} // namespace frontdesk
