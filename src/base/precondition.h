// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <optional>
#include <vector>

namespace frontdesk {

/// Versions of a row that a client has named, or "any that there is".
struct VersionSet
{
    bool any = false;
    std::vector<qint64> versions;

    bool contains(qint64 version) const
    {
        return any || std::find(versions.begin(), versions.end(), version) != versions.end();
    }
};

/// On which version of a row a request may be carried out: If-Match and
/// If-None-Match (RFC 9110 §13.1) in terms of a store. A writer compares it within
/// its transaction, so that nobody changes the row in between.
struct Precondition
{
    std::optional<VersionSet> match; ///< the present version must be among these
    std::optional<VersionSet> noneMatch; ///< and not among these

    bool allows(qint64 version) const
    {
        return (!match || match->contains(version))
                && (!noneMatch || !noneMatch->contains(version));
    }
};

} // namespace frontdesk
