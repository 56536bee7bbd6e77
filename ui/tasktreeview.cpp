// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasktreeview.h"

#include <QAccessible>

namespace frontdesk {

TaskTreeView::TaskTreeView(QWidget *parent)
    : QTreeView(parent)
{
    setUniformRowHeights(true); // no row is measured then, however many there are
}

/// QTreeView looks for the place of every row of the range: a fraction of a second
/// for thousands. Here nothing is edited and all rows are of one height.
void TaskTreeView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                               const QList<int> &roles)
{
    if (QAccessible::isActive())
        QTreeView::dataChanged(topLeft, bottomRight, roles);
    else
        viewport()->update();
}

/// Otherwise the current row would become its neighbour, and the next order would
/// be for that.
void TaskTreeView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    QModelIndex index = currentIndex();
    while (index.isValid() && index.parent() != parent)
        index = index.parent();
    if (index.isValid() && index.row() >= first && index.row() <= last) {
        selectionModel()->clear();
        setCurrentIndex({});
    }
    QTreeView::rowsAboutToBeRemoved(parent, first, last);
}

} // namespace frontdesk
