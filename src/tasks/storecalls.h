// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <utility>

namespace frontdesk {

/// So many tasks in one call of the store, so that its transactions are short.
constexpr qsizetype largestCall = 1000;

/// How long to wait before the store is asked again: doubles from a tenth of a second up
/// to ten.
class BackOff
{
public:
    qint64 nextMs() { return std::exchange(m_nextMs, std::min<qint64>(m_nextMs * 2, 10'000)); }
    void reset() { m_nextMs = 100; }

private:
    qint64 m_nextMs = 100;
};

} // namespace frontdesk
