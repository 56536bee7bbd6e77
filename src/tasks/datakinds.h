// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace frontdesk {

class Database;
class TaskFiles;
class TaskKinds;

/// The kinds that work on the data: import_users, export_users, backup. @p database
/// outlives them.
void registerDataKinds(TaskKinds &kinds, Database &database, const TaskFiles &files);

} // namespace frontdesk
