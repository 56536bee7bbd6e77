// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/datakinds.h"

#include "storage/database.h"
#include "tasks/backupkind.h"
#include "tasks/exportuserskind.h"
#include "tasks/importuserskind.h"
#include "tasks/taskkinds.h"

namespace frontdesk {

void registerDataKinds(TaskKinds &kinds, Database &database, const TaskFiles &files)
{
    kinds.add(std::make_unique<ImportUsersKind>(database.users(), files));
    kinds.add(std::make_unique<ExportUsersKind>(database.users(), files));
    kinds.add(std::make_unique<BackupKind>(database, files));
}

} // namespace frontdesk
