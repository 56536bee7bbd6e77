// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userspanel.h"

#include "adduserdialog.h"
#include "errorlabel.h"
#include "icons.h"
#include "models/texts.h"
#include "tables.h"
#include "ui_userspanel.h"

#include <QHeaderView>

namespace frontdesk {

UsersPanel::UsersPanel(QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::UsersPanel>())
{
    ui->setupUi(this);
    ui->addButton->setIcon(icon(QStringLiteral("add")));
    ui->addButton->setShortcut(Qt::CTRL | Qt::Key_U);
    setUpView();
    updateCount();

    connect(ui->addButton, &QAbstractButton::clicked, this, &UsersPanel::addUser);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &UsersPanel::updateCount);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &UsersPanel::updateCount);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &UsersPanel::updateCount);
    connect(&m_model, &UserTableModel::errorTextChanged, ui->errorLabel, &ErrorLabel::showText);
}

UsersPanel::~UsersPanel() = default;

void UsersPanel::setStore(UserStore *store)
{
    m_store = store;
    m_model.setStore(store);
    ui->addButton->setEnabled(store != nullptr);
    if (auto *dialog = findChild<AddUserDialog *>())
        dialog->reject();
}

void UsersPanel::refresh()
{
    m_model.refresh();
}

void UsersPanel::setUpView()
{
    QTableView *view = ui->usersView;
    view->setModel(&m_model);
    setUpTable(*view);
    view->horizontalHeader()->setSectionResizeMode(UserTableModel::Name, QHeaderView::Stretch);
    view->horizontalHeader()->setSectionResizeMode(UserTableModel::Email, QHeaderView::Stretch);
    fitColumn(*view, UserTableModel::Id, "1000000");
    fitColumn(*view, UserTableModel::Created, "0000-00-00 00:00:00");
}

void UsersPanel::updateCount()
{
    const int rows = m_model.rowCount();
    ui->countLabel->setText(rows ? countText(rows) : QString());
    ui->pages->setCurrentWidget(rows ? ui->tablePage : ui->emptyPage);
}

void UsersPanel::addUser()
{
    if (!m_store)
        return;
    auto *dialog = new AddUserDialog(*m_store, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AddUserDialog::userAdded, &m_model, &UserTableModel::refresh);
    dialog->open();
}

} // namespace frontdesk
