// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/taskstore.h"
#include "storetest.h"
#include "support/await.h"

#include <optional>
#include <string>
#include <utility>

namespace frontdesk {

inline const QByteArray worker = "worker-1", otherWorker = "worker-2";

/// For failures that can be read.
inline QByteArray nameOf(std::optional<TaskState> state)
{
    return state ? QByteArray::fromStdString(std::string(toString(*state))) : QByteArray("-");
}

inline TaskDraft draftOf(std::string kind)
{
    TaskDraft draft;
    draft.kind = std::move(kind);
    return draft;
}

inline TaskOutcome outcomeOf(const Task &task, TaskEvent event, qint64 endedAtMs)
{
    TaskOutcome outcome;
    outcome.id = task.id;
    outcome.attempt = task.attempt;
    outcome.event = event;
    outcome.endedAtMs = endedAtMs;
    outcome.retryAtMs = endedAtMs + 2000;
    return outcome;
}

/// Tasks one by one, in the hands of `worker`.
class TaskStoreTest : public StoreTest
{
    Q_OBJECT

protected:
    Task task(qint64 id) { return await(tasks().find(id)).value_or(Task()); }
    QByteArray state(qint64 id) { return nameOf(task(id).state); }
    TaskInsertion insert(const TaskDraft &draft)
    {
        return await(tasks().insert(draft, {})).value_or(TaskInsertion());
    }
    void claim(qint64 id) { QCOMPARE(await(tasks().claim({ id }, worker))->size(), 1); }
    QList<Task> finish(qint64 id, TaskEvent event)
    {
        return await(tasks().finish({ outcomeOf(task(id), event, m_clock.wallMs()) }, worker))
                .value_or(QList<Task>());
    }
};

} // namespace frontdesk
