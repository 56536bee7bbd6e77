// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "tasks/taskcontext.h"

#include <QByteArray>
#include <QJsonObject>

#include <string_view>

namespace frontdesk {

/// One kind of background work: one class in one file, and a line in
/// registerTaskKinds().
class TaskKind
{
public:
    virtual ~TaskKind() = default;

    /// Its name in `POST /tasks`.
    virtual std::string_view name() const = 0;

    /// Checks parameters before a task is accepted and once more before it runs
    /// (another version may have stored it). Answers what is to be stored. Errors:
    /// Invalid, an entry for each field that is wrong ("params.seconds"). Any
    /// thread.
    virtual Result<QJsonObject> check(const QJsonObject &params) const = 0;

    /// Does the work, in the engine's thread, without blocking it: the result as
    /// JSON text (empty: none) or the error the attempt ends with, whose detail is
    /// stored. An exception fails the task, too. It may run twice (SPEC §5: at
    /// least once).
    virtual Async<Result<QByteArray>> run(TaskContext &context) const = 0;
};

} // namespace frontdesk
