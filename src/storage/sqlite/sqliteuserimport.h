// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/user.h"
#include "storage/importedusers.h"

#include <QByteArray>

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace frontdesk {

class SqliteConnection;

/// The statements behind UserStore's calls for imports. Those that write run in
/// the writer's transaction and leave nothing behind when they fail.

struct ImportTerms
{
    qint64 nowMs = 0;
    const QByteArray &journal; ///< where to note what is created; empty: nowhere
    /// Asked at every hundredth draft or so and told how many have been worked off:
    /// false stops there.
    const std::function<bool(size_t done)> &goOn;
};

Result<ImportedUsers> importUsers(SqliteConnection &connection, std::span<const UserDraft> drafts,
                                  const ImportTerms &terms);
/// Writes nothing.
Result<ImportedUsers> foreseeImport(SqliteConnection &connection,
                                    const std::vector<UserDraft> &drafts);

/// Of one journal, or of all up to an id.
struct ImportNotes
{
    QByteArray journal;
    std::optional<qint64> upTo;
};

struct UndoneImport
{
    bool found = false; ///< there was a note
    qint64 removed = 0; ///< users
    qint64 firstId = 0, lastId = 0; ///< they were within
};

/// The latest 20,000 ids, at most, of the latest of @p notes.
Result<UndoneImport> undoImportNote(SqliteConnection &connection, const ImportNotes &notes);
/// How many there were.
Result<qint64> forgetImportNotes(SqliteConnection &connection, const QByteArray &journal);
/// The id of the last; 0: there is none.
Result<qint64> lastImportNote(SqliteConnection &connection);

} // namespace frontdesk
