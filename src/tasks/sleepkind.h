// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskkind.h"

namespace frontdesk {

/// `sleep {seconds}`: the tutorial's background task. Ends that many seconds
/// (0 to 30 days, fractions allowed) after the task's due time, so one that was
/// interrupted waits only for the rest.
class SleepKind final : public TaskKind
{
public:
    std::string_view name() const override { return "sleep"; }
    QList<TaskParameter> parameters() const override;
    Result<QJsonObject> check(const QJsonObject &params) const override;
    Async<Result<QByteArray>> run(TaskContext &context) const override;
};

} // namespace frontdesk
