// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "storage/newfile.h"

#include <QString>

#include <functional>

namespace frontdesk {

struct CopyProgress
{
    qint64 bytes = 0; ///< copied by now
    qint64 totalBytes = 0; ///< of the file, when the copy began
};

/// Called after each piece, in the thread that called; false cancels.
using CopyWatch = std::function<bool(const CopyProgress &)>;

/// Copies the file @p from to @p to, which appears when it is whole and durable; until
/// then, and where it fails, there is what was there. What another program adds to
/// @p from meanwhile is left out. How many bytes there are.
///
/// Called in a thread with an Inbox, to which the Async belongs; the files are read
/// and written in the global thread pool. What @p watch uses outlives it.
///
/// Errors: Io "file_unreadable" and "file_unwritable" with the reason, Cancelled
/// "cancelled".
Async<Result<qint64>> copyFile(QString from, QString to, NewFile::IfThere ifThere,
                               CopyWatch watch = {});

} // namespace frontdesk
