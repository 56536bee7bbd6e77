// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/taskstore.h"

#include <QTimer>

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace frontdesk {

/// Gathers how far running tasks say they have come, so that it is stored at most
/// four times a second, the last word of each. Belongs to the engine's thread.
class TaskProgressReports final
{
public:
    /// @p save is asked again only after saved().
    using Save = std::function<void(std::vector<TaskProgressReport>)>;

    explicit TaskProgressReports(Save save);
    TaskProgressReports(const TaskProgressReports &) = delete;
    TaskProgressReports &operator=(const TaskProgressReports &) = delete;

    void add(TaskProgressReport report);
    /// What has not been saved of that task goes with its outcome.
    std::optional<TaskProgress> take(qint64 id);
    void saved();
    /// Asks no more.
    void stop();

private:
    const Save m_save;
    std::unordered_map<qint64, TaskProgressReport> m_reports;
    QTimer m_timer;
    bool m_saving = false;
    bool m_stopped = false;
};

} // namespace frontdesk
