// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskcontext.h"

#include "tasks/taskfamily.h"
#include "tasks/tasksecrets.h"

#include <QJsonDocument>

#include <utility>

namespace frontdesk {

TaskContext::TaskContext(const Task &claimed, TaskHost &host)
    : m_id(claimed.id)
    , m_dueAtMs(claimed.dueAtMs)
    , m_attempt(claimed.attempt)
    , m_maxAttempts(claimed.maxAttempts)
    , m_timeoutMs(claimed.timeoutMs)
    , m_params(withSecrets(claimed.params, claimed.secrets))
    , m_input(claimed.input)
    , m_host(host)
{ }

TaskContext::~TaskContext()
{
    if (m_timed)
        m_host.alarms().cancel(m_timeout);
}

QJsonObject TaskContext::params() const
{
    return QJsonDocument::fromJson(m_params).object();
}

std::stop_token TaskContext::stopToken()
{
    if (!m_stop.stop_possible()) {
        m_stop = std::stop_source();
        if (stopRequested())
            m_stop.request_stop();
    }
    return m_stop.get_token();
}

Error TaskContext::stopped()
{
    return { ErrorKind::Cancelled,
             QStringLiteral("stopped"),
             QStringLiteral("The task was asked to stop."),
             {} };
}

void TaskContext::progress(qint64 done, qint64 total, const QString &text)
{
    m_host.takeProgress(*this, { done, total, text });
}

void TaskContext::requestStop(StopReason reason)
{
    if (stopRequested() && reason != StopReason::ShuttingDown)
        return;
    m_reason = reason;
    if (m_family)
        return m_family->wake();
    if (m_sleeper) {
        m_host.alarms().cancel(m_alarm);
        std::exchange(m_sleeper, {}).resume();
        return; // it may have been the end of this: one that sleeps has no callbacks
    }
    if (m_stop.stop_possible()) {
        const auto source = m_stop; // likewise
        source.request_stop();
    }
}

void TaskContext::replaceParams(const QJsonObject &params)
{
    m_params = QJsonDocument(params).toJson(QJsonDocument::Compact);
}

void TaskContext::childEnded(const Task &child)
{
    if (m_family)
        m_family->note(child);
}

void TaskContext::childrenMayHaveEnded()
{
    if (m_family)
        m_family->doubt();
}

void TaskContext::startTimeout(qint64 nowMs)
{
    if (!m_timeoutMs)
        return;
    m_timed = true;
    m_timeout = m_host.alarms().set(nowMs + *m_timeoutMs, [this] {
        m_timed = false;
        requestStop(StopReason::TimedOut);
    });
}

} // namespace frontdesk
