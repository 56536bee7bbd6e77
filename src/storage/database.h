// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/backup.h"

#include <QString>

#include <memory>

namespace frontdesk {

class Clock;
class TaskStore;
class UserStore;

/// An open database and its stores. Opened and closed by one owner, used by any
/// thread in between.
class Database
{
public:
    /// Blocks until what is queued is durable: not for the GUI thread. By then all
    /// streams are gone and nobody calls a store any more.
    virtual ~Database() = default;

    virtual UserStore &users() = 0;
    virtual TaskStore &tasks() = 0;

    /// Copies what is stored at one moment to a file, as backUpSqlite() says, while
    /// everything else goes on. Blocks for as long as it takes: any thread that
    /// nobody waits for.
    virtual Result<BackupReport> backUp(const BackupOrder &order, const WorkWatch &watch) = 0;

    /// "SQLite frontdesk.db": what it is, for people.
    virtual QString description() const = 0;

    /// Opens (and makes or migrates) the SQLite file @p path. Blocks, for as long
    /// as a migration takes: not for the GUI thread. @p clock outlives it.
    ///
    /// Errors, each with a sentence that says what to do: Io "unreadable",
    /// Malformed "corrupt", UnsupportedType "too_new" (written by a newer Frontdesk)
    /// or "foreign" (by another program), Busy. A file that is refused is left as it
    /// was, byte for byte.
    static Result<std::unique_ptr<Database>> openSqlite(const QString &path, const Clock &clock);
};

} // namespace frontdesk
