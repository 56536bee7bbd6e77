// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "server/reply.h"
#include "server/request.h"
#include "tasks/taskfiles.h"

namespace frontdesk {

class RouteTable;
class TaskEngine;
class TaskStore;

/// Users from and to files, as tasks: `POST /users/import`, `POST /users/export`, and
/// `GET /tasks/{id}/file` for what a task has made (SPEC §4, §5). Any server thread.
class TransferRoutes
{
public:
    /// @p engine and @p store outlive it.
    TransferRoutes(TaskEngine &engine, TaskStore &store, TaskFiles files);

    /// Outlives the table's use.
    void addTo(RouteTable &routes);

private:
    Async<Reply> importUsers(Request request);
    Async<Reply> exportUsers(Request request);
    Async<Reply> file(Request request);

    TaskEngine &m_engine;
    TaskStore &m_store;
    const TaskFiles m_files;
};

} // namespace frontdesk
