// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskkind.h"

namespace frontdesk {

/// `group {tasks, return_exceptions}`: asyncio.gather(). All tasks at once; the
/// result is the array of theirs, in their order. The first that fails or is
/// cancelled fails the group, and the others are cancelled; with return_exceptions
/// none does, and in place of its result stands
/// `{"error": "…", "state": "failed", "task": 7}`.
class GroupKind final : public TaskKind
{
public:
    std::string_view name() const override { return "group"; }
    bool hasChildren() const override { return true; }
    QList<TaskParameter> parameters() const override;
    Result<QJsonObject> check(const QJsonObject &params) const override;
    Async<Result<QByteArray>> run(TaskContext &context) const override;
};

} // namespace frontdesk
