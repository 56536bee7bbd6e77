// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/controlcall.h"
#include "app/settings.h"
#include "app/subcommand.h"

namespace frontdesk {

class Database;

/// `frontdeskd backup FILE`: by the Frontdesk that runs on the data folder, or by
/// itself where none does. A sentence, or one about what went wrong. Blocks.
Result<QString> backUp(const Settings &settings, const SubcommandCall &call);

/// `frontdeskd restore FILE`, while none runs.
Result<QString> restore(const Settings &settings, const SubcommandCall &call);

/// The running one's part of a backup. @p database outlives it.
ControlCommand backupCommand(Database &database);

} // namespace frontdesk
