// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/user.h"
#include "base/userencoder.h"

#include <QString>

#include <optional>
#include <stop_token>
#include <vector>

namespace frontdesk {

class UserStore;

/// A row of a file and what an import would make of it.
struct ForeseenRow
{
    enum class Fate {
        Unknown, ///< not compared with the table
        Created,
        Unchanged, ///< this very user is there, or in an earlier row
        Taken, ///< another user has its e-mail
        Repeated, ///< a row before it has its e-mail under another name
        Wrong, ///< it is no user
    };

    qint64 line = 0; ///< where it begins, counted from 1
    UserDraft draft; ///< empty where it is wrong
    Fate fate = Fate::Unknown;
    QString reason; ///< why it is wrong
};

/// What would come of an import that began now, unless another client is faster.
struct ImportForecast
{
    static constexpr qint64 mostRows = 100'000; ///< and what stands in the 64 KiB with the last
    static constexpr size_t firstRows = 100, mostTrouble = 1'000;

    qint64 rows = 0; ///< looked at; the sum of those below
    qint64 created = 0, unchanged = 0, taken = 0, repeated = 0, wrong = 0;
    bool whole = false; ///< there is nothing behind these rows that can be read
    std::optional<Error> unreadable; ///< why not
    std::vector<ForeseenRow> first; ///< the first rows of the file
    std::vector<ForeseenRow> trouble; ///< behind those: what wouldn't be imported
    qint64 troubleLeftOut = 0; ///< more of that

    bool isClean() const { return taken + repeated + wrong == 0 && !unreadable; }
};

/// Reads the file @p path as an import would, compares it with the table, and writes
/// nothing. The file is read in the global thread pool. @p users isn't used any more
/// once @p stop is requested in the calling thread, to which the Async belongs.
///
/// Errors: Io "file_unreadable", Cancelled "cancelled", and those of UserStore.
Async<Result<ImportForecast>> foreseeImport(UserStore &users, QString path, UserFormat format,
                                            std::stop_token stop);

} // namespace frontdesk
