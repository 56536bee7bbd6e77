// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "usereditor.h"

#include "base/deliver.h"
#include "storage/userstore.h"
#include "usersview.h"

#include <QJsonObject>

#include <utility>

namespace frontdesk {

namespace {

QString textOf(const User &user, int column)
{
    return QString::fromStdString(column == UserTableModel::Name ? user.name : user.email);
}

QString keyOf(int column)
{
    return column == UserTableModel::Name ? QStringLiteral("name") : QStringLiteral("email");
}

/// The column that Tab leads to.
int columnAfter(int column, CellField::Way way)
{
    if (way == CellField::Way::Forward && column == UserTableModel::Name)
        return UserTableModel::Email;
    if (way == CellField::Way::Backward && column == UserTableModel::Email)
        return UserTableModel::Name;
    return -1;
}

} // namespace

UserEditor::UserEditor(UsersView &view, UserTableModel &model, IsLeaving isLeaving, QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_model(model)
    , m_isLeaving(std::move(isLeaving))
{
    connect(&m_view, &QAbstractItemView::doubleClicked, this, &UserEditor::edit);
    connect(&m_view, &UsersView::moved, this, [this] {
        if (m_field && m_at.isValid())
            m_field->layOver(m_view.visualRect(m_at));
    });
    connect(&m_model, &UserTableModel::loaded, this, &UserEditor::follow);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &UserEditor::follow);
}

UserEditor::~UserEditor()
{
    delete m_field;
}

void UserEditor::setStore(UserStore *store)
{
    close();
    m_store = store;
}

void UserEditor::edit(const QModelIndex &index)
{
    if (m_field) {
        m_field->setFocus();
        return;
    }
    const User *user = index.isValid() ? m_model.userAt(index.row()) : nullptr;
    if (!m_store || !user
        || (index.column() != UserTableModel::Name && index.column() != UserTableModel::Email))
        return;
    if (m_isLeaving(user->id))
        emit told(tr("“%1” is about to be deleted. Undo that first to change this user.")
                          .arg(QString::fromStdString(user->name)));
    else
        open(*user, index.column(), index);
}

void UserEditor::noteLeaving()
{
    if (m_field && m_isLeaving(m_user.id))
        close();
}

void UserEditor::open(const User &user, int column, const QModelIndex &index)
{
    m_user = user;
    m_column = column;
    m_at = index;
    m_next = -1;
    m_conflict = false;
    m_field = new CellField(m_view);
    m_field->setAccessibleName(column == UserTableModel::Name
                                       ? tr("Name of user %1").arg(user.id)
                                       : tr("E-mail of user %1").arg(user.id));
    m_field->setText(textOf(user, column));
    m_field->selectAll();
    connect(m_field, &CellField::submitted, this, &UserEditor::submit);
    connect(m_field, &CellField::givenUp, this, [this] {
        if (!m_saving) // what is on its way can't be called back
            close();
    });
    connect(m_field, &QLineEdit::textEdited, this, [this] {
        if (!m_conflict)
            m_field->showError({});
    });
    m_view.scrollTo(index);
    m_view.keepInPlace(m_at);
    m_field->layOver(m_view.visualRect(m_at));
    m_field->show();
    m_field->setFocus();
}

void UserEditor::submit(CellField::Way way)
{
    if (m_saving || (way == CellField::Way::Elsewhere && m_field->isWrong()))
        return;
    m_next = columnAfter(m_column, way);
    const QString text = m_field->text().trimmed();
    if (text == textOf(m_user, m_column)) {
        finish();
        return;
    }
    const QJsonObject change { { keyOf(m_column), text } };
    if (const auto patch = UserPatch::fromJson(change))
        save(*patch);
    else
        refuse(patch.error().detail);
}

void UserEditor::save(const UserPatch &patch)
{
    m_saving = true;
    m_field->setReadOnly(true);
    Precondition seen;
    seen.match = VersionSet { false, { m_user.version } };
    deliver(m_store->update(m_user.id, patch, std::move(seen)), this,
            [this, field = m_field](const Result<User> &user) {
                if (field && field == m_field) // else it was closed meanwhile
                    saved(user);
            });
}

void UserEditor::saved(const Result<User> &user)
{
    m_saving = false;
    m_field->setReadOnly(false);
    if (user) {
        m_user = *user;
        m_model.replace(*user);
        finish();
    } else if (user.error().kind == ErrorKind::PreconditionFailed) {
        lookAgain();
    } else if (user.error().kind == ErrorKind::NotFound) {
        refuse(tr("Somebody has deleted this user meanwhile."));
    } else {
        refuse(user.error().detail);
    }
}

/// Somebody was faster: what is there now is what Return would overwrite.
void UserEditor::lookAgain()
{
    if (!m_store) { // it has gone while the answer was on its way
        close();
        return;
    }
    m_saving = true;
    deliver(m_store->read(m_user.id), this, [this, field = m_field](const Result<User> &now) {
        if (field && field == m_field)
            reopened(now);
    });
}

void UserEditor::reopened(const Result<User> &now)
{
    m_saving = false;
    if (!now) {
        saved(now);
        return;
    }
    const bool same = textOf(*now, m_column) == textOf(m_user, m_column);
    m_user = *now;
    m_model.replace(*now);
    if (textOf(m_user, m_column) == m_field->text().trimmed()) {
        finish();
        return;
    }
    refuse(same ? tr("Somebody else has changed this user meanwhile. Return saves all the same, "
                     "Escape gives up.")
                : tr("Somebody else has changed this to “%1” meanwhile. Return saves yours, "
                     "Escape keeps theirs.")
                           .arg(textOf(m_user, m_column)));
    m_conflict = true;
}

void UserEditor::refuse(const QString &sentence)
{
    m_conflict = false;
    m_field->showError(sentence);
}

/// On to the other text where Tab said so.
void UserEditor::finish()
{
    const QModelIndex at = m_at;
    const int next = std::exchange(m_next, -1);
    close();
    if (next >= 0 && at.isValid())
        open(m_user, next, at.siblingAtColumn(next));
}

void UserEditor::close()
{
    if (!m_field)
        return;
    m_saving = false;
    const bool hadFocus = m_field->hasFocus();
    m_field->disconnect(this);
    m_field->hide();
    m_field->deleteLater(); // it may be the sender
    m_field = nullptr;
    m_view.keepInPlace({});
    if (hadFocus)
        m_view.setFocus();
}

/// Rows may have come and gone, or be another order's.
void UserEditor::follow()
{
    if (!m_field)
        return;
    const User *there = m_at.isValid() ? m_model.userAt(m_at.row()) : nullptr;
    if (!m_at.isValid() || (there && there->id != m_user.id)) {
        const int row = m_model.rowOf(m_user.id);
        m_at = row < 0 ? QModelIndex() : m_model.index(row, m_column);
        m_view.keepInPlace(m_at);
    }
    const QString lost = tr("“%1” is not among these rows any more. Return saves, Escape gives up.")
                                 .arg(QString::fromStdString(m_user.name));
    if (m_at.isValid()) {
        m_field->layOver(m_view.visualRect(m_at));
        if (m_field->sentence() == lost)
            m_field->showNote({});
    } else if (m_field->sentence().isEmpty()) {
        m_field->showNote(lost);
    }
}

} // namespace frontdesk
