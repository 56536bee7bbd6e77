// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/alarmclock.h"
#include "tasks/taskkind.h"

#include <utility>

namespace frontdesk {

/// One attempt under way, as its kind sees it.
class RunningTask final : public TaskContext
{
public:
    /// @p alarms and @p stopping, the engine's, outlive this.
    RunningTask(Task task, AlarmClock &alarms, const bool &stopping)
        : m_task(std::move(task))
        , m_alarms(alarms)
        , m_stopping(stopping)
    { }

    const Task &task() const override { return m_task; }
    QJsonObject params() const override;
    Async<Result<void>> sleepUntil(qint64 wallMs) override;

private:
    const Task m_task;
    AlarmClock &m_alarms;
    const bool &m_stopping;
};

} // namespace frontdesk
