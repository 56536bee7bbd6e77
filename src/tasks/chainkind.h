// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskkind.h"

namespace frontdesk {

/// `chain {tasks}`: one task after the other, each of which may use the result of
/// the one before (see previousresult.h). Its result is that of the last; the first
/// that fails or is cancelled fails the chain, and what follows is cancelled.
class ChainKind final : public TaskKind
{
public:
    std::string_view name() const override { return "chain"; }
    bool hasChildren() const override { return true; }
    TaskPlace::Previous previousOf(qsizetype position, TaskPlace::Previous parents) const override;
    QList<TaskParameter> parameters() const override;
    Result<QJsonObject> check(const QJsonObject &params) const override;
    Async<Result<QByteArray>> run(TaskContext &context) const override;
};

} // namespace frontdesk
