// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QHash>
#include <QList>
#include <QTimer>

#include <atomic>
#include <functional>
#include <list>
#include <memory>

namespace frontdesk {

/// Gathers changed tasks in the engine's thread and hands them on in batches, at
/// most 20 a second and each task once, as it stands then. The next batch waits
/// until the last one was taken; what gathers meanwhile is bounded.
class TaskChanges final
{
public:
    /// @p taken is to be called, from any thread, when the batch was taken.
    using Deliver = std::function<void(QList<Task> batch, std::function<void()> taken)>;

    /// A batch has no more tasks than this; beyond it the oldest are left out.
    static constexpr size_t maxBatch = 20'000;

    explicit TaskChanges(Deliver deliver);
    TaskChanges(const TaskChanges &) = delete;
    TaskChanges &operator=(const TaskChanges &) = delete;

    void add(const Task &task);
    /// Hands on what there is, taken or not: nothing more will come.
    void flush();

private:
    const Deliver m_deliver;
    const std::shared_ptr<std::atomic<bool>> m_underWay
            = std::make_shared<std::atomic<bool>>(false);
    std::list<Task> m_changed; ///< in the order of their first change
    QHash<qint64, std::list<Task>::iterator> m_places; ///< by task id
    QTimer m_timer;
};

} // namespace frontdesk
