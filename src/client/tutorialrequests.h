// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace frontdesk {

/// A request that can be put into the request panel as it stands.
struct ExampleRequest
{
    QString title; ///< what it does
    QString expectation; ///< what comes back
    QByteArray method;
    QByteArray target; ///< path and query, for the server in the window
    QString headers; ///< one a line
    QString body;
};

/// What the Flask tutorial sends with Postman, its own broken body included.
QList<ExampleRequest> tutorialRequests();

} // namespace frontdesk
