// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/user.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QList>

#include <vector>

namespace frontdesk {

class UserStore;

/// The user table for a view, whatever its size: it knows how many rows there
/// are, and fetches a page of them when one of its rows is asked for. A row that
/// is under way shows "…". Thread: the one that made it, which has an Inbox.
class UserTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Id, Name, Email, Created, ColumnCount };
    enum Role { SortRole = Qt::UserRole }; ///< the raw value

    static constexpr int pageRows = 256;
    static constexpr int pagesKept = 64;

    explicit UserTableModel(QObject *parent = nullptr);
    ~UserTableModel() override;

    /// @p store outlives the model or its replacement; null empties the table.
    void setStore(UserStore *store);

    /// The table has changed: takes the new number of rows, and fetches the pages
    /// again that were looked at last. Any number of calls while a fetch is under
    /// way cost one more fetch.
    void refresh();

    /// Null while its page is not there.
    const User *userAt(int row) const;
    /// Why the last page could not be read; empty once one could.
    QString errorText() const { return m_errorText; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

signals:
    void errorTextChanged(const QString &text);

private:
    struct Page
    {
        QList<User> users;
        quint64 refreshed = 0; ///< the refresh it was read in; older than ours: stale
    };

    void lookedAt(int page) const;
    void fetchMissing();
    void fetch(int page);
    void take(int number, quint64 refreshed, Result<QList<User>> answer);
    void updateRowCount();
    void setErrorText(const QString &text);

    UserStore *m_store = nullptr;
    int m_rows = 0;
    quint64 m_ticket = 0; ///< grows with the store: what an older one answers is thrown away
    quint64 m_refreshed = 1;
    bool m_refreshAgain = false;
    QString m_errorText;
    QCache<int, Page> m_pages { pagesKept };
    std::vector<int> m_fetching;
    mutable std::vector<int> m_lookedAt; ///< the last few pages, the latest last
    mutable bool m_fetchScheduled = false;
};

} // namespace frontdesk
