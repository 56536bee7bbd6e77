// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/exchange.h"
#include "base/result.h"
#include "storage/exchangesampler.h"

#include <QList>
#include <QString>

#include <chrono>
#include <memory>

namespace frontdesk {

class Clock;

/// The request log on disk (SPEC §6), in an SQLite file of its own, by sessions: a
/// session is one run of the program. What is written is not waited for, and a
/// power cut may take the last of it; a log that can't be written is a warning, no
/// error of the server's. Belongs to one thread, which has an Inbox.
class ExchangeStore
{
public:
    struct Limits
    {
        std::chrono::days keepFor { 7 }; ///< 0: for ever
        qint64 bytes = qint64(1) << 30; ///< of the file, about
        ExchangeSampler::Rates rates {};
    };

    struct Session
    {
        qint64 id = 0;
        qint64 startedAtMs = 0;
        qint64 exchanges = 0; ///< that are kept
        qint64 leftOut = 0; ///< that there was no time to keep
        bool isCurrent = false;
    };

    struct Page
    {
        QList<Exchange> exchanges; ///< oldest first
        qint64 last = 0; ///< for `after` of the next page
        bool more = false;
    };

    /// A file that is damaged, or another program's, is renamed (see setAside()) and
    /// a new one begun. @p clock outlives it. Blocks. Errors: Io "log_unusable", whose
    /// detail names the file.
    static Result<std::unique_ptr<ExchangeStore>> open(const QString &path, const Clock &clock,
                                                       Limits limits);
    virtual ~ExchangeStore() = default; ///< blocks until what waits is written

    /// Keeps of @p batch (oldest first) what the rates allow, soon. @p leftOut
    /// exchanges of the same moment were lost before.
    virtual void append(const QList<Exchange> &batch, qint64 leftOut) = 0;

    /// Answers when all that was appended before is in the file.
    virtual Async<Result<bool>> flush() = 0;

    /// Newest first; those without exchanges are left out.
    virtual Async<Result<QList<Session>>> sessions() = 0;
    /// Those of a session behind the position @p after (0: from its first on), at
    /// most @p limit.
    virtual Async<Result<Page>> read(qint64 session, qint64 after, int limit) = 0;

    /// Where a file that could not be used is now; empty: there was none.
    virtual QString setAside() const = 0;
};

} // namespace frontdesk
