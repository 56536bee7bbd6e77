// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/task.h"
#include "tasks/alarmclock.h"

#include <QByteArray>
#include <QJsonObject>

#include <coroutine>

namespace frontdesk {

/// What a running attempt knows and may use. Belongs to the engine's thread and
/// lives as long as the attempt. It is small, for there may be a hundred thousand.
class TaskContext final
{
public:
    /// @p alarms and @p stopping, the engine's, outlive this.
    TaskContext(const Task &claimed, AlarmClock &alarms, const bool &stopping)
        : m_id(claimed.id)
        , m_dueAtMs(claimed.dueAtMs)
        , m_attempt(claimed.attempt)
        , m_params(claimed.params)
        , m_alarms(alarms)
        , m_stopping(stopping)
    { }

    qint64 taskId() const { return m_id; }
    int attempt() const { return m_attempt; } ///< 1 and up
    qint64 dueAtMs() const { return m_dueAtMs; } ///< wall clock, UTC
    /// The task's parameters, as its kind has checked them; parsed by each call.
    QJsonObject params() const;

    /// `co_await context.sleepUntil(wallMs)`: a Result<void> at that wall clock
    /// time, at once if it has passed; costs no thread. Errors: Cancelled, the
    /// attempt is to end now.
    auto sleepUntil(qint64 wallMs);

private:
    static Error stopped();

    const qint64 m_id;
    const qint64 m_dueAtMs;
    const int m_attempt;
    const QByteArray m_params; ///< JSON: a parsed object would be several times as large
    AlarmClock &m_alarms;
    const bool &m_stopping;
};

inline auto TaskContext::sleepUntil(qint64 wallMs)
{
    struct Awaiter
    {
        TaskContext &context;
        decltype(context.m_alarms.at(0)) alarm;

        bool await_ready() { return context.m_stopping || alarm.await_ready(); }
        void await_suspend(std::coroutine_handle<> waiter) { alarm.await_suspend(waiter); }
        Result<void> await_resume()
        {
            if (context.m_stopping)
                return failure(stopped());
            return {};
        }
    };
    return Awaiter { *this, m_alarms.at(wallMs) };
}

} // namespace frontdesk
