// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"
#include "base/jsonwriter.h"

#include <QByteArray>

namespace frontdesk {

/// Writes exchanges as an HTTP Archive, version 1.2 (JSON in UTF-8), piece by
/// piece, so that a log of any length can be streamed. Bodies that are no text are
/// base64; what the log doesn't have of a body is told in a comment. Secrets are
/// masked in exchanges already. Times are those of the server: `blocked` until the
/// route began, `wait` for the route, `receive` until the last byte was written.
///
/// Any thread, one at a time.
class HarWriter
{
public:
    /// @p origin: see urlOf().
    explicit HarWriter(QByteArray origin);

    QByteArray begin();
    QByteArray entry(const Exchange &exchange);
    QByteArray end();

private:
    void writeRequest(const Exchange &exchange);
    void writeResponse(const Exchange &exchange);
    void writeTimings(const Exchange &exchange);

    const QByteArray m_origin;
    JsonWriter m_json { 4096 };
};

} // namespace frontdesk
