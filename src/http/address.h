// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace frontdesk {

/// Where a request goes, taken from what somebody typed. The target stays as it
/// was typed, so that /user/%31 and /a/../b can be sent: only what may not stand
/// in a request line (space, control characters, non-ASCII) is percent-encoded.
struct Address
{
    bool secure = false; ///< https
    QString host; ///< a name or an address, without brackets
    quint16 port = 80;
    QByteArray authority; ///< for the Host field, with its port unless it is the scheme's
    QByteArray target = "/"; ///< path and query (RFC 9112 §3.2.1)

    /// "http://host:port/path?query"; without a scheme it is http, and a path alone
    /// is asked of @p base. Errors: Invalid, with a sentence that says what is wrong.
    static Result<Address> parse(const QString &text, const QUrl &base = {});

    /// The whole of it, without a fragment.
    QByteArray url() const { return (secure ? "https://" : "http://") + authority + target; }
};

} // namespace frontdesk
