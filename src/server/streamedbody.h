// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/bodysource.h"
#include "base/exchange.h"
#include "server/answerhead.h"
#include "server/message.h"

#include <memory>

namespace frontdesk {

struct ConnectionHost;

/// Sends a body piece by piece, each when the client has taken the one before;
/// ends, and frees the source, when all is sent or the client has gone. A source
/// that fails in the middle cuts the connection, so that the client can tell.
Detached sendStreamedBody(ConnectionHost &host, MessageRef message,
                          std::unique_ptr<BodySource> source, Framing framing, Exchange exchange);

} // namespace frontdesk
