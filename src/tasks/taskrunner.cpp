// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskrunner.h"

#include "tasks/previousresult.h"
#include "tasks/taskretries.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

namespace frontdesk {

namespace {

Q_LOGGING_CATEGORY(logTasks, "frontdesk.tasks")

constexpr qsizetype maxResultBytes = 1 << 20;

using StopReason = TaskContext::StopReason;

Error tooLarge()
{
    return { ErrorKind::TooLarge,
             QStringLiteral("result_too_large"),
             QStringLiteral("The result is larger than %1 MiB.").arg(maxResultBytes >> 20),
             {} };
}

QString timedOut(const TaskContext &context)
{
    return QStringLiteral("Timed out: the attempt took longer than %1 s.")
            .arg(double(context.timeoutMs().value_or(0)) / 1000);
}

} // namespace

/// @p claimed is good until the first wait; what lives longer is in the context.
Detached TaskRunner::start(const Task &claimed, std::shared_ptr<void> busy)
{
    TaskContext context(claimed, m_parts.host);
    m_running.emplace(context.taskId(), &context);
    context.startTimeout(m_parts.clock.wallMs());
    Result<QByteArray> result
            = failure(ErrorKind::Internal, QStringLiteral("task_threw"),
                      QStringLiteral("The attempt was ended by an unexpected error."));
    try {
        result = co_await begin(claimed, context);
    } catch (const std::exception &exception) {
        qCWarning(logTasks) << "task" << context.taskId() << "threw:" << exception.what();
    } catch (...) {
        qCWarning(logTasks) << "task" << context.taskId() << "threw something";
    }
    m_running.erase(context.taskId());
    end(context, std::move(result));
    busy.reset();
}

void TaskRunner::stop(qint64 id)
{
    if (const auto run = m_running.find(id); run != m_running.end())
        run->second->requestStop(StopReason::Cancelled);
}

void TaskRunner::stopAll()
{
    forEachRun([](TaskContext &context) { context.requestStop(StopReason::ShuttingDown); });
}

void TaskRunner::childEnded(const Task &child)
{
    if (const auto run = m_running.find(child.parent.value_or(0)); run != m_running.end())
        run->second->childEnded(child);
}

void TaskRunner::doubtChildren()
{
    forEachRun([](TaskContext &context) { context.childrenMayHaveEnded(); });
}

/// @p function may be the end of that run, and of others with it.
template <typename Function>
void TaskRunner::forEachRun(Function function)
{
    std::vector<qint64> ids;
    ids.reserve(m_running.size());
    for (const auto &[id, context] : m_running)
        ids.push_back(id);
    for (const qint64 id : ids) {
        if (const auto run = m_running.find(id); run != m_running.end())
            function(*run->second);
    }
}

Async<Result<QByteArray>> TaskRunner::begin(const Task &claimed, TaskContext &context) const
{
    const TaskKind *kind = m_parts.kinds.find(claimed.kind);
    if (!kind)
        return Result<QByteArray>(
                failure(ErrorKind::Invalid, QStringLiteral("unknown_kind"),
                        QStringLiteral("This version of Frontdesk has no such kind of task.")));
    Result<QJsonObject> params = context.params();
    const bool refers = !claimed.input.isEmpty() && !kind->hasChildren();
    if (refers)
        params = withPrevious(*params, claimed.input);
    if (params)
        params = kind->check(*params);
    if (!params)
        return Result<QByteArray>(failure(params.error()));
    if (refers)
        context.replaceParams(*params);
    return kind->run(context);
}

void TaskRunner::end(const TaskContext &context, Result<QByteArray> result)
{
    if (result && result->size() > maxResultBytes)
        result = failure(tooLarge());
    if (!result && context.stopReason() == StopReason::ShuttingDown)
        return; // it is put back

    TaskOutcome outcome;
    outcome.id = context.taskId();
    outcome.attempt = context.attempt();
    outcome.endedAtMs = m_parts.clock.wallMs();
    if (result) {
        outcome.result = std::move(*result);
    } else if (context.stopReason() == StopReason::Cancelled) {
        outcome.event = TaskEvent::Stop;
    } else {
        const bool late = context.stopReason() == StopReason::TimedOut;
        const bool again = context.attempt() < context.maxAttempts()
                && (late || isWorthRetrying(result.error()));
        outcome.event = again ? TaskEvent::Retry : TaskEvent::Fail;
        outcome.error = late ? timedOut(context) : result.error().detail;
        if (again)
            outcome.retryAtMs = outcome.endedAtMs
                    + std::max(retryDelay(context.attempt(),
                                          QRandomGenerator::global()->generateDouble()),
                               context.retryAfter())
                              .count();
    }
    m_parts.ended(std::move(outcome));
}

} // namespace frontdesk
