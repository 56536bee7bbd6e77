// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"

#include <QList>

namespace frontdesk {

/// Which of many exchanges are kept where there is no room for all: as many as a
/// steady rate and a burst allow, errors before the rest, of either an even
/// sample. Bodies have a rate of their own: without room for them an exchange is
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
    };

    ExchangeSampler() = default;
    explicit ExchangeSampler(Rates rates);

    /// Those of @p batch that are kept, in their order. @p nowNs: of a steady clock.
    QList<Exchange> choose(const QList<Exchange> &batch, qint64 nowNs);

private:
    void refill(qint64 nowNs);

    const Rates m_rates {};
    double m_rows = m_rates.rowsAtOnce; ///< that could be kept now
    double m_bodyBytes = m_rates.bodyBytesAtOnce; ///< likewise
    qint64 m_filledNs = 0; ///< when that was true
};

} // namespace frontdesk
