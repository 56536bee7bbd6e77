// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpmessage.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace frontdesk {

/// A request as it is told to others.
struct CurlRequest
{
    QByteArray method = "GET";
    QByteArray url;
    QList<HeaderField> headers;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> bodyOptions {}; ///< in its place: "--form", a value
};

/// A command line for a POSIX shell that sends @p request with curl: pasted into
/// a terminal it means these very bytes, whatever they are. Bytes that a text
/// can't carry (NUL, what isn't UTF-8) come from printf through a pipe. Fields
/// that curl writes itself (Host of the URL, framing) are left out.
QString curlCommand(const CurlRequest &request);

} // namespace frontdesk
