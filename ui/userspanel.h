// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/usertablemodel.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QAction;

namespace frontdesk {

class UserActions;
class UserDelegate;
class UserEditor;
class UserFiles;
class UserStore;
class UserTransfers;
struct Task;

namespace Ui {
class UsersPanel;
}

/// The user table: searched and sorted by the database, added to, changed, copied
/// and deleted from, imported from a file and exported to one.
class UsersPanel : public QWidget
{
    Q_OBJECT

public:
    explicit UsersPanel(QWidget *parent = nullptr);
    ~UsersPanel() override;

    /// @p store outlives the panel or its replacement; null: no database is open.
    void setStore(UserStore *store);
    /// By which users are imported and exported.
    void setTransfers(const UserTransfers &transfers);
    void noteTasks(const QList<Task> &tasks);
    /// False: something would be lost. Then it asks, and closeConfirmed() tells that this is
    /// accepted.
    bool mayClose();
    bool isExporting() const;
    /// The table has changed.
    void refresh();
    /// Where the server is; empty: it is stopped.
    void setServerAddress(const QUrl &address);

    /// Add, import, export: for a menu.
    QList<QAction *> menuActions() const { return m_menuActions; }

signals:
    /// The tutorial's requests are wanted.
    void examplesRequested();
    void closeConfirmed();
    void exportEnded();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void setUpActions();
    void setUpSearch();
    void setUpView();
    void search();
    void present();
    void setUpEditing();
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
    UserEditor *m_editor = nullptr;
    UserFiles *m_files = nullptr;
    QAction *m_add = nullptr;
    QList<QAction *> m_menuActions;
    QTimer m_fading; ///< runs while a mark is in view
};

} // namespace frontdesk
