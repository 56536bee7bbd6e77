// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/exchange.h"

namespace frontdesk {

ExchangeTexts::ExchangeTexts(QByteArrayView target, QByteArrayView requestHead,
                             QByteArrayView responseHead)
    : m_targetSize(qint32(target.size()))
    , m_requestHeadSize(qint32(requestHead.size()))
{
    m_block.reserve(target.size() + requestHead.size() + responseHead.size());
    m_block.append(target).append(requestHead).append(responseHead);
}

} // namespace frontdesk
