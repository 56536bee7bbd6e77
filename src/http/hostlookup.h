// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"

#include <QHostAddress>
#include <QList>
#include <QString>

#include <functional>
#include <stop_token>

namespace frontdesk {

/// The addresses of a name, or of an address as text, at least one. Errors: Io
/// "host_not_found"; Cancelled when the token is asked to stop. In the thread that
/// calls, which has an Inbox and an event loop; its threads are Qt's.
using HostLookup
        = std::function<Async<Result<QList<QHostAddress>>>(QString host, std::stop_token stop)>;

/// Asks the system's resolver.
Async<Result<QList<QHostAddress>>> lookUpHost(QString host, std::stop_token stop);

} // namespace frontdesk
