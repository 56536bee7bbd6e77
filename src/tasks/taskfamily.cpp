// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskfamily.h"

#include "tasks/previousresult.h"
#include "tasks/taskcontext.h"

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

/// Each child that uses the result before gets a copy of it.
constexpr qsizetype maxInputBytes = qsizetype(16) << 20;

bool isShuttingDown(const TaskContext &context)
{
    return context.stopReason() == TaskContext::StopReason::ShuttingDown;
}

} // namespace

TaskFamily::TaskFamily(TaskContext &context)
    : m_context(context)
{
    m_context.setFamily(this);
}

TaskFamily::~TaskFamily()
{
    m_context.setFamily(nullptr);
}

Async<Result<void>> TaskFamily::load()
{
    m_loading = true;
    m_doubtful = false;
    auto children = co_await m_context.host().children(m_context.taskId());
    m_loading = false;
    if (!children)
        co_return failure(children.error());
    m_children.clear();
    m_children.reserve(size_t(children->size()));
    m_open = children->size();
    for (const Task &task : std::as_const(*children)) {
        // A parent hands its own input on, to whoever uses it in the end.
        const bool takesInput
                = task.kind == "group" || task.kind == "chain" || mayReferToPrevious(task.params);
        m_children.push_back({ task.id, task.kind, task.state, task.held, takesInput, {}, {} });
        if (isFinal(task.state)) {
            m_children.back().state = TaskState::Running;
            apply(task);
        }
    }
    for (const Task &task : std::exchange(m_early, {}))
        apply(task);
    co_return Result<void>();
}

Error TaskFamily::errorOf(const Child &child) const
{
    const auto position = &child - m_children.data();
    const QString which = QStringLiteral("tasks[%1] (%2, task %3) ")
                                  .arg(position)
                                  .arg(QString::fromStdString(child.kind))
                                  .arg(child.id);
    const QString what = child.state == TaskState::Cancelled
            ? QStringLiteral("was cancelled.")
            : QStringLiteral("failed: %1").arg(child.error);
    return { ErrorKind::Unavailable, QStringLiteral("child_failed"), which + what, {} };
}

Async<Result<void>> TaskFamily::release(qsizetype first, qsizetype end, const QByteArray &input)
{
    std::vector<TaskRelease> releases;
    qsizetype inputBytes = 0;
    for (qsizetype i = first; i < end; ++i) {
        const Child &child = m_children[size_t(i)];
        if (!child.held)
            continue;
        releases.push_back({ child.id, child.takesInput ? input : QByteArray() });
        inputBytes += releases.back().input.size();
    }
    if (releases.empty())
        co_return Result<void>();
    if (inputBytes > maxInputBytes)
        co_return failure(ErrorKind::TooLarge, QStringLiteral("input_too_large"),
                          QStringLiteral("The result of the task before is too large for %1 "
                                         "tasks: together more than %2 MiB.")
                                  .arg(releases.size())
                                  .arg(maxInputBytes >> 20));
    for (qsizetype i = first; i < end; ++i)
        m_children[size_t(i)].held = false;
    const auto released = co_await m_context.host().release(std::move(releases));
    if (!released)
        co_return failure(released.error());
    co_return Result<void>();
}

Async<Result<void>> TaskFamily::change()
{
    struct Awaiter
    {
        TaskFamily &family;

        bool await_ready() { return family.m_doubtful || isShuttingDown(family.m_context); }
        void await_suspend(std::coroutine_handle<> waiter) { family.m_waiter = waiter; }
        void await_resume() { }
    };
    co_await Awaiter { *this };
    if (isShuttingDown(m_context))
        co_return failure(TaskContext::stopped());
    if (!m_doubtful)
        co_return Result<void>();
    co_return co_await load();
}

Async<Result<void>> TaskFamily::cancelRest()
{
    if (isShuttingDown(m_context)) // they are put back, as this is
        co_return failure(TaskContext::stopped());
    const auto cancelled = co_await m_context.host().cancelChildren(m_context.taskId());
    if (!cancelled)
        co_return failure(cancelled.error());
    while (m_open > 0) {
        const auto changed = co_await change();
        if (!changed)
            co_return failure(changed.error());
    }
    co_return Result<void>();
}

QByteArray TaskFamily::takeResult(qsizetype position)
{
    return std::exchange(m_children[size_t(position)].result, {});
}

void TaskFamily::note(const Task &child)
{
    if (m_loading) {
        m_early.push_back(child);
        return;
    }
    apply(child);
    wake();
}

void TaskFamily::doubt()
{
    m_doubtful = true;
    wake();
}

void TaskFamily::wake()
{
    if (m_waiter)
        std::exchange(m_waiter, {}).resume(); // it may have been the end of this
}

void TaskFamily::apply(const Task &task)
{
    const auto child = std::find_if(m_children.begin(), m_children.end(),
                                    [&](const Child &each) { return each.id == task.id; });
    if (child == m_children.end() || isFinal(child->state))
        return;
    child->state = task.state;
    child->held = false;
    child->result = task.result;
    child->error = task.error;
    --m_open;
    if (task.state != TaskState::Completed && m_failed < 0)
        m_failed = child - m_children.begin();
}

} // namespace frontdesk
