// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteuserimport.h"

#include "storage/sqlite/sqliteconnection.h"

namespace frontdesk {

namespace {

constexpr size_t askEvery = 128;

/// Of a draft whose e-mail may belong to somebody.
Result<ImportFate> fateOf(SqliteConnection &connection, const UserDraft &draft)
{
    SqliteQuery holder = connection.query(
            "SELECT name = ?2 AND email = ?1 FROM users WHERE email = ?1 COLLATE NOCASE",
            draft.email, draft.name);
    const auto found = holder.next();
    if (!found)
        return failure(found.error());
    if (!*found)
        return ImportFate::Created;
    return holder.integer(0) ? ImportFate::Unchanged : ImportFate::Taken;
}

/// False: the e-mail belongs to somebody.
Result<bool> insertNew(SqliteConnection &connection, const UserDraft &draft, qint64 nowMs)
{
    SqliteQuery insert = connection.query("INSERT INTO users (name, email, created_at) VALUES (?1, "
                                          "?2, ?3) ON CONFLICT DO NOTHING",
                                          draft.name, draft.email, nowMs);
    if (const auto inserted = insert.run(); !inserted)
        return failure(inserted.error());
    return connection.changes() > 0;
}

} // namespace

Result<ImportedUsers> importUsers(SqliteConnection &connection, std::span<const UserDraft> drafts,
                                  qint64 nowMs, const std::function<bool(size_t done)> &goOn)
{
    SqliteSavepoint all(connection);
    if (const auto begun = all.begin(); !begun)
        return failure(begun.error());
    ImportedUsers imported;
    imported.fates.reserve(drafts.size());
    for (const UserDraft &draft : drafts) {
        const size_t done = imported.fates.size();
        if (done % askEvery == 0 && !goOn(done))
            break;
        const auto isNew = insertNew(connection, draft, nowMs);
        if (!isNew)
            return failure(isNew.error());
        if (*isNew) {
            imported.lastId = connection.lastInsertId();
            imported.firstId = imported.created++ ? imported.firstId : imported.lastId;
            imported.fates.push_back(ImportFate::Created);
            continue;
        }
        const auto fate = fateOf(connection, draft);
        if (!fate)
            return failure(fate.error());
        imported.fates.push_back(*fate);
    }
    if (const auto kept = all.keep(); !kept)
        return failure(kept.error());
    return imported;
}

Result<ImportedUsers> foreseeImport(SqliteConnection &connection,
                                    const std::vector<UserDraft> &drafts)
{
    ImportedUsers imported;
    imported.fates.reserve(drafts.size());
    for (const UserDraft &draft : drafts) {
        const auto fate = fateOf(connection, draft);
        if (!fate)
            return failure(fate.error());
        imported.created += *fate == ImportFate::Created;
        imported.fates.push_back(*fate);
    }
    return imported;
}

Result<qint64> removeImported(SqliteConnection &connection, qint64 firstId, qint64 lastId)
{
    const auto removed = connection.execute(
            "DELETE FROM users WHERE id BETWEEN ?1 AND ?2 AND version = 1", firstId, lastId);
    if (!removed)
        return failure(removed.error());
    return connection.changes();
}

} // namespace frontdesk
