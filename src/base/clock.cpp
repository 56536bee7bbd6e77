// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <chrono>
#include <cstring>

namespace frontdesk {

namespace {

class SystemClock final : public Clock
{
public:
    qint64 wallMs() const override
    {
        using namespace std::chrono;
        return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    }
    qint64 steadyNs() const override { return frontdesk::steadyNs(); }
};

void putDigits(char *at, int digits, qint64 number)
{
    for (; digits > 0; number /= 10)
        at[--digits] = char('0' + number % 10);
}

} // namespace

const Clock &Clock::system()
{
    static const SystemClock clock;
    return clock;
}

qint64 steadyNs()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

/// By hand, since a page of users has two a row, and QDateTime takes some
/// microseconds for each.
IsoUtc::IsoUtc(qint64 wallMs)
{
    using namespace std::chrono;
    const sys_time<milliseconds> moment { milliseconds(wallMs) };
    const auto midnight = floor<days>(moment);
    const year_month_day date(midnight);
    const hh_mm_ss time(moment - midnight);
    std::memcpy(m_text.data(), "0000-00-00T00:00:00.000Z", m_text.size());
    char *const at = m_text.data();
    putDigits(at, 4, int(date.year()));
    putDigits(at + 5, 2, unsigned(date.month()));
    putDigits(at + 8, 2, unsigned(date.day()));
    putDigits(at + 11, 2, time.hours().count());
    putDigits(at + 14, 2, time.minutes().count());
    putDigits(at + 17, 2, time.seconds().count());
    putDigits(at + 20, 3, time.subseconds().count());
}

} // namespace frontdesk
