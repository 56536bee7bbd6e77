// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logview.h"

#include <QScopedValueRollback>
#include <QScrollBar>

namespace frontdesk {

LogView::LogView(QWidget *parent)
    : QTableView(parent)
{
    setVerticalScrollMode(ScrollPerItem); // the bar counts rows: holdStill() rests on that
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::scrolled);
}

void LogView::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    if (following)
        scrollToBottom();
    emit followingChanged(following);
}

void LogView::setModel(QAbstractItemModel *newModel)
{
    if (model())
        model()->disconnect(this);
    QTableView::setModel(newModel);
    if (!newModel)
        return;
    connect(newModel, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) {
                if (first == 0)
                    holdStill(last + 1);
            });
}

void LogView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QTableView::rowsInserted(parent, first, last);
    if (m_following) {
        const QScopedValueRollback adjusting(m_adjusting, true);
        scrollToBottom();
    }
}

/// Or the current row would pass to the next one, and the view would scroll there.
void LogView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    const int current = currentIndex().row();
    if (current >= first && current <= last)
        selectionModel()->clearCurrentIndex();
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void LogView::resizeEvent(QResizeEvent *event)
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    QTableView::resizeEvent(event);
    if (m_following)
        scrollToBottom();
}

void LogView::scrolled(int value)
{
    if (!m_adjusting)
        setFollowing(value == verticalScrollBar()->maximum());
}

void LogView::holdStill(int removedAbove)
{
    if (m_following)
        return; // the insertion that made room necessary scrolls
    const QScopedValueRollback adjusting(m_adjusting, true);
    verticalScrollBar()->setValue(verticalScrollBar()->value() - removedAbove);
}

} // namespace frontdesk
