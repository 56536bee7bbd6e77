// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <string_view>

namespace frontdesk {

/// What time it is. Injected, so that tests can own it. Any thread.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Milliseconds since 1970 UTC, as the wall clock tells: it may be set.
    virtual qint64 wallMs() const = 0;
    /// Nanoseconds of a clock that only goes forward.
    virtual qint64 steadyNs() const = 0;

    static const Clock &system();
};

/// The system's steady clock, for measuring. Some tens of nanoseconds a call.
qint64 steadyNs();

/// "2026-11-22T09:00:00.000Z" (RFC 3339 §5.6, always milliseconds and UTC).
class IsoUtc
{
public:
    /// Of the years 0 to 9999.
    explicit IsoUtc(qint64 wallMs);
    operator std::string_view() const { return { m_text.data(), m_text.size() }; }

private:
    std::array<char, 24> m_text; // no allocation: a page of users has two a row
};

} // namespace frontdesk
