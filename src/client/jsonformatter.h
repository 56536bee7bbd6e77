// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "http/storedbytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <limits>
#include <stop_token>

namespace frontdesk {

struct FormattedJson
{
    QByteArray text;
    bool cut = false; ///< it would have been longer than asked for
};

/// Indents JSON (RFC 8259) and changes nothing else: the order of keys, repeated
/// keys, the digits of numbers and the escapes in strings stay. All of @p json is
/// checked, but no more than @p atMost bytes and the line they end in are written.
/// Errors: Malformed, with line, column and reason.
Result<FormattedJson> formatJson(QByteArrayView json,
                                 qsizetype atMost = std::numeric_limits<qsizetype>::max());

/// The same for JSON of any size, into a file where it is large. Errors: Malformed as
/// above, or where it would be longer than @p atMost; Io; Cancelled once stopped.
Result<StoredBytes> formatLargeJson(QByteArrayView json, qint64 atMost,
                                    const std::stop_token &stop);

} // namespace frontdesk
