// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/task.h"
#include "tasks/taskfiles.h"
#include "transfer/filecopy.h"
#include "transfer/importforecast.h"
#include "transfer/userpreview.h"

#include <QPointer>

namespace frontdesk {

class TaskEngine;
class UserStore;

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
    /// Files of more than @p mostBytes aren't imported.
    UserTransfers(TaskEngine *engine, UserStore &users, TaskFiles files, qint64 mostBytes);

    bool isAvailable() const;

    /// previewUsers() in the pool.
    Async<Result<UserPreview>> preview(QString path, std::optional<UserFormat> format) const;
    /// foreseeImport(): the store must be there until @p stop is requested.
    Async<Result<ImportForecast>> foresee(QString path, UserFormat format,
                                          std::stop_token stop) const;
    /// The task is durable, and so is a copy of the file: nothing more is read from
    /// @p path. Errors: those of checkImportSize(), copyFile() and TaskFiles::roomFor().
    Async<Result<Task>> importFile(QString path, UserFormat format, bool atomic) const;
    Async<Result<Task>> exportUsers(UserFormat format) const;

    /// As it stands.
    Async<Result<Task>> task(qint64 id) const;
    Async<Result<Task>> cancel(qint64 id) const;

    /// Puts what the export @p task has made at @p path, as copyFile() does; its size.
    Async<Result<qint64>> saveFile(const Task &task, QString path, CopyWatch watch) const;

private:
    QPointer<TaskEngine> m_engine;
    UserStore *m_users = nullptr;
    std::optional<TaskFiles> m_files;
    qint64 m_mostBytes = 0;
};

} // namespace frontdesk
