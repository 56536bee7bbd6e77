// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/user.h"

#include <QList>

#include <vector>

namespace frontdesk {

/// Rows that go from a list, or that come into it.
struct RowChange
{
    enum Kind { Removed, Inserted } kind;
    int first; ///< as the list is when the changes before this one have been made
    int count;

    bool operator==(const RowChange &) const = default;
};

/// How a window of a table, which showed @p before and shows @p now, has moved:
/// the fewest rows go and come, so that users who are in both stay who they are,
/// whatever goes on above them. What follows the last of those is left out: it may
/// have been pushed out at the window's end, or pulled in there. Empty, too, where
/// nobody is in both.
std::vector<RowChange> rowChanges(const QList<User> &before, const QList<User> &now);

} // namespace frontdesk
