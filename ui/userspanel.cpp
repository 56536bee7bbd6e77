// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userspanel.h"

#include "adduserdialog.h"
#include "base/clock.h"
#include "base/deliver.h"
#include "errorlabel.h"
#include "icons.h"
#include "models/texts.h"
#include "models/usertexts.h"
#include "storage/userstore.h"
#include "tables.h"
#include "ui_userspanel.h"
#include "useractions.h"
#include "userdelegate.h"

#include <QAction>
#include <QHeaderView>

#include <algorithm>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto searchDelay = 150ms; // after the last key
constexpr auto fadeInterval = 100ms;
constexpr int samples = 100;

} // namespace

UsersPanel::UsersPanel(QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::UsersPanel>())
{
    ui->setupUi(this);
    ui->addButton->setIcon(icon(QStringLiteral("add")));
    ui->addButton->setShortcut(Qt::CTRL | Qt::Key_U);
    setUpSearch();
    setUpView();
    setUpDeletion();
    present();

    connect(ui->addButton, &QAbstractButton::clicked, this, &UsersPanel::addUser);
    connect(ui->sampleButton, &QAbstractButton::clicked, this, &UsersPanel::addSamples);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &UsersPanel::present);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &UsersPanel::present);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &UsersPanel::present);
    connect(&m_model, &UserTableModel::loaded, this, &UsersPanel::present);
    connect(&m_model, &UserTableModel::errorTextChanged, ui->errorLabel, &ErrorLabel::showText);
}

UsersPanel::~UsersPanel() = default;

void UsersPanel::setStore(UserStore *store)
{
    ui->deletionBar->setStore(store); // first: it has something to do yet
    m_store = store;
    m_model.setStore(store);
    ui->addButton->setEnabled(store != nullptr);
    ui->searchEdit->setEnabled(store != nullptr);
    ui->sampleButton->setEnabled(store != nullptr);
    if (auto *dialog = findChild<AddUserDialog *>())
        dialog->reject();
}

void UsersPanel::refresh()
{
    m_model.refresh();
}

void UsersPanel::setUpSearch()
{
    ui->searchEdit->addAction(icon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    ui->searchEdit->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    m_searchSoon.setSingleShot(true);
    m_searchSoon.setInterval(searchDelay);
    connect(&m_searchSoon, &QTimer::timeout, this, &UsersPanel::search);
    connect(ui->searchEdit, &QLineEdit::textChanged, &m_searchSoon, qOverload<>(&QTimer::start));
    connect(ui->searchEdit, &QLineEdit::returnPressed, this, [this] {
        search();
        ui->usersView->setFocus();
    });
    connect(ui->showAllButton, &QAbstractButton::clicked, this, [this] {
        ui->searchEdit->clear();
        search();
        ui->searchEdit->setFocus();
    });
    auto *find = new QAction(tr("Search Users"), this);
    find->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    connect(find, &QAction::triggered, this, [this] {
        ui->searchEdit->setFocus(Qt::ShortcutFocusReason);
        ui->searchEdit->selectAll();
    });
    addAction(find);
    auto *clear = new QAction(ui->searchEdit);
    clear->setShortcut(Qt::Key_Escape);
    clear->setShortcutContext(Qt::WidgetShortcut);
    connect(clear, &QAction::triggered, ui->searchEdit, [this] {
        if (ui->searchEdit->text().isEmpty())
            ui->usersView->setFocus();
        ui->searchEdit->clear();
    });
    ui->searchEdit->addAction(clear);
}

void UsersPanel::setUpView()
{
    QTableView *view = ui->usersView;
    view->setModel(&m_model);
    m_delegate = new UserDelegate(
            Clock::system(), [this](qint64 id) { return ui->deletionBar->isLeaving(id); }, this);
    view->setItemDelegate(m_delegate);
    m_fading.setInterval(fadeInterval);
    connect(&m_fading, &QTimer::timeout, this, &UsersPanel::fadeMarks);
    connect(&m_model, &UserTableModel::loaded, &m_fading, qOverload<>(&QTimer::start));
    setUpTable(*view);
    QHeaderView &header = *view->horizontalHeader();
    header.setSectionResizeMode(UserTableModel::Name, QHeaderView::Stretch);
    header.setSectionResizeMode(UserTableModel::Email, QHeaderView::Stretch);
    header.setSortIndicator(UserTableModel::Id, Qt::AscendingOrder); // as the model begins
    view->setSortingEnabled(true);
    fitColumn(*view, UserTableModel::Id, "1000000 ^");
    fitColumn(*view, UserTableModel::Created, "0000-00-00 00:00:00");
}

void UsersPanel::setUpDeletion()
{
    m_actions = new UserActions(*ui->usersView, m_model, this);
    auto *undo = new QAction(tr("Undo Delete"), this);
    undo->setShortcut(QKeySequence::Undo);
    undo->setShortcutContext(Qt::WidgetShortcut);
    ui->usersView->addAction(undo);
    connect(undo, &QAction::triggered, ui->deletionBar, &UserDeletion::undo);
    connect(m_actions, &UserActions::deleteRequested, ui->deletionBar, &UserDeletion::add);
    connect(m_actions, &UserActions::told, ui->errorLabel, &ErrorLabel::showText);
    connect(ui->deletionBar, &UserDeletion::told, ui->errorLabel, &ErrorLabel::showText);
    connect(ui->deletionBar, &UserDeletion::changed, ui->usersView->viewport(),
            qOverload<>(&QWidget::update));
}

void UsersPanel::setServerAddress(const QUrl &address)
{
    m_actions->setServerAddress(address);
}

/// Stops once there is nothing left to fade.
void UsersPanel::fadeMarks()
{
    const QTableView &view = *ui->usersView;
    const int last = view.rowAt(view.viewport()->height() - 1);
    bool any = false;
    for (int row = std::max(view.rowAt(0), 0);
         row <= (last < 0 ? m_model.rowCount() - 1 : last) && !any; ++row)
        any = m_delegate->mark(m_model.index(row, 0)) > 0;
    if (!any)
        m_fading.stop();
    view.viewport()->update();
}

void UsersPanel::search()
{
    m_searchSoon.stop();
    m_model.search(ui->searchEdit->text().trimmed());
}

void UsersPanel::present()
{
    if (!m_model.isSettled())
        return; // what there was stays until the first page of the search is there
    const int rows = m_model.rowCount();
    if (!m_model.isSearch())
        ui->countLabel->setText(rows ? countText(rows) : QString());
    else if (m_model.hasMore())
        ui->countLabel->setText(tr("%1 found and more").arg(countText(rows - 1)));
    else
        ui->countLabel->setText(tr("%1 found").arg(countText(rows)));
    ui->nothingLabel->setText(tr("No user\u2019s name or e-mail begins with \u201c%1\u201d.")
                                      .arg(ui->searchEdit->text().trimmed()));
    ui->pages->setCurrentWidget(rows                         ? ui->tablePage
                                        : m_model.isSearch() ? ui->nothingPage
                                                             : ui->emptyPage);
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

void UsersPanel::addSamples()
{
    if (!m_store)
        return;
    ui->sampleButton->setEnabled(false);
    deliver(m_store->createAll(sampleUsers(samples)), this,
            [this](const Result<QList<User>> &users) {
                ui->sampleButton->setEnabled(m_store != nullptr);
                ui->errorLabel->showText(users ? QString() : users.error().detail);
                refresh();
            });
}

} // namespace frontdesk
