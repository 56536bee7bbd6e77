// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteuserimport.h"

#include "storage/sqlite/sqliteconnection.h"

#include <algorithm>

namespace frontdesk {

namespace {

constexpr size_t askEvery = 128;
constexpr qint64 undoneAtOnce = 20'000;

/// Rows whose e-mails come in no order meet each page of the indexes again and again:
/// while this lives, the connection keeps more of them.
class LargeCache
{
public:
    explicit LargeCache(SqliteConnection &connection)
        : m_connection(connection)
        , m_usual(connection.integer("PRAGMA cache_size").value_or(usual))
    {
        set(large);
    }
    LargeCache(const LargeCache &) = delete;
    LargeCache &operator=(const LargeCache &) = delete;
    ~LargeCache() { set(m_usual); }

private:
    static constexpr qint64 usual = -2'000, large = -163'840; // negative: KiB

    /// Where it can't be set, the import takes longer.
    void set(qint64 size)
    {
        (void)m_connection.executeScript("PRAGMA cache_size = " + QByteArray::number(size));
    }

    SqliteConnection &m_connection;
    const qint64 m_usual;
};

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

Result<void> note(SqliteConnection &connection, const ImportedUsers &imported,
                  const QByteArray &journal)
{
    if (journal.isEmpty() || imported.created == 0)
        return {};
    return connection.execute(
            "INSERT INTO import_notes (journal, first_id, last_id) VALUES (?1, ?2, ?3)", journal,
            imported.firstId, imported.lastId);
}

} // namespace

Result<ImportedUsers> importUsers(SqliteConnection &connection, std::span<const UserDraft> drafts,
                                  const ImportTerms &terms)
{
    const LargeCache cache(connection);
    SqliteSavepoint all(connection);
    if (const auto begun = all.begin(); !begun)
        return failure(begun.error());
    ImportedUsers imported;
    imported.fates.reserve(drafts.size());
    for (const UserDraft &draft : drafts) {
        const size_t done = imported.fates.size();
        if (done % askEvery == 0 && !terms.goOn(done))
            break;
        const auto isNew = insertNew(connection, draft, terms.nowMs);
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
    if (const auto noted = note(connection, imported, terms.journal); !noted)
        return failure(noted.error());
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

Result<UndoneImport> undoImportNote(SqliteConnection &connection, const ImportNotes &notes)
{
    SqliteSavepoint all(connection);
    if (const auto begun = all.begin(); !begun)
        return failure(begun.error());
    SqliteQuery latest = notes.upTo
            ? connection.query("SELECT id, first_id, last_id FROM import_notes WHERE id <= ?1"
                               " ORDER BY id DESC LIMIT 1",
                               *notes.upTo)
            : connection.query("SELECT id, first_id, last_id FROM import_notes WHERE journal = ?1"
                               " ORDER BY id DESC LIMIT 1",
                               notes.journal);
    const auto found = latest.next();
    if (!found)
        return failure(found.error());
    if (!*found)
        return UndoneImport {};
    const qint64 note = latest.integer(0), first = latest.integer(1), last = latest.integer(2);
    const qint64 from = std::max(first, last - undoneAtOnce + 1);

    if (const auto removed = connection.execute(
                "DELETE FROM users WHERE id BETWEEN ?1 AND ?2 AND version = 1", from, last);
        !removed)
        return failure(removed.error());
    const qint64 count = connection.changes();
    const auto shortened = from == first
            ? connection.execute("DELETE FROM import_notes WHERE id = ?1", note)
            : connection.execute("UPDATE import_notes SET last_id = ?2 WHERE id = ?1", note,
                                 from - 1);
    if (!shortened)
        return failure(shortened.error());
    if (const auto kept = all.keep(); !kept)
        return failure(kept.error());
    return UndoneImport { true, count, from, last };
}

Result<qint64> forgetImportNotes(SqliteConnection &connection, const QByteArray &journal)
{
    if (const auto forgotten
        = connection.execute("DELETE FROM import_notes WHERE journal = ?1", journal);
        !forgotten)
        return failure(forgotten.error());
    return connection.changes();
}

Result<qint64> lastImportNote(SqliteConnection &connection)
{
    return connection.integer("SELECT coalesce(max(id), 0) FROM import_notes");
}

} // namespace frontdesk
