// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskretries.h"

#include <algorithm>

namespace frontdesk {

bool isWorthRetrying(const Error &error)
{
    return error.kind != ErrorKind::Invalid && error.kind != ErrorKind::Forbidden
            && error.kind != ErrorKind::TooLarge;
}

std::chrono::milliseconds retryDelay(int attempt, double chance)
{
    using namespace std::chrono;
    const milliseconds whole
            = std::min<milliseconds>(seconds(1LL << std::clamp(attempt, 1, 20)), minutes(10));
    return whole - duration_cast<milliseconds>(whole * (chance / 2));
}

} // namespace frontdesk
