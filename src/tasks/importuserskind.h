// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskfiles.h"
#include "tasks/taskkind.h"

namespace frontdesk {

class UserStore;

/// `import_users {file,format,atomic}`: stores the users of a file that came with
/// `POST /users/import`; its name there. Its result is the report of importUsers(),
/// which names wrong rows by line. Fails where nothing of the file can be read.
///
/// An attempt that follows another, or a crash, begins anew: rows that are stored by
/// then are unchanged, and no errors.
class ImportUsersKind final : public TaskKind
{
public:
    /// @p users outlives it.
    ImportUsersKind(UserStore &users, TaskFiles files)
        : m_users(users)
        , m_files(std::move(files))
    { }

    std::string_view name() const override { return "import_users"; }
    int maxConcurrency() const override { return 2; }
    QList<TaskParameter> parameters() const override;
    Result<QJsonObject> check(const QJsonObject &params) const override;
    Async<Result<QByteArray>> run(TaskContext &context) const override;

private:
    UserStore &m_users;
    const TaskFiles m_files;
};

} // namespace frontdesk
