// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/runningtask.h"

#include <QJsonDocument>

namespace frontdesk {

QJsonObject RunningTask::params() const
{
    return QJsonDocument::fromJson(m_task.params).object();
}

Async<Result<void>> RunningTask::sleepUntil(qint64 wallMs)
{
    if (!m_stopping)
        co_await m_alarms.at(wallMs);
    if (m_stopping)
        co_return failure(ErrorKind::Cancelled, QStringLiteral("stopping"),
                          QStringLiteral("Frontdesk is shutting down."));
    co_return Result<void>();
}

} // namespace frontdesk
