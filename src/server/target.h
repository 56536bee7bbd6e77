// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/method.h"
#include "server/scheme.h"

#include <optional>
#include <string>
#include <string_view>

namespace frontdesk {

/// A request target taken apart (RFC 9112 §3.2).
struct TargetParts
{
    std::string_view originForm; ///< "/path?query", or "*"
    std::string_view authority = {}; ///< of an absolute-form target, else empty
    Scheme scheme = Scheme::None; ///< of an absolute-form target
};

/// Takes origin-form, http(s) absolute-form and, with OPTIONS, asterisk-form;
/// nothing for any other, nor for bytes a target can't have.
std::optional<TargetParts> splitTarget(std::string_view target, Method method);

/// A well-formed host with an optional port (RFC 3986 §3.2.2, §3.2.3).
bool isAuthority(std::string_view text);

/// The host of an authority, without its port: "localhost", "[::1]".
std::string_view hostOf(std::string_view authority);

/// Undoes %XX; nothing for a broken escape or an escaped NUL. '+' stays.
std::optional<std::string> percentDecoded(std::string_view text);

} // namespace frontdesk
