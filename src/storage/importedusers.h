// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace frontdesk {

/// What became, or would become, of one draft of many.
enum class ImportFate : quint8 {
    Created,
    Unchanged, ///< there is a user with this name and e-mail already
    Taken, ///< a user of another name has this e-mail
};

/// What became of drafts that are stored one without regard to the other.
struct ImportedUsers
{
    std::vector<ImportFate> fates; ///< in the order of the drafts, of the first of them
    qint64 created = 0;
    qint64 firstId = 0, lastId = 0; ///< the created are within, and nobody else; 0: none
};

} // namespace frontdesk
