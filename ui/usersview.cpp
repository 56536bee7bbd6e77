// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "usersview.h"

#include <QScrollBar>

#include <algorithm>

namespace frontdesk {

UsersView::UsersView(QWidget *parent)
    : QTableView(parent)
{
    setVerticalScrollMode(ScrollPerItem); // the bar counts rows: holdStill() rests on that
}

void UsersView::setModel(QAbstractItemModel *newModel)
{
    if (model())
        model()->disconnect(this);
    QTableView::setModel(newModel);
    if (!newModel)
        return;
    connect(newModel, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) {
                holdStill(first, last - first + 1);
            });
    connect(newModel, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) {
                holdStill(first, first - last - 1);
            });
}

void UsersView::keyboardSearch(const QString &) { }

QModelIndex UsersView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int rows = model() ? model()->rowCount() : 0;
    if (rows > 0 && (action == MoveHome || action == MoveEnd))
        return model()->index(action == MoveHome ? 0 : rows - 1,
                              std::max(currentIndex().column(), 0));
    return QTableView::moveCursor(action, modifiers);
}

void UsersView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    emit moved();
}

void UsersView::updateEditorGeometries()
{
    QTableView::updateEditorGeometries();
    emit moved();
}

/// At the very top one sees what comes in there.
void UsersView::holdStill(int first, int added)
{
    const int top = verticalScrollBar()->value();
    const int wasKept = m_kept.isValid() && first <= m_kept.row() ? m_kept.row() - added : -1;
    const bool keeps = wasKept >= top && wasKept <= top + viewport()->height() / rowHeight(0);
    if (!keeps && (top == 0 || first >= top))
        return;
    updateGeometries(); // or the bar wouldn't go so far yet
    verticalScrollBar()->setValue(std::max(keeps ? 0 : first, top + added));
}

} // namespace frontdesk
