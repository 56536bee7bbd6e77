// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/userencoder.h"

#include <QString>

#include <functional>

namespace frontdesk {

class UserStore;

struct ExportProgress
{
    qint64 bytes = 0; ///< written by now
    qint64 written = 0; ///< users that are within
    qint64 users = 0; ///< in the table: how many there will be, about
};

struct ExportReport
{
    qint64 bytes = 0;
    qint64 users = 0;
};

struct ExportOptions
{
    UserFormat format = UserFormat::Csv;
    /// Called after each piece of some 64 KiB, in the thread that called; false
    /// cancels. None: nobody asks.
    std::function<bool(const ExportProgress &)> progress = {};
};

/// Writes all users to the file @p path, as UserStore::all() gives them. The file appears there
/// when it is whole and durable, and takes the place of one that was there; until then, and where
/// it fails, nothing does. A repeated export is another file of the same kind.
///
/// Called in a thread with an Inbox, to which the Async belongs; the file is
/// written in the global thread pool. @p store and what progress uses outlive it.
///
/// Errors: Io "file_unwritable" with the reason, Cancelled "cancelled", and those of the store.
Async<Result<ExportReport>> exportUsers(UserStore &store, QString path, ExportOptions options);

} // namespace frontdesk
