// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "server/message.h"

#include <optional>
#include <string_view>

namespace frontdesk {

/// Who may come in (SPEC §7). A page that a browser has loaded from elsewhere can
/// reach a server on loopback too: by a name of its own that resolves to
/// 127.0.0.1 (the authority check stops it), or by asking across sites (the
/// second check does, where the request would change something).
class Gate
{
public:
    /// @p own: what this server speaks.
    explicit Gate(Scheme own)
        : m_own(own)
    { }

    /// Errors: Misdirected "foreign_authority" and "foreign_scheme", Forbidden
    /// "cross_site". Any thread.
    std::optional<Error> check(const Message &message, bool changesState) const;

private:
    bool isOwnOrigin(std::string_view origin, std::string_view authority) const;

    const Scheme m_own;
};

} // namespace frontdesk
