// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskprogressreports.h"

#include <chrono>
#include <utility>

namespace frontdesk {

TaskProgressReports::TaskProgressReports(Save save)
    : m_save(std::move(save))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(std::chrono::milliseconds(250));
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        if (m_reports.empty() || m_stopped)
            return;
        std::vector<TaskProgressReport> reports;
        reports.reserve(m_reports.size());
        for (auto &[id, report] : std::exchange(m_reports, {}))
            reports.push_back(std::move(report));
        m_saving = true;
        m_save(std::move(reports));
    });
}

void TaskProgressReports::add(TaskProgressReport report)
{
    m_reports.insert_or_assign(report.id, std::move(report));
    if (!m_saving && !m_stopped && !m_timer.isActive())
        m_timer.start();
}

std::optional<TaskProgress> TaskProgressReports::take(qint64 id)
{
    if (m_reports.empty())
        return std::nullopt;
    auto report = m_reports.extract(id);
    return report ? std::optional(std::move(report.mapped().progress)) : std::nullopt;
}

void TaskProgressReports::saved()
{
    m_saving = false;
    if (!m_reports.empty() && !m_stopped)
        m_timer.start();
}

void TaskProgressReports::stop()
{
    m_stopped = true;
    m_timer.stop();
}

} // namespace frontdesk
