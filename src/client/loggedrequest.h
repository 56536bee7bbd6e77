// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"
#include "http/httpmessage.h"

#include <QByteArray>
#include <QList>

namespace frontdesk {

/// The request of a logged exchange, to be sent again or told to others.
struct LoggedRequest
{
    QByteArray method;
    QByteArray url;
    QByteArray target;
    QList<HeaderField> headers; ///< as logged: secrets are masked, framing is there
    QByteArray body;
    qint64 bodySize = 0; ///< larger than body: the log doesn't have all of it

    bool isWhole() const { return !method.isEmpty() && body.size() == bodySize; }
    /// The names of fields whose values the log doesn't have.
    QByteArrayList maskedNames() const;
    /// What can be sent again: without masked fields, Host and framing, which a
    /// sender writes itself.
    QList<HeaderField> sendableHeaders() const;
};

/// @p origin: where the server is, see urlOf().
LoggedRequest loggedRequest(const Exchange &exchange, const QByteArray &origin);

} // namespace frontdesk
