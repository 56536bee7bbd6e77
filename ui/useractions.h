// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/user.h"
#include "base/userencoder.h"

#include <QList>
#include <QObject>
#include <QUrl>

#include <functional>

class QAction;
class QKeySequence;
class QTableView;

namespace frontdesk {

class UserTableModel;

/// What one does with the selected users: the view's context menu and shortcuts.
class UserActions : public QObject
{
    Q_OBJECT

public:
    /// More than these at once are for a command or an import, not for the window.
    static constexpr int mostUsers = 10'000;

    /// Both outlive it; @p view shows @p model.
    UserActions(QTableView &view, UserTableModel &model, QObject *parent = nullptr);

    /// Where a curl command finds the users; empty: the server is stopped.
    void setServerAddress(const QUrl &address);

signals:
    void deleteRequested(const QList<frontdesk::User> &users);
    /// Empty: nothing to tell.
    void told(const QString &sentence);

private:
    using Use = std::function<void(const QList<User> &)>;

    QAction *add(const QString &text, const QString &toolTip, const QKeySequence &keys,
                 const Use &use);
    void useSelected(const Use &use);
    void updateEnabled();
    void copy(const QString &text);

    QTableView &m_view;
    UserTableModel &m_model;
    QUrl m_serverAddress;
    QList<QAction *> m_actions;
    QAction *m_copyCurl = nullptr;
};

} // namespace frontdesk
