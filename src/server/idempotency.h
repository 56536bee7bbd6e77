// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "server/reply.h"
#include "storage/storedanswer.h"

#include <QByteArray>

#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace frontdesk {

class Request;

/// Requests with an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header):
/// one that is sent again, since its answer got lost, is answered again and not
/// done again. The store keeps the answers (Once); this knows which keys are under
/// way. One for all routes, since a key stands for one request wherever it is
/// sent. Any thread.
class Idempotency
{
public:
    /// The right to carry out a request, until it ends. A request without a key
    /// gets one that stands for nothing.
    class Ticket
    {
    public:
        Ticket() = default;
        Ticket(Ticket &&other) noexcept
            : m_owner(std::exchange(other.m_owner, nullptr))
            , m_key(std::move(other.m_key))
            , m_fingerprint(std::move(other.m_fingerprint))
        { }
        Ticket &operator=(Ticket &&) = delete;
        ~Ticket();

        bool hasKey() const { return m_owner; }

        /// What a store needs to carry it out once; @p reply makes the answer
        /// (Reply(const T &)), JSON, in a thread of the store's.
        template <typename T, typename MakeReply>
        Once<T> once(MakeReply reply) const
        {
            return { m_key, m_fingerprint, [reply](const T &outcome) {
                        const Reply made = reply(outcome);
                        return StoredAnswer { made.status(), made.fields(), made.body() };
                    } };
        }

    private:
        friend class Idempotency;

        Idempotency *m_owner = nullptr;
        std::string m_key;
        QByteArray m_fingerprint;
    };

    Idempotency() = default;
    Q_DISABLE_COPY_MOVE(Idempotency)

    /// Errors: Malformed "bad_idempotency_key" (1 to 255 visible ASCII characters),
    /// Conflict "idempotency_in_progress", Invalid "idempotency_key_reused" where
    /// another request with this key is under way.
    Result<Ticket> begin(const Request &request);

    /// The answer to a request with a key; a conflict of keys says when to retry.
    static Reply reply(const Result<StoredAnswer> &answer);
    static Reply refusal(const Error &error);

private:
    std::mutex m_mutex;
    std::map<std::string, QByteArray> m_underWay; ///< fingerprints by key
};

} // namespace frontdesk
