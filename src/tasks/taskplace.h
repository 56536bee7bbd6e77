// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace frontdesk {

/// Where a task stands that is to be checked: by itself, or among the `tasks` of
/// another.
struct TaskPlace
{
    /// Whether "$previous" in its parameters means anything.
    enum class Previous : quint8 {
        Text, ///< there is no chain around: it is a text like any other
        Missing, ///< the first of a chain: there is no result yet
        Result, ///< of the task before
    };

    int depth = 0; ///< parents above it
    Previous previous = Previous::Text;
    int priority = 0; ///< unless it says otherwise
};

} // namespace frontdesk
