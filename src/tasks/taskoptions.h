// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <functional>
#include <map>
#include <string>

namespace frontdesk {

/// What may be set about background tasks.
struct TaskOptions
{
    /// Of all kinds together that have a limit of their own.
    int maxConcurrency = 64;
    /// By kind, in place of its own limit; 0: none.
    std::map<std::string, int, std::less<>> maxConcurrencyOf;

    /// How long what has ended is kept; 0: for ever.
    std::chrono::milliseconds keepFor = std::chrono::days(7);
    /// How many that have ended are kept; 0: any number.
    qint64 keepAtMost = 100'000;

    /// How often a worker says that it lives, where the store has several; 0: it is
    /// alone on its store, and who ran tasks there before is dead.
    std::chrono::milliseconds heartbeat = std::chrono::milliseconds(0);
    static constexpr std::chrono::milliseconds sharedHeartbeat = std::chrono::seconds(5);
    /// Who has not said so for that long is dead.
    std::chrono::milliseconds deadAfter = std::chrono::seconds(20);

    /// Steps of the wall clock are noticed within this.
    std::chrono::milliseconds recheck = std::chrono::seconds(1);
    /// How long a stop waits for running tasks to come to an end.
    std::chrono::milliseconds stopTimeout = std::chrono::seconds(8);
};

} // namespace frontdesk
