// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "useractions.h"

#include "base/deliver.h"
#include "client/curlcommand.h"
#include "models/texts.h"
#include "models/usertablemodel.h"
#include "models/usertexts.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QTableView>

#include <algorithm>

namespace frontdesk {

UserActions::UserActions(QTableView &view, UserTableModel &model, QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_model(model)
{
    add(tr("Copy as JSON"), tr("Copy the selected users as the server sends them"),
        QKeySequence::Copy,
        [this](const QList<User> &users) { copy(usersText(users, UserFormat::Json)); });
    add(tr("Copy as CSV"), tr("Copy the selected users as rows for a spreadsheet"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_C,
        [this](const QList<User> &users) { copy(usersText(users, UserFormat::Csv)); });
    m_copyCurl = add(tr("Copy as cURL"), tr("Copy shell commands that ask for the selected users"),
                     Qt::CTRL | Qt::ALT | Qt::Key_C, [this](const QList<User> &users) {
                         QStringList commands;
                         for (const User &user : users) {
                             QUrl url = m_serverAddress;
                             url.setPath(QStringLiteral("/users/%1").arg(user.id));
                             commands += curlCommand({ "GET", url.toEncoded(), {}, {} });
                         }
                         copy(commands.join(u'\n'));
                     });
    add(tr("Delete"), tr("Delete the selected users; for ten seconds this can be undone"),
        QKeySequence::Delete, [this](const QList<User> &users) { emit deleteRequested(users); });
    m_view.addActions(m_actions);
    m_view.setContextMenuPolicy(Qt::ActionsContextMenu);
    updateEnabled();
    connect(m_view.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &UserActions::updateEnabled);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &UserActions::updateEnabled);
}

void UserActions::setServerAddress(const QUrl &address)
{
    m_serverAddress = address;
    updateEnabled();
}

QAction *UserActions::add(const QString &text, const QString &toolTip, const QKeySequence &keys,
                          const Use &use)
{
    auto *action = new QAction(text, this);
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this, use] { useSelected(use); });
    m_actions.append(action);
    return action;
}

/// Users that were selected without having been in view are read first.
void UserActions::useSelected(const Use &use)
{
    QList<std::pair<int, int>> ranges;
    int count = 0;
    for (const QItemSelectionRange &range : m_view.selectionModel()->selection()) {
        ranges.append({ range.top(), range.bottom() });
        count += range.height();
    }
    if (count > mostUsers) {
        emit told(
                tr("Select %1 users at most; %2 are.").arg(countText(mostUsers), countText(count)));
        return;
    }
    std::sort(ranges.begin(), ranges.end());
    deliver(m_model.read(ranges), this, [this, use](const Result<QList<User>> &users) {
        emit told(users ? QString() : users.error().detail);
        if (users && !users->isEmpty())
            use(*users);
    });
}

void UserActions::updateEnabled()
{
    const bool selected = m_view.selectionModel()->hasSelection();
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(selected && (action != m_copyCurl || !m_serverAddress.isEmpty()));
}

void UserActions::copy(const QString &text)
{
    QApplication::clipboard()->setText(text);
}

} // namespace frontdesk
