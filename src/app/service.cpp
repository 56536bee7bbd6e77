// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service.h"

#include "storage/database.h"

namespace frontdesk {

Service::Service(Database &database, TaskEngine &engine, const QString &dataFolder)
    : m_infoRoutes(database.users())
    , m_userRoutes(database.users())
    , m_userResource(database.users(), m_idempotency)
    , m_taskRoutes(engine, database.tasks())
    , m_transferRoutes(engine, database.tasks(), TaskFiles(dataFolder))
    , m_server(m_routes, Limits(), dataFolder)
{
    m_infoRoutes.addTo(m_routes);
    m_userRoutes.addTo(m_routes);
    m_userResource.addTo(m_routes);
    m_taskRoutes.addTo(m_routes);
    m_transferRoutes.addTo(m_routes);
}

} // namespace frontdesk
