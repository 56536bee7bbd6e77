// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace frontdesk {

/// Of a request's target (RFC 9110 §4.2); None where the target doesn't say.
enum class Scheme : std::uint8_t { None, Http, Https };

} // namespace frontdesk
