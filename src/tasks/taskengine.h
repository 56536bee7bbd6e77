// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/task.h"

#include <QList>
#include <QObject>

#include <chrono>
#include <memory>

namespace frontdesk {

class Clock;
class TaskStore;

/// Accepts, claims and runs background tasks (SPEC §5) in a thread of its own.
/// submit() and waitFor() may be called from any thread that has an Inbox; the
/// rest belongs to the thread that made the engine.
class TaskEngine : public QObject
{
    Q_OBJECT

public:
    /// @p store and @p clock outlive the engine.
    TaskEngine(TaskStore &store, const Clock &clock, QObject *parent = nullptr);
    ~TaskEngine() override;

    /// Reclaims what an earlier run left and begins to work. Emits started() or
    /// failed().
    void start();
    /// Puts running tasks back, lets every waitFor() go, then emits stopped().
    /// submit() answers Unavailable from now on.
    void stop();

    /// Checks, stores and queues a task; it is durable when this answers, and
    /// Queued (or Scheduled) in the answer. Errors: Invalid (an unknown kind names
    /// the known ones), and the store's.
    Async<Result<Task>> submit(TaskDraft draft);

    /// The task when it has ended, or as it stands after @p atMost. NotFound.
    Async<Result<Task>> waitFor(qint64 id, std::chrono::milliseconds atMost);

signals:
    // All in the thread that made the engine.
    void started();
    void failed(const frontdesk::Error &error);
    void stopped();
    /// Tasks that are new or have changed, as they now stand, oldest change
    /// first; at most 20 batches a second.
    void tasksChanged(const QList<frontdesk::Task> &tasks);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace frontdesk
