// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/userencoder.h"
#include "transfer/importreport.h"

#include <QIODevice>

#include <functional>
#include <memory>

namespace frontdesk {

class UserStore;

struct ImportProgress
{
    qint64 bytes = 0; ///< of the file, that have been worked off
    qint64 totalBytes = 0; ///< an atomic import reads the file twice: twice its size
    qint64 rows = 0;
};

struct ImportOptions
{
    UserFormat format = UserFormat::Csv;
    bool atomic = false;
    /// So many are read, and are one transaction while nobody else wants to write.
    size_t rowsAtOnce = 100'000;
    /// The name of an atomic import, the same when it is run again after a crash and
    /// not used for any other: what the run before has left is taken back first.
    QByteArray journal = {};
    /// Called after each transaction, in the thread that called; false cancels.
    /// None: nobody asks.
    std::function<bool(const ImportProgress &)> progress = {};
};

/// Stores the users of a file, in the order of its rows. Rows that are no users are
/// reported by line and left out; an e-mail that another name has is such a row.
/// A row whose user is there already, name and e-mail alike, is counted as
/// unchanged and is no error. So an import may be run again after a crash, from
/// the beginning: what it has stored before is unchanged then.
///
/// Not atomic: what was stored before a cancellation or an error stays. A transaction
/// has as many rows as are stored in a quarter of a second where others wait for it,
/// at least 1,000; where nobody does, it goes on (UserStore::import()).
///
/// Atomic: first the whole file is read and compared with itself and the table,
/// and nothing is written unless every row is good. Up to 20,000 rows are one
/// transaction. More are written in several, between which others write, and
/// readers see them come; should another client take one of the e-mails in this
/// time, or the import be cancelled, what was written is taken back, but for
/// users that have been changed since. What a crash has interrupted is taken back by
/// UserStore::undoInterruptedImport(). Memory: 24 bytes a row. @p file must be random
/// access.
///
/// Memory, beside that: some 200 bytes for each of twice ImportOptions::rowsAtOnce, and
/// what the store takes for it (SQLite: up to 160 MiB of pages).
///
/// Called in a thread with an Inbox, to which the Async belongs; the file is read
/// in the global thread pool. @p file is open for reading; @p store and what
/// progress uses outlive the import.
///
/// Errors: Io "file_unreadable", and those of the store. A file that can't be
/// understood is no error: ImportReport::unreadable.
Async<Result<ImportReport>> importUsers(UserStore &store, std::unique_ptr<QIODevice> file,
                                        ImportOptions options);

} // namespace frontdesk
