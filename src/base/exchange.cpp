// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/exchange.h"

#include "base/fieldlines.h"

#include <algorithm>

namespace frontdesk {

ExchangeTexts::ExchangeTexts(QByteArrayView target, QByteArrayView requestHead,
                             QByteArrayView responseHead)
    : m_targetSize(qint32(target.size()))
    , m_requestHeadSize(qint32(requestHead.size()))
{
    m_block = QByteArray(target.size() + requestHead.size() + responseHead.size(),
                         Qt::Uninitialized);
    char *at = std::copy(target.begin(), target.end(), m_block.data());
    at = std::copy(requestHead.begin(), requestHead.end(), at);
    std::copy(responseHead.begin(), responseHead.end(), at);
}

bool hasRequestId(const Exchange &exchange, const QByteArray &id)
{
    // The number of the exchange is the id's lower half.
    bool isNumber = false;
    const quint64 number = id.right(8).toULongLong(&isNumber, 16);
    return isNumber && quint32(exchange.id) == quint32(number)
            && fieldValue(exchange.texts.responseHead(), "X-Request-Id") == QByteArrayView(id);
}

QByteArray urlOf(const Exchange &exchange, const QByteArray &origin)
{
    const QByteArrayView target = exchange.texts.target();
    if (!target.isEmpty() && !target.startsWith('/') && target.contains("://"))
        return target.toByteArray(); // the absolute form
    const QByteArrayView host = fieldValue(exchange.texts.requestHead(), "Host");
    QByteArray url = host.isEmpty() ? origin : origin.left(origin.indexOf("://") + 3) + host;
    if (!target.startsWith('/'))
        url += '/';
    return url + target;
}

} // namespace frontdesk
