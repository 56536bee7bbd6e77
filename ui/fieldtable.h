// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/fieldtablemodel.h"

#include <QTableView>

namespace frontdesk {

class FieldDelegate;

/// A table to type names and values in: typing begins to edit, Tab goes on, Space
/// switches a row off, Delete removes it.
class FieldTable : public QTableView
{
    Q_OBJECT

public:
    explicit FieldTable(FieldTableModel::Kind kind, QWidget *parent = nullptr);

    FieldTableModel &fields() { return m_model; }
    const FieldTableModel &fields() const { return m_model; }
    /// Completes the names of header fields, and the values of those it knows.
    void completeHeaders();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    FieldTableModel m_model;
    FieldDelegate *m_delegate;
};

} // namespace frontdesk
