// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/exchangesampler.h"

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

/// Says of one after the other whether it is among @p wanted of @p all, evenly
/// spread.
class EvenSample
{
public:
    EvenSample(qint64 wanted, qint64 all)
        : m_wanted(wanted)
        , m_all(all)
    { }

    bool takesNext()
    {
        const qint64 before = m_seen * m_wanted / m_all;
        return ++m_seen * m_wanted / m_all > before;
    }

private:
    const qint64 m_wanted, m_all;
    qint64 m_seen = 0;
};

bool isError(const Exchange &exchange)
{
    return exchange.status == 0 || exchange.status >= 400;
}

} // namespace

ExchangeSampler::ExchangeSampler(Rates rates)
    : m_rates(rates)
{ }

void ExchangeSampler::refill(qint64 nowNs)
{
    const double seconds = double(nowNs - std::exchange(m_filledNs, nowNs)) / 1e9;
    m_rows = std::min(m_rates.rowsAtOnce, m_rows + seconds * m_rates.rowsPerSecond);
    m_bodyBytes
            = std::min(m_rates.bodyBytesAtOnce, m_bodyBytes + seconds * m_rates.bodyBytesPerSecond);
}

/// Of @p count that aren't errors, how many are kept.
qint64 ExchangeSampler::takeOthers(qint64 count)
{
    if (double(count) <= m_rows) {
        m_rows -= double(count);
        return count;
    }
    const double room = std::exchange(m_rows, 0);
    m_part += room * std::max(room / double(count), m_rates.leastShare);
    const auto kept = qint64(m_part);
    m_part -= double(kept);
    return kept;
}

QList<Exchange> ExchangeSampler::choose(const QList<Exchange> &batch, qint64 nowNs)
{
    refill(nowNs);
    const qint64 errors = std::count_if(batch.begin(), batch.end(), isError);
    const qint64 others = batch.size() - errors;
    const qint64 keptErrors = std::min(qint64(m_rows), errors);
    m_rows -= double(keptErrors);
    const qint64 keptOthers = takeOthers(others);
    EvenSample ofErrors(keptErrors, errors);
    EvenSample ofOthers(keptOthers, others);
    QList<Exchange> kept;
    kept.reserve(keptErrors + keptOthers);
    for (const Exchange &exchange : batch) {
        if (!(isError(exchange) ? ofErrors : ofOthers).takesNext())
            continue;
        kept.append(exchange);
        Exchange &last = kept.last();
        const auto bytes = double(last.requestBody.size() + last.responseBody.size());
        if (bytes <= m_bodyBytes)
            m_bodyBytes -= bytes;
        else
            last.requestBody = last.responseBody = QByteArray();
    }
    return kept;
}

} // namespace frontdesk
