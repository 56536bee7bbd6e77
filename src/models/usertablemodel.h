// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/user.h"
#include "models/userpagecache.h"
#include "storage/userquery.h"

#include <QAbstractTableModel>
#include <QList>

#include <utility>
#include <vector>

namespace frontdesk {

class UserStore;

/// The user table for a view, whatever its size, in an order of the database's and
/// filtered by it: a page of rows is fetched when one of them is asked for. A row
/// that is under way shows "…". Of a search it knows a page more than was asked for,
/// not how many rows there are; they come as one goes on.
///
/// A refresh tells which rows came and went in what was looked at last, so that a
/// selection stays with its users. Thread: the one that made it, which has an Inbox.
class UserTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Id, Name, Email, Created, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole, ///< the raw value
        ChangedAtRole, ///< when the user was changed last or created: ms, wall clock
    };

    explicit UserTableModel(QObject *parent = nullptr);
    ~UserTableModel() override;

    /// @p store outlives the model or its replacement; null empties the table.
    void setStore(UserStore *store);

    /// Those whose name or e-mail begins with it, ASCII case aside; empty: all.
    void search(const QString &prefix);
    bool isSearch() const { return !m_query.prefix.empty(); }
    /// There are rows behind the last page of the search.
    bool hasMore() const { return m_more; }
    /// False: the first page of a search is under way.
    bool isSettled() const { return m_settled; }
    /// Ids ascend with time: Created is the order of Id.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// The table has changed: takes the new number of rows, and fetches the pages
    /// again that were looked at last. Any number of calls while a fetch is under
    /// way cost one more fetch.
    void refresh();

    /// The users of some rows, whether they have been looked at or not; @p ranges have
    /// a first and a last row. Conflict "moved" where the table is another one by then.
    Async<Result<QList<User>>> read(QList<std::pair<int, int>> ranges);

    /// Null while its page is not there.
    const User *userAt(int row) const;
    /// Among the pages that are there; -1: it isn't.
    int rowOf(qint64 id) const;
    /// Shows that user as it is now, ahead of the refresh that brings it, too.
    void replace(const User &user);
    /// Why the last page could not be read; empty once one could.
    QString errorText() const { return m_errorText; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

signals:
    void errorTextChanged(const QString &text);
    /// A page has come.
    void loaded();

private:
    using Page = UserPageCache::Page;

    void start();
    void lookedAt(int page) const;
    void fetchMissing();
    void fetch(int page);
    void fetchAgain(int first, int count);
    void take(int first, int count, Result<UserPage> answer);
    void show(int first, const Page &before, const Page &now);
    void move(int first, const Page &before, const Page &now);
    Page known(int first, int count) const;
    void goOn();
    void setRows(int rows);
    void setErrorText(const QString &text);

    UserStore *m_store = nullptr;
    UserQuery m_query;
    int m_rows = 0;
    bool m_more = false;
    bool m_settled = true;
    quint64 m_ticket = 0; ///< grows with store and query: older answers are thrown away
    bool m_refreshing = false;
    bool m_refreshAgain = false;
    QString m_errorText;
    mutable UserPageCache m_pages; ///< who reads looks at them
    std::vector<int> m_fetching;
    mutable bool m_fetchScheduled = false;
};

} // namespace frontdesk
