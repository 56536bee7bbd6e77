// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"

#include <QList>

#include <mutex>
#include <string_view>

namespace frontdesk {

struct Limits;
struct Message;

/// Where a server thread leaves its exchanges for the log: a list under a mutex
/// that is taken away 20 times a second, so it is next to never waited for.
class ExchangeRecorder
{
public:
    struct Batch
    {
        QList<Exchange> exchanges; ///< oldest first
        qint64 leftOut = 0; ///< how many more there were
    };

    /// Keeps at most that many until they are taken.
    static constexpr qsizetype capacity = 10'000;

    /// The server thread.
    void record(Exchange &&exchange);
    /// Any thread.
    Batch take();

private:
    std::mutex m_mutex;
    Batch m_batch;
};

/// The log's picture of a request, and of the field lines of its answer; fields of both
/// are masked, and so much of the request's body is kept, as @p limits say (SPEC §6).
Exchange describe(const Message &message, const Limits &limits, std::string_view responseHead = {});

} // namespace frontdesk
