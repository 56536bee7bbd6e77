// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/user.h"
#include "cellfield.h"
#include "models/usertablemodel.h"

#include <QObject>
#include <QPersistentModelIndex>
#include <QPointer>

#include <functional>

namespace frontdesk {

class UserStore;
class UsersView;

/// Changes a name or an e-mail in its cell. The field belongs to a user, not to a
/// row: whatever others do to the table meanwhile, it keeps what was typed and
/// follows its user. It is saved at the version that was seen when it was opened,
/// and stays open until that has worked.
class UserEditor : public QObject
{
    Q_OBJECT

public:
    using IsLeaving = std::function<bool(qint64 id)>;

    /// Both outlive it; @p view shows @p model. Who is about to be deleted can't be changed.
    UserEditor(UsersView &view, UserTableModel &model, IsLeaving isLeaving,
               QObject *parent = nullptr);
    ~UserEditor() override;

    /// @p store outlives the editor or its replacement; the field is closed.
    void setStore(UserStore *store);
    /// Where it can be changed and is there. One at a time: a field that is open
    /// already gets the focus.
    void edit(const QModelIndex &index);
    bool isOpen() const { return m_field != nullptr; }
    /// Somebody may have become one who is about to be deleted: a field of his is closed.
    void noteLeaving();

signals:
    /// Why a cell can't be changed.
    void told(const QString &sentence);

private:
    void open(const User &user, int column, const QModelIndex &index);
    void submit(CellField::Way way);
    void save(const UserPatch &patch);
    void saved(const Result<User> &user);
    void lookAgain();
    void reopened(const Result<User> &now);
    void refuse(const QString &sentence);
    void finish();
    void close();
    void follow();

    UsersView &m_view;
    UserTableModel &m_model;
    const IsLeaving m_isLeaving;
    UserStore *m_store = nullptr;
    QPointer<CellField> m_field; ///< null: nothing is being changed
    User m_user; ///< as it was seen
    int m_column = UserTableModel::Name;
    QPersistentModelIndex m_at; ///< its cell; invalid: its row has gone from the table
    int m_next = -1; ///< the column that is opened when this one is saved; -1: none
    bool m_saving = false;
    bool m_conflict = false; ///< only Return overwrites what somebody else has saved
};

} // namespace frontdesk
