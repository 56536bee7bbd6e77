// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/bodysource.h"
#include "base/result.h"
#include "base/user.h"
#include "base/userencoder.h"

#include <QList>

#include <memory>

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

    /// NotFound "user_not_found". Ready at once where the database allows.
    virtual Async<Result<User>> find(qint64 id) = 0;

    /// Users in id order, @p limit (1 and up) from the @p offset th on: for a
    /// table view.
    virtual Async<Result<QList<User>>> page(qint64 offset, int limit) = 0;

    /// The whole table in id order: read piece by piece, so that memory doesn't grow
    /// with it. Where it has less than 1 MiB it is ready at once if it was asked for
    /// before and hasn't changed since, and the smallest come as one text.
    virtual Async<Result<UserTable>> all(UserFormat format) = 0;

    /// Users in the table, and a number that grows with every change of it: cheap
    /// enough to be polled. Any thread.
    virtual qint64 count() const = 0;
    virtual quint64 revision() const = 0;
};

} // namespace frontdesk
