// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/deferred.h"
#include "storage/userstore.h"

#include <deque>

namespace frontdesk {

/// A user table whose rows are computed, and whose reads answer at once or when
/// the test says so.
class FakeUserStore final : public UserStore
{
public:
    qint64 rows = 0;
    std::string domain = "example.org"; ///< of every e-mail: change it and the rows have changed
    bool answersAtOnce = true;
    std::optional<Error> error;
    QList<qint64> offsetsAsked;
    /// What its writes fail with, all but create().
    Error writeError {
        ErrorKind::Busy, QStringLiteral("busy"), QStringLiteral("Not in this fake."), {}
    };
    int reads = 0, readsWhereCalled = 0; ///< of single users

    void change(qint64 newRows)
    {
        rows = newRows;
        ++m_revision;
    }

    qsizetype waiting() const { return qsizetype(m_waiting.size()); }
    void answerOldest()
    {
        auto [offset, limit, resolver] = std::move(m_waiting.front());
        m_waiting.pop_front();
        resolver.resolve(rowsFrom(offset, limit));
    }

    User user(qint64 id) const
    {
        const std::string name = "user" + std::to_string(id);
        return { id, name, name + "@" + domain, 1, 1'000'000'000'000 + id };
    }

    Async<Result<User>> create(UserDraft draft) override
    {
        if (error)
            return Result<User>(failure(*error));
        change(rows + 1);
        return Result<User>(User { rows, draft.name, draft.email, 1, 0 });
    }
    Async<Result<QList<User>>> createAll(std::vector<UserDraft>) override
    {
        return Result<QList<User>>(failure(writeError));
    }
    Async<Result<StoredAnswer>> createOnce(UserDraft, Once<User>) override
    {
        return Result<StoredAnswer>(failure(writeError));
    }
    Async<Result<StoredAnswer>> createAllOnce(std::vector<UserDraft>, Once<QList<User>>) override
    {
        return Result<StoredAnswer>(failure(writeError));
    }
    Async<Result<ImportedUsers>> import(std::span<const UserDraft>, size_t, QByteArray) override
    {
        return Result<ImportedUsers>(failure(writeError));
    }
    Async<Result<ImportedUsers>> foresee(std::vector<UserDraft>) override
    {
        return Result<ImportedUsers>(failure(writeError));
    }
    Async<Result<qint64>> keepImport(QByteArray) override
    {
        return Result<qint64>(failure(writeError));
    }
    Async<Result<bool>> undoImport(QByteArray) override
    {
        return Result<bool>(failure(writeError));
    }
    Async<Result<bool>> undoInterruptedImport() override
    {
        return Result<bool>(failure(writeError));
    }
    Async<Result<User>> update(qint64, UserPatch, Precondition) override
    {
        return Result<User>(failure(writeError));
    }
    Async<Result<User>> remove(qint64, Precondition) override
    {
        return Result<User>(failure(writeError));
    }
    Async<Result<QList<User>>> removeAll(QList<User>) override
    {
        return Result<QList<User>>(failure(writeError));
    }
    Async<Result<UserPage>> list(UserQuery query) override
    {
        return page(query.after ? query.after->id : 0, query);
    }
    Async<Result<WrittenUserPage>> list(UserQuery, UserFormat) override
    {
        return Result<WrittenUserPage>(failure(writeError));
    }
    Async<Result<User>> find(qint64 id) override
    {
        ++readsWhereCalled;
        return Result<User>(user(id));
    }
    Async<Result<User>> read(qint64 id) override
    {
        ++reads;
        return Result<User>(user(id));
    }
    Async<Result<UserPage>> page(qint64 offset, UserQuery query) override
    {
        offsetsAsked.append(offset);
        if (answersAtOnce)
            co_return rowsFrom(offset, query.limit);
        auto [later, resolver] = defer<UserPage>();
        m_waiting.push_back({ offset, query.limit, std::move(resolver) });
        co_return co_await later;
    }
    Async<Result<UserTable>> all(UserFormat) override
    {
        return Result<UserTable>(
                failure(ErrorKind::Busy, QStringLiteral("busy"), QStringLiteral("No streams.")));
    }
    qint64 count() const override { return rows; }
    quint64 revision() const override { return m_revision; }
    void setWatch(UserWatch) override { }

private:
    struct Waiting
    {
        qint64 offset;
        int limit;
        Resolver<UserPage> resolver;
    };

    Result<UserPage> rowsFrom(qint64 offset, int limit) const
    {
        if (error)
            return failure(*error);
        UserPage page;
        for (qint64 id = offset + 1; id <= std::min(offset + limit, rows); ++id)
            page.users.append(user(id));
        page.more = offset + limit < rows;
        return page;
    }

    quint64 m_revision = 0;
    std::deque<Waiting> m_waiting;
};

} // namespace frontdesk
