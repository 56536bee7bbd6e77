// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/usertablemodel.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace frontdesk {

class UserActions;
class UserDelegate;
class UserStore;

namespace Ui {
class UsersPanel;
}

/// The user table: searched and sorted by the database, added to, copied and
/// deleted from.
class UsersPanel : public QWidget
{
    Q_OBJECT

public:
    explicit UsersPanel(QWidget *parent = nullptr);
    ~UsersPanel() override;

    /// @p store outlives the panel or its replacement; null: no database is open.
    void setStore(UserStore *store);
    /// The table has changed.
    void refresh();
    /// Where the server is; empty: it is stopped.
    void setServerAddress(const QUrl &address);

private:
    void setUpSearch();
    void setUpView();
    void search();
    void present();
    void setUpDeletion();
    void addUser();
    void addSamples();
    void fadeMarks();

    std::unique_ptr<Ui::UsersPanel> ui;
    UserTableModel m_model;
    UserStore *m_store = nullptr;
    QTimer m_searchSoon;
    UserActions *m_actions = nullptr;
    UserDelegate *m_delegate = nullptr;
    QTimer m_fading; ///< runs while a mark is in view
};

} // namespace frontdesk
