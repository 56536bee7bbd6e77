// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logview.h"

#include <QKeyEvent>
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

void LogView::reset()
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    QTableView::reset();
    if (m_following)
        scrollToBottom();
}

void LogView::keyboardSearch(const QString &) { }

/// Fewer rows move the scroll bar, too: nobody scrolled.
void LogView::updateGeometries()
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    QTableView::updateGeometries();
}

void LogView::resizeEvent(QResizeEvent *event)
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    QTableView::resizeEvent(event);
    if (m_following)
        scrollToBottom();
}

/// Who goes upwards wants to read, even where nothing had to scroll for it.
/// What keyPressEvent() does beyond a table's, for the list of all keys.
QList<std::pair<QString, QString>> LogView::keys()
{
    return { { tr("Home"), tr("Go to the Oldest") },
             { tr("End"), tr("Go to the Newest and Follow") } };
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Up || key == Qt::Key_PageUp || key == Qt::Key_Home)
        setFollowing(false);
    QTableView::keyPressEvent(event);
    if (key == Qt::Key_End && event->modifiers() == Qt::NoModifier)
        setFollowing(true);
}

/// The first move begins at what is in view, not at the first of 100,000 rows; the
/// focus alone (MoveNext) makes no row the current one.
QModelIndex LogView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (action == MoveHome || action == MoveEnd) {
        modifiers |= Qt::ControlModifier;
    } else if (!currentIndex().isValid() && model() && model()->rowCount() > 0) {
        if (action == MoveNext)
            return {};
        const int inView = rowAt(viewport()->height() - 1);
        return model()->index(inView < 0 ? model()->rowCount() - 1 : inView, 0);
    }
    return QTableView::moveCursor(action, modifiers);
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
