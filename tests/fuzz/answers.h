// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/method.h"

#include <string_view>
#include <vector>

namespace frontdesk::fuzz {

/// Reads what a client received as the answers to @p asked, the methods of the
/// requests that reached a route in their order. Requires well-formed answers
/// (RFC 9112), one each, and at most one refusal behind them.
/// @p complete: none may be missing or broken off.
void checkAnswers(std::string_view received, const std::vector<Method> &asked, bool complete);

} // namespace frontdesk::fuzz
