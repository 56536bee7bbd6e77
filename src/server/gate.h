// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "server/message.h"

#include <optional>

namespace frontdesk {

/// Who may come in (SPEC §7). A page that a browser has loaded from elsewhere can
/// reach a server on loopback too: by a name of its own that resolves to
/// 127.0.0.1 (the authority check stops it), or by asking across sites (the
/// second check does, where the request would change something).
class Gate
{
public:
    Gate() = default;

    /// Errors: Misdirected "foreign_authority", Forbidden "cross_site". Any thread.
    std::optional<Error> check(const Message &message, bool changesState) const;
};

} // namespace frontdesk
