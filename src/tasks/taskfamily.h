// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/task.h"

#include <QByteArray>

#include <coroutine>
#include <vector>

namespace frontdesk {

class TaskContext;

/// The children of a running task, for its kind: tasks of their own, stored and
/// run as any other. They are held until they are let go, and keep what they have
/// come to when their parent is interrupted. Belongs to the engine's thread; waiting
/// costs no thread.
///
/// Errors of its calls: Cancelled, the engine stops and the attempt is to end now;
/// others as in TaskStore.
class TaskFamily final
{
public:
    struct Child
    {
        qint64 id = 0;
        std::string kind;
        TaskState state = TaskState::Scheduled;
        bool held = false;
        bool takesInput = false; ///< it may refer to the result before
        QByteArray result; ///< JSON, once it has completed; empty: none
        QString error; ///< once it has failed
    };

    /// @p context outlives this.
    explicit TaskFamily(TaskContext &context);
    TaskFamily(const TaskFamily &) = delete;
    TaskFamily &operator=(const TaskFamily &) = delete;
    ~TaskFamily();

    /// Learns who they are; before anything else.
    Async<Result<void>> load();
    /// In their order.
    const std::vector<Child> &children() const { return m_children; }
    qsizetype size() const { return qsizetype(m_children.size()); }
    /// How many have not ended.
    qsizetype open() const { return m_open; }
    /// The first to fail or to be cancelled that was heard of; null: none.
    const Child *failed() const { return m_failed < 0 ? nullptr : &m_children[size_t(m_failed)]; }
    /// A sentence about one that failed or was cancelled.
    Error errorOf(const Child &child) const;

    /// Lets go those of [@p first, @p end) that are held; @p input is the result
    /// before, as JSON, for those that use one; empty: there is none.
    Async<Result<void>> release(qsizetype first, qsizetype end, const QByteArray &input);
    /// Waits until something has happened: one has ended, or this attempt is asked
    /// to stop (again).
    Async<Result<void>> change();
    /// Cancels all that have not ended and waits until they have.
    Async<Result<void>> cancelRest();
    /// The result of one, once.
    QByteArray takeResult(qsizetype position);

    // For the engine, through the context.

    void note(const Task &child);
    void doubt();
    void wake();

private:
    void apply(const Task &child);

    TaskContext &m_context;
    std::vector<Child> m_children;
    std::vector<Task> m_early; ///< ended while they were being loaded
    std::coroutine_handle<> m_waiter;
    qsizetype m_open = 0;
    qsizetype m_failed = -1; ///< a position
    bool m_loading = false;
    bool m_doubtful = false; ///< look again
};

} // namespace frontdesk
