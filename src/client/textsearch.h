// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <stop_token>

namespace frontdesk {

struct TextMatches
{
    QList<qint64> offsets; ///< of bytes, rising, not overlapping
    bool more = false; ///< there are others behind
};

/// Where @p words stand in @p text (UTF-8), ASCII case aside; the first @p atMost.
/// None at all if stopped. Reads some hundred MB a second; any thread.
TextMatches findAll(QByteArrayView text, const QByteArray &words, qsizetype atMost,
                    const std::stop_token &stop = {});

} // namespace frontdesk
