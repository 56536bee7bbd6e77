// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secrets.h"

#include <QByteArrayList>

#include <chrono>

namespace frontdesk {

/// What a client may ask of the server, and how much of it the log is told (SPEC §6).
/// Sizes in bytes.
struct Limits
{
    using Duration = std::chrono::milliseconds;
    static constexpr quint64 usualFileBytes = 64 << 20;

    qsizetype headBytes = 16 << 10; ///< request line and fields: 431
    qsizetype targetBytes = 8 << 10; ///< 414
    int headFields = 100; ///< 431
    int jsonDepth = 64; ///< arrays and objects in each other: 400; Qt reads 1,024
    quint64 bodyBytes = 1 << 20; ///< in memory: 413, before the body is read
    quint64 fileBytes = usualFileBytes; ///< the same where a route takes files; not below that
    qint64 bodiesTogether = 64 << 20; ///< of all requests being received or worked on: 503
    qint64 filesTogether = 1 << 30; ///< the same of those in files: 503
    int connections = 10'000; ///< in all server threads together: 503
    qsizetype loggedBodyBytes = 64 << 10; ///< of each body, for the request log
    QByteArrayList maskedFields = secretFields(); ///< whose values the request log doesn't have
    qsizetype unsentBytes = 1 << 20; ///< answers a client leaves unread before it is not read from

    // Total deadlines: a trickle doesn't extend them.
    Duration headTimeout = std::chrono::seconds(10); ///< 408; a TLS handshake has as long
    Duration bodyTimeout = std::chrono::seconds(60); ///< the whole body: 408
    Duration stallTimeout = std::chrono::seconds(20); ///< between two reads of a body: 408
    Duration idleTimeout = std::chrono::seconds(75); ///< keep-alive without a request
    Duration writeTimeout = std::chrono::seconds(30); ///< until what was handed over has been taken
    Duration lingerTimeout = std::chrono::milliseconds(1500); ///< reading on after a refusal
    Duration stopTimeout = std::chrono::seconds(10); ///< in-flight answers at a graceful stop
};

} // namespace frontdesk
