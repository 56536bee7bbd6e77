// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fieldtable.h"

#include "colours.h"
#include "fielddelegate.h"
#include "tables.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace frontdesk {

FieldTable::FieldTable(FieldTableModel::Kind kind, QWidget *parent)
    : QTableView(parent)
    , m_model(kind)
    , m_delegate(new FieldDelegate(this))
{
    setModel(&m_model);
    setItemDelegate(m_delegate);
    setUpTable(*this);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                    | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    horizontalHeader()->setSectionResizeMode(FieldTableModel::Name, QHeaderView::Interactive);
    horizontalHeader()->setSectionResizeMode(FieldTableModel::Value, QHeaderView::Stretch);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    fitColumn(*this, FieldTableModel::Name, "Idempotency-Key-and");
    if (kind == FieldTableModel::Kind::Parts)
        fitColumn(*this, FieldTableModel::IsFile, "File  ");
    setTabKeyNavigation(false); // see moveCursor()
}

void FieldTable::completeHeaders()
{
    m_delegate->setForHeaders(true);
}

/// A row that was emptied goes once nobody is in it any more.
void FieldTable::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    const QPersistentModelIndex edited = currentIndex();
    QTableView::closeEditor(editor, hint);
    if (edited.isValid() && edited.row() != currentIndex().row())
        m_model.removeIfBlank(edited.row());
}

void FieldTable::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex current = currentIndex();
    if (event->key() == Qt::Key_Delete && current.isValid() && m_model.removeRows(current.row(), 1))
        return;
    // Return edits, as F2 does; Ctrl+Return is not ours.
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && event->modifiers() == Qt::NoModifier && current.isValid() && state() != EditingState) {
        edit(current);
        return;
    }
    QTableView::keyPressEvent(event);
}

/// From name to value, from value to the next row's name; beyond the last one Tab
/// leaves the table.
QModelIndex FieldTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex current = currentIndex();
    if ((action != MoveNext && action != MovePrevious) || !current.isValid())
        return QTableView::moveCursor(action, modifiers);
    const int columns = m_model.columnCount();
    const int cell = current.row() * columns + current.column() + (action == MoveNext ? 1 : -1);
    return m_model.index(cell / columns, cell % columns);
}

/// An empty table says what to do.
void FieldTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_model.rowCount() > 1 || state() == EditingState)
        return;
    QPainter painter(viewport());
    painter.setPen(colour(Tone::Muted, palette()));
    const QRect row = visualRect(m_model.index(0, FieldTableModel::Name));
    painter.drawText(QRect(row.left() + 8, row.top(), viewport()->width(), row.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, tr("Type a name, Tab, and its value"));
}

} // namespace frontdesk
