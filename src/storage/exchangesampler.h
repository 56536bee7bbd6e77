// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"

#include <QList>

namespace frontdesk {

/// Which of many exchanges are kept where there is no room for all: of errors as many
/// as a steady rate and a burst allow; of the rest fewer, the more of them there are,
/// since what is kept takes time from whoever answers them; of either an even sample.
/// Bodies have a rate of their own: without room for them an exchange is
/// kept without. Thread-confined.
class ExchangeSampler
{
public:
    struct Rates
    {
        double rowsPerSecond = 1'000;
        double rowsAtOnce = 5'000;
        double bodyBytesPerSecond = 8 << 20;
        double bodyBytesAtOnce = 64 << 20;
        double leastShare = 0.1; ///< of the rows' room: others than errors have no less of it
    };

    ExchangeSampler() = default;
    explicit ExchangeSampler(Rates rates);

    /// Those of @p batch that are kept, in their order. @p nowNs: of a steady clock.
    QList<Exchange> choose(const QList<Exchange> &batch, qint64 nowNs);

private:
    void refill(qint64 nowNs);
    qint64 takeOthers(qint64 count);

    const Rates m_rates {};
    double m_rows = m_rates.rowsAtOnce; ///< that could be kept now
    double m_part = 0; ///< of one that isn't an error, where they are many
    double m_bodyBytes = m_rates.bodyBytesAtOnce; ///< likewise
    qint64 m_filledNs = 0; ///< when that was true
};

} // namespace frontdesk
