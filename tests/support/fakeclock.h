// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <atomic>
#include <chrono>

namespace frontdesk {

/// A clock that stands until it is told otherwise. Any thread.
class FakeClock final : public Clock
{
public:
    static constexpr qint64 startMs = 1'800'000'000'000; // 2027-01-15T08:00:00Z

    qint64 wallMs() const override { return m_wallMs; }
    qint64 steadyNs() const override { return m_steadyNs; }

    /// Time passes.
    void advance(std::chrono::milliseconds by)
    {
        m_steadyNs += by.count() * 1'000'000;
        m_wallMs += by.count();
    }
    /// Somebody sets the wall clock.
    void step(std::chrono::milliseconds by) { m_wallMs += by.count(); }

private:
    std::atomic<qint64> m_wallMs { startMs };
    std::atomic<qint64> m_steadyNs { 1'000'000'000 };
};

} // namespace frontdesk
