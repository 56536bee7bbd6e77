// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/task.h"
#include "storage/taskstore.h"
#include "tasks/alarmclock.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <coroutine>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace frontdesk {

class TaskContext;
class TaskFamily;

/// What the engine does for a running attempt.
class TaskHost
{
public:
    virtual AlarmClock &alarms() = 0;
    virtual void takeProgress(const TaskContext &context, TaskProgress progress) = 0;

    // As the calls of TaskStore, tried again until they succeed or the engine stops.
    virtual Async<Result<QList<Task>>> children(qint64 parent) = 0;
    virtual Async<Result<QList<Task>>> release(std::vector<TaskRelease> children) = 0;
    virtual Async<Result<QList<Task>>> cancelChildren(qint64 parent) = 0;

protected:
    ~TaskHost() = default;
};

/// What a running attempt knows and may use. Belongs to the engine's thread and
/// lives as long as the attempt. It is small, for there may be a hundred thousand.
class TaskContext final
{
public:
    enum class StopReason : quint8 { None, Cancelled, TimedOut, ShuttingDown };

    /// @p host, the engine's, outlives this.
    TaskContext(const Task &claimed, TaskHost &host);
    TaskContext(const TaskContext &) = delete;
    TaskContext &operator=(const TaskContext &) = delete;
    ~TaskContext();

    qint64 taskId() const { return m_id; }
    int attempt() const { return m_attempt; } ///< 1 and up
    int maxAttempts() const { return m_maxAttempts; }
    std::optional<qint64> timeoutMs() const { return m_timeoutMs; }
    qint64 dueAtMs() const { return m_dueAtMs; } ///< wall clock, UTC
    /// The task's parameters, as its kind has checked them, without "$previous"; parsed
    /// by each call.
    QJsonObject params() const;
    /// In a chain the result of the task before, of a webhook its body; JSON, or empty.
    const QByteArray &input() const { return m_input; }

    /// `co_await context.sleepUntil(wallMs)`: a Result<void> at that wall clock
    /// time, at once if it has passed; costs no thread. Errors: Cancelled, the
    /// attempt is to end now.
    auto sleepUntil(qint64 wallMs);

    /// The attempt is to end: for work that goes step by step.
    bool stopRequested() const { return m_reason != StopReason::None; }
    StopReason stopReason() const { return m_reason; }
    /// The same for work in another thread, and with a std::stop_callback for work
    /// that has to be told; callbacks run in the engine's thread.
    std::stop_token stopToken();
    /// What an attempt that was stopped answers.
    static Error stopped();

    /// Says how far the work has come; @p total 0: who knows. Cheap: it is stored
    /// and shown four times a second, and at the end.
    void progress(qint64 done, qint64 total, const QString &text = {});

    /// If this attempt fails, the next is not due before @p wait has passed.
    void retryAfter(std::chrono::milliseconds wait) { m_retryAfter = wait; }

    // For the engine alone.

    std::chrono::milliseconds retryAfter() const { return m_retryAfter; }

    /// Asks the attempt to end. The first reason stays, but for a shutdown.
    void requestStop(StopReason reason);
    /// From now on the time-out, if there is one, counts.
    void startTimeout(qint64 nowMs);
    /// In place of what was stored: with the input worked in.
    void replaceParams(const QJsonObject &params);
    /// One of its children has ended.
    void childEnded(const Task &child);
    /// Children may have ended without that being heard of.
    void childrenMayHaveEnded();
    TaskHost &host() { return m_host; }
    /// Null: nobody is to hear of children. It outlives what it is set for.
    void setFamily(TaskFamily *family) { m_family = family; }

private:
    const qint64 m_id;
    const qint64 m_dueAtMs;
    const int m_attempt;
    const int m_maxAttempts;
    const std::optional<qint64> m_timeoutMs;
    QByteArray m_params; ///< JSON: a parsed object would be several times as large
    const QByteArray m_input;
    TaskHost &m_host;
    TaskFamily *m_family = nullptr;
    std::stop_source m_stop { std::nostopstate }; ///< made when it is asked for
    std::coroutine_handle<> m_sleeper; ///< set: m_alarm will wake it
    AlarmClock::Handle m_alarm;
    AlarmClock::Handle m_timeout; ///< while m_timed
    std::chrono::milliseconds m_retryAfter {};
    StopReason m_reason = StopReason::None;
    bool m_timed = false;
};

inline auto TaskContext::sleepUntil(qint64 wallMs)
{
    struct Awaiter
    {
        TaskContext &context;
        qint64 wallMs;

        bool await_ready()
        {
            return context.stopRequested() || context.m_host.alarms().hasPassed(wallMs);
        }
        void await_suspend(std::coroutine_handle<> waiter)
        {
            context.m_sleeper = waiter;
            context.m_alarm = context.m_host.alarms().set(
                    wallMs, [self = &context] { std::exchange(self->m_sleeper, {}).resume(); });
        }
        Result<void> await_resume()
        {
            if (context.stopRequested())
                return failure(stopped());
            return {};
        }
    };
    return Awaiter { *this, wallMs };
}

} // namespace frontdesk
