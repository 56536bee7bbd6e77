// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace frontdesk {

/// Edits a table of fields: what is typed is in the model at once, so that it is kept
/// and sent whatever happens. For header fields it offers common names and values.
class FieldDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setForHeaders(bool headers) { m_headers = headers; }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;

private:
    bool m_headers = false;
};

} // namespace frontdesk
