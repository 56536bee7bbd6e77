// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/task.h"
#include "tasks/taskfiles.h"
#include "transfer/filecopy.h"

#include <QPointer>

namespace frontdesk {

class TaskEngine;

/// Users from and to files of this machine, as the tasks that `POST /users/import` and
/// `POST /users/export` start. A cheap value; calls from the thread that made the
/// engine, which may be gone by the time they are answered.
///
/// Errors, beside those named: Unavailable without an engine that works, and the
/// store's.
class UserTransfers
{
public:
    /// Without an engine.
    UserTransfers() = default;
    UserTransfers(TaskEngine *engine, TaskFiles files);

    bool isAvailable() const;

    /// The task is durable, and so is a copy of the file: nothing more is read from
    /// @p path. Errors: those of copyFile() and TaskFiles::roomFor().
    Async<Result<Task>> importFile(QString path, UserFormat format, bool atomic) const;
    Async<Result<Task>> exportUsers(UserFormat format) const;

    /// As it stands.
    Async<Result<Task>> task(qint64 id) const;
    Async<Result<Task>> cancel(qint64 id) const;

    /// Puts what the export @p task has made at @p path, as copyFile() does; its size.
    Async<Result<qint64>> saveFile(const Task &task, QString path, CopyWatch watch) const;

private:
    QPointer<TaskEngine> m_engine;
    std::optional<TaskFiles> m_files;
};

} // namespace frontdesk
