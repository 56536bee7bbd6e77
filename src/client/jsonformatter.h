// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <limits>

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

} // namespace frontdesk
