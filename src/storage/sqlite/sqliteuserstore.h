// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sqlite/sqliteusermarks.h"
#include "storage/sqlite/sqliteusertexts.h"
#include "storage/userstore.h"

#include <atomic>

namespace frontdesk {

class Clock;
class SqliteReaders;
class SqliteScans;
class SqliteWriter;
struct ImportNotes;

/// Users in SQLite. Writes go to the one writer, find() and what is soon listed are
/// read where they are asked for, other pages and streams come from the pool.
class SqliteUserStore final : public UserStore
{
public:
    /// What the store works with; all of it outlives the store.
    struct Parts
    {
        SqliteWriter &writer;
        SqliteReaders &readers;
        SqliteScans &scans;
        const Clock &clock;
    };

    /// What is in the database at the start.
    struct Found
    {
        qint64 users = 0;
        qint64 lastImportNote = 0; ///< its id; 0: none
    };

    /// @p path: the database's file.
    SqliteUserStore(Parts parts, const QString &path, Found found);

    Async<Result<User>> create(UserDraft draft) override;
    Async<Result<QList<User>>> createAll(std::vector<UserDraft> drafts) override;
    Async<Result<StoredAnswer>> createOnce(UserDraft draft, Once<User> once) override;
    Async<Result<StoredAnswer>> createAllOnce(std::vector<UserDraft> drafts,
                                              Once<QList<User>> once) override;
    Async<Result<ImportedUsers>> import(std::span<const UserDraft> drafts, size_t atLeast,
                                        QByteArray journal) override;
    Async<Result<qint64>> keepImport(QByteArray journal) override;
    Async<Result<bool>> undoImport(QByteArray journal) override;
    Async<Result<bool>> undoInterruptedImport() override;
    Async<Result<ImportedUsers>> foresee(std::vector<UserDraft> drafts) override;
    Async<Result<User>> update(qint64 id, UserPatch patch, Precondition precondition) override;
    Async<Result<User>> remove(qint64 id, Precondition precondition) override;
    Async<Result<QList<User>>> removeAll(QList<User> users) override;
    Async<Result<User>> find(qint64 id) override;
    Async<Result<User>> read(qint64 id) override;
    Async<Result<UserPage>> list(UserQuery query) override;
    Async<Result<WrittenUserPage>> list(UserQuery query, UserFormat format) override;
    Async<Result<UserPage>> page(qint64 offset, UserQuery query) override;
    Async<Result<UserTable>> all(UserFormat format) override;

    qint64 count() const override { return m_count.load(std::memory_order_relaxed); }
    quint64 revision() const override { return m_revision.load(std::memory_order_relaxed); }
    void setWatch(UserWatch watch) override { m_watch = std::move(watch); }

private:
    Async<Result<UserTable>> readAll(UserFormat format, std::optional<qint64> version);
    Async<Result<WrittenUserPage>> listInPool(UserQuery query, UserFormat format);
    Async<Result<bool>> undo(const ImportNotes &notes);
    void changed(qint64 added, const UserChange &change);

    Parts m_parts;
    // Shared with the calls under way, which may outlive this.
    const std::shared_ptr<SqliteUserTexts> m_texts;
    const std::shared_ptr<SqliteUserMarks> m_marks = std::make_shared<SqliteUserMarks>();
    const qint64 m_lastInterruptedNote;
    std::atomic<qint64> m_count; // kept here, since SQLite would walk the table to know it
    std::atomic<quint64> m_revision { 0 };
    UserWatch m_watch = [](const UserChange &) {};
};

} // namespace frontdesk
