// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskcontext.h"

#include <QJsonDocument>

namespace frontdesk {

QJsonObject TaskContext::params() const
{
    return QJsonDocument::fromJson(m_params).object();
}

Error TaskContext::stopped()
{
    return { ErrorKind::Cancelled,
             QStringLiteral("stopping"),
             QStringLiteral("Frontdesk is shutting down."),
             {} };
}

} // namespace frontdesk
