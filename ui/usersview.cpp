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

/// At the very top one sees what comes in there.
void UsersView::holdStill(int first, int added)
{
    const int top = verticalScrollBar()->value();
    if (top == 0 || first >= top)
        return;
    updateGeometries(); // or the bar wouldn't go so far yet
    verticalScrollBar()->setValue(std::max(first, top + added));
}

} // namespace frontdesk
