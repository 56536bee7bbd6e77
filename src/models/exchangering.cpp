// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchangering.h"

#include <QThreadPool>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace frontdesk {

namespace {

qint64 bodyBytes(const Exchange &exchange)
{
    return exchange.requestBody.size() + exchange.responseBody.size();
}

} // namespace

void ExchangeRing::append(const QList<Exchange> &exchanges)
{
    for (const Exchange &exchange : exchanges)
        m_bodyBytes += bodyBytes(exchange);
    m_rows.insert(m_rows.end(), exchanges.begin(), exchanges.end());
    dropOldBodies();
}

void ExchangeRing::dropOldest(int count)
{
    const auto end = m_rows.begin() + count;
    for (auto row = m_rows.begin(); row != end; ++row)
        m_bodyBytes -= bodyBytes(*row);
    m_rows.erase(m_rows.begin(), end);
    m_bodiless -= std::min(m_bodiless, size_t(count));
}

QList<Exchange> ExchangeRing::takeOldest(int count)
{
    count = std::min(count, size());
    const auto begin = m_rows.begin();
    QList<Exchange> taken(begin, begin + count);
    dropOldest(count);
    return taken;
}

void ExchangeRing::clear()
{
    auto rows = std::make_shared<std::deque<Exchange>>(std::exchange(m_rows, {}));
    QThreadPool::globalInstance()->start([rows = std::move(rows)] {});
    m_bodyBytes = 0;
    m_bodiless = 0;
}

/// No row shows a body, so none has changed to a view's eyes.
void ExchangeRing::dropOldBodies()
{
    for (; m_bodyBytes > m_limits.bodyBytes; ++m_bodiless) {
        Exchange &oldest = m_rows[m_bodiless];
        m_bodyBytes -= bodyBytes(oldest);
        oldest.requestBody = {};
        oldest.responseBody = {};
    }
}

} // namespace frontdesk
