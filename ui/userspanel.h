// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/usertablemodel.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace frontdesk {

class UserStore;

namespace Ui {
class UsersPanel;
}

/// The user table: searched and sorted by the database, and a way to add to it.
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

private:
    void setUpSearch();
    void setUpView();
    void search();
    void present();
    void addUser();

    std::unique_ptr<Ui::UsersPanel> ui;
    UserTableModel m_model;
    UserStore *m_store = nullptr;
    QTimer m_searchSoon;
};

} // namespace frontdesk
