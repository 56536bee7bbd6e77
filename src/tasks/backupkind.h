// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskfiles.h"
#include "tasks/taskkind.h"

namespace frontdesk {

class Database;

/// `backup`: writes what the database holds at one moment to a file of its own, which
/// `frontdeskd restore` takes and `GET /tasks/{id}/file` gives: {"file":…,"bytes":…}.
/// The file is kept as long as the task. Run again it is another.
class BackupKind final : public TaskKind
{
public:
    /// @p database outlives it.
    BackupKind(Database &database, TaskFiles files)
        : m_database(database)
        , m_files(std::move(files))
    { }

    std::string_view name() const override { return "backup"; }
    int maxConcurrency() const override { return 1; }
    Result<QJsonObject> check(const QJsonObject &) const override { return QJsonObject(); }
    Async<Result<QByteArray>> run(TaskContext &context) const override;

private:
    Database &m_database;
    const TaskFiles m_files;
};

} // namespace frontdesk
