// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/bodysource.h"
#include "base/precondition.h"
#include "base/result.h"
#include "base/user.h"
#include "base/userencoder.h"
#include "storage/importedusers.h"
#include "storage/storedanswer.h"
#include "storage/userchange.h"
#include "storage/userquery.h"

#include <QList>

#include <memory>
#include <span>
#include <vector>

namespace frontdesk {

/// All users, written down.
struct UserTable
{
    QByteArray text; ///< all of it, where there is no stream: 128 KiB at most
    std::unique_ptr<BodySource> stream; ///< null for a small table
};

/// The user table. Each call may be made from any thread that has an Inbox and
/// its Async belongs to that thread. A write is answered once it is durable, and
/// every read that begins after the answer sees it.
///
/// Errors of every call: Busy where a lock or a pool was not free in time, Io
/// where the disk failed or is full, Unavailable while shutting down.
class UserStore
{
public:
    virtual ~UserStore() = default;

    /// Conflict "email_taken": another user has that e-mail, ASCII case aside.
    virtual Async<Result<User>> create(UserDraft draft) = 0;

    /// All of them, in this order and with ascending ids, or none. Conflict
    /// "email_taken", with an entry in Error::fields for each draft that can't be
    /// stored, its place before the field: "3.email".
    virtual Async<Result<QList<User>>> createAll(std::vector<UserDraft> drafts) = 0;

    /// The same, once for each key. Errors, beside those: Invalid
    /// "idempotency_key_reused" where the key was used for another request.
    virtual Async<Result<StoredAnswer>> createOnce(UserDraft draft, Once<User> once) = 0;
    virtual Async<Result<StoredAnswer>> createAllOnce(std::vector<UserDraft> drafts,
                                                      Once<QList<User>> once)
            = 0;

    /// Each of them whose e-mail is free, in this order, with ascending ids and in
    /// one transaction: the first @p atLeast of them, and more while no other writer
    /// waits or none has waited for long. ImportedUsers::fates tells how many. What
    /// @p drafts refers to is there until the answer is. With a @p journal, in the same
    /// transaction, what was created is noted under that name, so that all of them can
    /// be taken back.
    virtual Async<Result<ImportedUsers>> import(std::span<const UserDraft> drafts, size_t atLeast,
                                                QByteArray journal)
            = 0;
    /// What is noted under @p journal stays. How many notes that were.
    virtual Async<Result<qint64>> keepImport(QByteArray journal) = 0;
    /// Takes back what is noted under @p journal, but for users that have been
    /// changed since: some thousands in each call. False: nothing is left of it.
    virtual Async<Result<bool>> undoImport(QByteArray journal) = 0;
    /// The same for whatever was noted before the store was opened: its imports
    /// have never come to their end.
    virtual Async<Result<bool>> undoInterruptedImport() = 0;
    /// What import() would do with each now, but for what the drafts do to each
    /// other. Writes nothing.
    virtual Async<Result<ImportedUsers>> foresee(std::vector<UserDraft> drafts) = 0;

    /// The user after the change, with a new version where it changed anything.
    /// NotFound "user_not_found", then PreconditionFailed "precondition_failed",
    /// then Conflict "email_taken".
    virtual Async<Result<User>> update(qint64 id, UserPatch patch, Precondition precondition) = 0;

    /// The user that is gone now. NotFound "user_not_found", PreconditionFailed
    /// "precondition_failed".
    virtual Async<Result<User>> remove(qint64 id, Precondition precondition) = 0;

    /// Those of @p users that are still at the version they have here, in one
    /// transaction; they are the answer. Others stay, and are no error.
    virtual Async<Result<QList<User>>> removeAll(QList<User> users) = 0;

    /// NotFound "user_not_found". Ready at once where the database allows.
    virtual Async<Result<User>> find(qint64 id) = 0;

    /// The same for whoever may not wait for a disk, as the window: find() may read where
    /// it is called.
    virtual Async<Result<User>> read(qint64 id) = 0;

    /// A page of the users that @p query is about. Pages that follow each other
    /// by UserQuery::after show each user once, whatever is added meanwhile; one
    /// whose place in the order changes may be met again or missed.
    virtual Async<Result<UserPage>> list(UserQuery query) = 0;

    /// The same, written down; in JSON users are resources. Ready at once where the
    /// page is short and soon found: it may read where it is called.
    virtual Async<Result<WrittenUserPage>> list(UserQuery query, UserFormat format) = 0;

    /// The page that begins with the @p offset th user (from 0) of those that
    /// @p query is about, whatever its UserQuery::after: for a table view, which may
    /// be scrolled to any place. The farther from the start, the dearer, but for the
    /// whole table in order of id.
    virtual Async<Result<UserPage>> page(qint64 offset, UserQuery query) = 0;

    /// The whole table in id order: read piece by piece, so that memory doesn't grow
    /// with it. Where it has less than 1 MiB it is ready at once if it was asked for
    /// before and hasn't changed since, and the smallest come as one text.
    virtual Async<Result<UserTable>> all(UserFormat format) = 0;

    /// Users in the table, and a number that grows with every change of it: cheap
    /// enough to be polled. Any thread.
    virtual qint64 count() const = 0;
    virtual quint64 revision() const = 0;

    /// Before the first write: @p watch is told of each change once it is durable and
    /// before it is answered, in the thread that writes. It must be quick.
    virtual void setWatch(UserWatch watch) = 0;
};

} // namespace frontdesk
