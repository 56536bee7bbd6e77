// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/controlclient.h"
#include "storage/folderlock.h"

#include <chrono>
#include <optional>

namespace frontdesk {

/// The way to a data folder for a subcommand: one of the two is there.
struct DataFolder
{
    std::optional<FolderLock> lock; ///< nobody runs there, and nobody will meanwhile
    std::optional<ControlClient> running; ///< somebody does, and listens

    /// Waits, @p patience at most, for one that is just starting or ending. A folder
    /// that is missing is not made. Blocks. Errors: NotFound "no_folder", Busy
    /// "not_reachable", Io "unreadable".
    static Result<DataFolder> reach(const QString &folder,
                                    std::chrono::milliseconds patience = std::chrono::seconds(10));

    static QString databaseIn(const QString &folder);
    static QString requestLogIn(const QString &folder);
};

} // namespace frontdesk
