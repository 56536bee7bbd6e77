// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userspanel.h"

#include "adduserdialog.h"
#include "base/clock.h"
#include "base/deliver.h"
#include "errorlabel.h"
#include "exportbar.h"
#include "icons.h"
#include "models/texts.h"
#include "models/usertexts.h"
#include "storage/userstore.h"
#include "tables.h"
#include "ui_userspanel.h"
#include "useractions.h"
#include "userdelegate.h"
#include "usereditor.h"
#include "userfiles.h"

#include <QAction>
#include <QDropEvent>
#include <QHeaderView>
#include <QMimeData>
#include <QToolButton>

#include <algorithm>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto searchDelay = 150ms; // after the last key
constexpr auto fadeInterval = 100ms;
constexpr int samples = 100;
constexpr int narrowCharacters = 80;

} // namespace

UsersPanel::UsersPanel(QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::UsersPanel>())
{
    ui->setupUi(this);
    setUpActions();
    setUpSearch();
    setUpView();
    setUpEditing();
    setUpDeletion();
    present();

    connect(ui->emptyPage, &NoUsersPage::userRequested, this, &UsersPanel::addUser);
    connect(ui->emptyPage, &NoUsersPage::samplesRequested, this, &UsersPanel::addSamples);
    connect(ui->emptyPage, &NoUsersPage::examplesRequested, this, &UsersPanel::examplesRequested);
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
    m_editor->setStore(store);
    m_store = store;
    m_model.setStore(store);
    m_add->setEnabled(store != nullptr);
    ui->searchEdit->setEnabled(store != nullptr);
    ui->emptyPage->setReady(store != nullptr);
    if (auto *dialog = findChild<AddUserDialog *>())
        dialog->reject();
}

void UsersPanel::setTransfers(const UserTransfers &transfers)
{
    m_files->setTransfers(transfers);
}

void UsersPanel::noteTasks(const QList<Task> &tasks)
{
    m_files->noteTasks(tasks);
}

bool UsersPanel::mayClose()
{
    return m_files->mayClose();
}

bool UsersPanel::isExporting() const
{
    return ui->exportBar->isRunning();
}

void UsersPanel::refresh()
{
    m_model.refresh();
}

/// A tool bar, since it has a menu for what there is no room for.
void UsersPanel::setUpActions()
{
    m_files = new UserFiles(*ui->exportBar, *this);
    connect(m_files, &UserFiles::closeConfirmed, this, &UsersPanel::closeConfirmed);
    connect(ui->exportBar, &ExportBar::runningChanged, this, [this](bool running) {
        if (!running)
            emit exportEnded();
    });
    m_add = new QAction(icon(QStringLiteral("add")), tr("&Add user…"), this);
    m_add->setToolTip(tr("Add a user (Ctrl+U)"));
    m_add->setShortcut(Qt::CTRL | Qt::Key_U);
    m_add->setEnabled(false);
    connect(m_add, &QAction::triggered, this, &UsersPanel::addUser);
    m_menuActions = { m_add, m_files->importAction(), m_files->exportAction() };
    ui->toolBar->addActions(m_menuActions);
    for (const auto &[action, name] :
         { std::pair(m_add, "addButton"), std::pair(m_files->importAction(), "importButton"),
           std::pair(m_files->exportAction(), "exportButton") }) {
        QWidget *button = ui->toolBar->widgetForAction(action);
        button->setObjectName(QLatin1String(name));
        button->setAccessibleName(QString(action->text()).remove(u'&'));
        button->setFocusPolicy(Qt::StrongFocus);
    }
    if (auto *more
        = ui->toolBar->findChild<QToolButton *>(QStringLiteral("qt_toolbar_ext_button"))) {
        more->setIcon(icon(QStringLiteral("more"))); // the style's own is black in any theme
        more->setToolTip(tr("More"));
        more->setAccessibleName(tr("More"));
        more->setFocusPolicy(Qt::StrongFocus);
    }
    setAcceptDrops(true);
}

void UsersPanel::setUpSearch()
{
    ui->searchEdit->addAction(icon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    ui->searchEdit->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
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
    const auto isLeaving = [this](qint64 id) { return ui->deletionBar->isLeaving(id); };
    m_delegate = new UserDelegate(Clock::system(), isLeaving, this);
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

void UsersPanel::setUpEditing()
{
    m_editor = new UserEditor(
            *ui->usersView, m_model, [this](qint64 id) { return ui->deletionBar->isLeaving(id); },
            this);
    connect(m_editor, &UserEditor::told, ui->errorLabel, &ErrorLabel::showText);
    connect(ui->deletionBar, &UserDeletion::changed, m_editor, &UserEditor::noteLeaving);
    auto *edit = new QAction(tr("Edit"), this);
    edit->setToolTip(tr("Change the name or the e-mail of the current user"));
    edit->setShortcuts({ Qt::Key_F2, Qt::Key_Return, Qt::Key_Enter });
    edit->setShortcutContext(Qt::WidgetShortcut);
    ui->usersView->addAction(edit);
    connect(edit, &QAction::triggered, this, [this] {
        const QModelIndex current = ui->usersView->currentIndex();
        const bool isEmail = current.column() == UserTableModel::Email;
        m_editor->edit(
                current.siblingAtColumn(isEmail ? UserTableModel::Email : UserTableModel::Name));
    });
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
    ui->emptyPage->setServerAddress(address);
}

/// In a narrow panel names and addresses have the room.
void UsersPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    ui->usersView->setColumnHidden(UserTableModel::Created,
                                   width() < fontMetrics().averageCharWidth() * narrowCharacters);
}

void UsersPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_files->importAction()->isEnabled() && !UserFiles::fileIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void UsersPanel::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    m_files->importFile(UserFiles::fileIn(*event->mimeData()));
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
    ui->emptyPage->setBusy(true);
    deliver(m_store->createAll(sampleUsers(samples)), this,
            [this](const Result<QList<User>> &users) {
                ui->emptyPage->setBusy(false);
                ui->emptyPage->setReady(m_store != nullptr);
                ui->errorLabel->showText(users ? QString() : users.error().detail);
                refresh();
            });
}

} // namespace frontdesk
