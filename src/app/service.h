// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/eventroutes.h"
#include "server/httpserver.h"
#include "server/idempotency.h"
#include "server/inforoutes.h"
#include "server/routetable.h"
#include "server/taskroutes.h"
#include "server/transferroutes.h"
#include "server/userresource.h"
#include "server/userroutes.h"

#include <QObject>

namespace frontdesk {

class Database;
class EventHub;
class TaskEngine;

/// One run of the server: every route, and the threads that serve them. A new
/// area of routes is a member and a line here.
class Service final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. @p dataFolder: where large bodies are kept while they come, and
    /// the files of tasks.
    Service(Database &database, TaskEngine &engine, EventHub &events, const Limits &limits,
            const QString &dataFolder);

    HttpServer &server() { return m_server; }
    /// The server, gracefully; streams of events end.
    void stop();

private:
    Idempotency m_idempotency;
    InfoRoutes m_infoRoutes;
    UserRoutes m_userRoutes;
    UserResource m_userResource;
    TaskRoutes m_taskRoutes;
    TransferRoutes m_transferRoutes;
    EventHub &m_events;
    EventRoutes m_eventRoutes;
    RouteTable m_routes;
    HttpServer m_server;
};

} // namespace frontdesk
