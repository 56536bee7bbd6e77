// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "server/reply.h"
#include "server/request.h"

namespace frontdesk {

class RouteTable;
class TaskEngine;
class TaskStore;

/// The tutorial's /start-task and the routes under /tasks (SPEC §3, §4). Any
/// server thread.
class TaskRoutes
{
public:
    /// Both outlive it.
    TaskRoutes(TaskEngine &engine, TaskStore &store);

    /// Outlives the table's use.
    void addTo(RouteTable &routes);

private:
    Async<Reply> startTask(Request request);
    Async<Reply> submit(Request request);
    Async<Reply> list(Request request);
    Async<Reply> task(Request request);
    Async<Reply> stats(Request request);
    Async<Reply> cancel(Request request);
    Async<Reply> retry(Request request);

    TaskEngine &m_engine;
    TaskStore &m_store;
};

} // namespace frontdesk
