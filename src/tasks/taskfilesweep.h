// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/task.h"
#include "tasks/taskfiles.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <memory>

namespace frontdesk {

class TaskStore;

/// Removes the files of tasks that are not there any more, every ten minutes, and
/// what has been imported at once. Lives in a thread with an event loop and an
/// Inbox, which it never blocks.
class TaskFileSweep final : public QObject
{
    Q_OBJECT

public:
    /// @p store outlives it. @p keepFor: see TaskFiles::removable().
    TaskFileSweep(TaskStore &store, TaskFiles files, std::chrono::milliseconds keepFor,
                  QObject *parent = nullptr);
    /// A sweep under way asks the store no more.
    ~TaskFileSweep() override;

    /// What has become of tasks: those that have been imported need their file no
    /// more.
    void note(const QList<Task> &changed);
    /// Removes what no task has. One at a time; true: it came to its end.
    Async<Result<bool>> sweep();

private:
    struct State
    {
        bool busy = false, stopped = false;
    };
    static Async<Result<QSet<QString>>> keptBy(TaskStore &store, std::shared_ptr<State> state);

    TaskStore &m_store;
    const TaskFiles m_files;
    const std::chrono::milliseconds m_keepFor;
    QTimer m_timer;
    const std::shared_ptr<State> m_state = std::make_shared<State>(); ///< a sweep may outlast this
};

} // namespace frontdesk
