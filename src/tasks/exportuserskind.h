// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskfiles.h"
#include "tasks/taskkind.h"

namespace frontdesk {

class UserStore;

/// `export_users {format}`: writes all users to a file of its own ("csv", "json" or
/// "ndjson"), which `GET /tasks/{id}/file` gives: {"file":…,"format":…,"users":…,
/// "bytes":…}. The file is kept as long as the task. Run again it is another.
class ExportUsersKind final : public TaskKind
{
public:
    /// @p users outlives it.
    ExportUsersKind(UserStore &users, TaskFiles files)
        : m_users(users)
        , m_files(std::move(files))
    { }

    std::string_view name() const override { return "export_users"; }
    int maxConcurrency() const override { return 2; }
    QList<TaskParameter> parameters() const override;
    Result<QJsonObject> check(const QJsonObject &params) const override;
    Async<Result<QByteArray>> run(TaskContext &context) const override;

private:
    UserStore &m_users;
    const TaskFiles m_files;
};

} // namespace frontdesk
