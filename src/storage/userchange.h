// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/user.h"

#include <functional>
#include <span>

namespace frontdesk {

/// What has become of some users, for whoever wants to tell others. Good during the
/// call that tells of it.
struct UserChange
{
    enum class What : quint8 {
        Created,
        Updated,
        Deleted, ///< the users as they were
        Imported, ///< count of them, from firstId to lastId; users is empty
        ImportUndone, ///< those of them that had not been changed since are gone
    };

    What what = What::Created;
    std::span<const User> users = {};
    qint64 count = 0;
    qint64 firstId = 0, lastId = 0;
};

using UserWatch = std::function<void(const UserChange &)>;

} // namespace frontdesk
