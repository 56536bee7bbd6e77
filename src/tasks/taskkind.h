// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "tasks/taskcontext.h"
#include "tasks/taskparameter.h"
#include "tasks/taskplace.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

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

    /// Its parameters, in the order in which a form asks for them.
    virtual QList<TaskParameter> parameters() const { return {}; }

    /// Attempts unless the task says otherwise.
    virtual int maxAttempts() const { return 1; }

    /// How many may run at once unless a setting says otherwise; 0: any number,
    /// since waiting is all they do. Those count towards no limit at all, and
    /// begin as soon as they are stored.
    virtual int maxConcurrency() const { return 0; }

    /// Whether `tasks` among its parameters become its children (see TaskFamily):
    /// they are read and checked for it, and no part of what check() and run() see.
    /// There is never a limit of such a kind, for its children wait for their turn.
    virtual bool hasChildren() const { return false; }
    /// What "$previous" is to the child at @p position (from 0), given what it is to
    /// the parent.
    virtual TaskPlace::Previous previousOf(qsizetype position, TaskPlace::Previous parents) const
    {
        Q_UNUSED(position);
        return parents;
    }

    /// Checks parameters before a task is accepted and once more before it runs
    /// (another version may have stored it). Answers what is to be stored. Errors:
    /// Invalid, an entry for each field that is wrong ("params.seconds"). Any
    /// thread.
    virtual Result<QJsonObject> check(const QJsonObject &params) const = 0;

    /// Takes what must never be shown out of checked parameters: puts secretMask in its
    /// place and answers an object of the same shape with what was there (empty:
    /// nothing). It is stored apart, and the attempt's parameters have it again.
    virtual QJsonObject takeSecrets(QJsonObject &params) const
    {
        Q_UNUSED(params);
        return {};
    }

    /// False: Frontdesk makes such tasks itself, and no client may.
    virtual bool isForClients() const { return true; }

    /// Does the work, in the engine's thread, without blocking it: the result as
    /// JSON text (empty: none; 1 MiB at most) or the error the attempt ends with,
    /// whose detail is stored. An exception fails the attempt, too. After a failure
    /// it is called again while attempts are left, unless the error is Invalid,
    /// Forbidden or TooLarge: those would only come again. It may also run twice
    /// without having failed (SPEC §5: at least once).
    ///
    /// It has to end soon after @p context asks it to stop; a task that was
    /// cancelled is Cancelling, one that is timed out Running, until it does. What
    /// it answers then counts if it is a result.
    virtual Async<Result<QByteArray>> run(TaskContext &context) const = 0;
};

} // namespace frontdesk
