// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasktexts.h"

#include "models/texts.h"

#include <QCoreApplication>

namespace frontdesk {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("TaskState", text);
}

int percent(const TaskProgress &progress)
{
    return int(100 * (double(progress.done) / double(progress.total)));
}

} // namespace

QString taskName(const QString &kind, qint64 id)
{
    return QStringLiteral("%1 #%2").arg(kind).arg(id);
}

QString taskName(const Task &task)
{
    return taskName(QString::fromStdString(task.kind), task.id);
}

QString taskStateText(TaskState state)
{
    switch (state) {
    case TaskState::Scheduled:
        return translated(QT_TRANSLATE_NOOP("TaskState", "scheduled"));
    case TaskState::Queued:
        return translated(QT_TRANSLATE_NOOP("TaskState", "queued"));
    case TaskState::Running:
        return translated(QT_TRANSLATE_NOOP("TaskState", "running"));
    case TaskState::Retrying:
        return translated(QT_TRANSLATE_NOOP("TaskState", "retrying"));
    case TaskState::Cancelling:
        return translated(QT_TRANSLATE_NOOP("TaskState", "cancelling"));
    case TaskState::Completed:
        return translated(QT_TRANSLATE_NOOP("TaskState", "completed"));
    case TaskState::Failed:
        return translated(QT_TRANSLATE_NOOP("TaskState", "failed"));
    case TaskState::Cancelled:
        return translated(QT_TRANSLATE_NOOP("TaskState", "cancelled"));
    }
    return {};
}

int taskPercent(const Task &task)
{
    return task.progress.total <= 0 || isFinal(task.state) ? -1 : percent(task.progress);
}

QString taskProgressText(const Task &task)
{
    if (!task.error.isEmpty())
        return task.error.simplified();
    const TaskProgress &progress = task.progress;
    if (progress.total <= 0 || task.state == TaskState::Completed)
        return progress.text;
    const auto part = QStringLiteral("%1 %").arg(percent(progress));
    return progress.text.isEmpty() ? part : part + QStringLiteral(" · ") + progress.text;
}

QString taskDurationText(const Task &task)
{
    if (!task.startedAtMs || !task.endedAtMs || *task.endedAtMs < *task.startedAtMs)
        return {};
    return durationText((*task.endedAtMs - *task.startedAtMs) * 1'000'000);
}

} // namespace frontdesk
