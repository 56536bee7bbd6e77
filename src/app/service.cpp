// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service.h"

#include "server/eventhub.h"
#include "storage/database.h"

namespace frontdesk {

Service::Service(Database &database, TaskEngine &engine, EventHub &events, const Limits &limits,
                 const QString &dataFolder)
    : m_infoRoutes(database.users())
    , m_userRoutes(database.users())
    , m_userResource(database.users(), m_idempotency)
    , m_taskRoutes(engine, database.tasks())
    , m_transferRoutes(engine, database.tasks(), TaskFiles(dataFolder))
    , m_events(events)
    , m_eventRoutes(events)
    , m_server(m_routes, limits, dataFolder)
{
    m_infoRoutes.addTo(m_routes);
    m_userRoutes.addTo(m_routes);
    m_userResource.addTo(m_routes);
    m_taskRoutes.addTo(m_routes);
    m_transferRoutes.addTo(m_routes);
    m_eventRoutes.addTo(m_routes);
    m_events.setOpen(true);
}

void Service::stop()
{
    m_events.setOpen(false);
    m_server.stop();
}

} // namespace frontdesk
