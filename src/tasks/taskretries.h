// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <chrono>

namespace frontdesk {

/// Another attempt may end otherwise.
bool isWorthRetrying(const Error &error);

/// How long after failed attempt number @p attempt (1 and up) the next is due:
/// 2, 4, 8 … seconds, ten minutes at most, of which @p chance (0 to 1) takes up
/// to a half, so that what failed together doesn't come back together.
std::chrono::milliseconds retryDelay(int attempt, double chance);

} // namespace frontdesk
