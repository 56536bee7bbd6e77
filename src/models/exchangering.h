// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"

#include <QList>

#include <deque>

namespace frontdesk {

/// Exchanges in the order they came, bounded in number and in the bytes of the
/// bodies that are kept: when full it gives up its oldest, and before that its
/// oldest bodies. What comes costs what it holds, however much is there.
class ExchangeRing
{
public:
    struct Limits
    {
        int rows = 100'000;
        qint64 bodyBytes = 64 << 20;
    };

    explicit ExchangeRing(Limits limits)
        : m_limits(limits)
    { }

    int size() const { return int(m_rows.size()); }
    const Exchange &at(int row) const { return m_rows[size_t(row)]; }
    /// How many would have to go for @p more to have room.
    qint64 surplusFor(qint64 more) const { return size() + more - m_limits.rows; }

    /// There must be room for them.
    void append(const QList<Exchange> &exchanges);
    void dropOldest(int count);
    /// @p count or as many as there are.
    QList<Exchange> takeOldest(int count);
    /// To free 100,000 exchanges takes its time: that is left to a pool thread.
    void clear();

private:
    void dropOldBodies();

    const Limits m_limits;
    std::deque<Exchange> m_rows;
    qint64 m_bodyBytes = 0;
    size_t m_bodiless = 0; ///< rows at the front whose bodies are gone
};

} // namespace frontdesk
