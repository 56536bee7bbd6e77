// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "storage/taskstore.h"
#include "tasks/taskcontext.h"
#include "tasks/taskkinds.h"

#include <functional>
#include <memory>
#include <unordered_map>

namespace frontdesk {

/// Runs claimed tasks and says what became of each attempt. Belongs to the
/// engine's thread.
class TaskRunner final
{
public:
    struct Parts
    {
        const Clock &clock;
        const TaskKinds &kinds;
        TaskHost &host;
        std::function<void(TaskOutcome)> ended;
    };

    /// What @p parts refers to outlives this and every run.
    explicit TaskRunner(Parts parts)
        : m_parts(std::move(parts))
    { }

    /// Begins an attempt, which holds @p busy to its end; @p claimed is not kept. An
    /// attempt that ends because of stopAll() has no outcome.
    Detached start(const Task &claimed, std::shared_ptr<void> busy);
    /// A client wants it cancelled.
    void stop(qint64 id);
    /// Asks all of them to end.
    void stopAll();
    /// Its parent may run here.
    void childEnded(const Task &child);
    /// All that have children look at them again.
    void doubtChildren();

private:
    Async<Result<QByteArray>> begin(const Task &claimed, TaskContext &context) const;
    template <typename Function>
    void forEachRun(Function function);
    void end(const TaskContext &context, Result<QByteArray> result);

    const Parts m_parts;
    std::unordered_map<qint64, TaskContext *> m_running;
};

} // namespace frontdesk
