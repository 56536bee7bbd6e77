// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "tasks/taskplace.h"

#include <QByteArray>
#include <QJsonObject>

namespace frontdesk {

class TaskKind;

/// What a task of a chain makes of the result of the one before: a text that is
/// "$previous" stands for that result, "$previous.rows.0.id" for a value in it,
/// anywhere in the parameters. "$$previous" is the text "$previous". Pure.

/// What @p kind says of parameters whose references have no value yet: errors of
/// a parameter that has one are left for later, and nothing is changed. Errors:
/// Invalid, the check's, and "no_previous" for references in the first task of a
/// chain.
Result<QJsonObject> checkBeforehand(const TaskKind &kind, const QJsonObject &params,
                                    TaskPlace::Previous previous);

/// @p params with values in place of references; @p previous is JSON. Errors:
/// Invalid "not_in_previous", an entry for each parameter whose value isn't there.
Result<QJsonObject> withPrevious(const QJsonObject &params, const QByteArray &previous);

/// Whether that may make a difference. @p params is JSON.
bool mayReferToPrevious(const QByteArray &params);

} // namespace frontdesk
