// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/sender.h"

#include <QSignalSpy>

namespace frontdesk {

/// What comes of @p request: runs the event loop until it is there, or for ten seconds.
inline SendOutcome outcomeOf(Sender &sender, const OutgoingRequest &request)
{
    QSignalSpy finished(&sender, &Sender::finished);
    sender.send(request);
    if (finished.isEmpty() && !finished.wait(10'000))
        return { {}, QStringLiteral("never finished"), {} };
    return finished[0][0].value<SendOutcome>();
}

} // namespace frontdesk
