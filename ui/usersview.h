// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QTableView>

namespace frontdesk {

/// A table of any number of rows that others change. What comes or goes above the
/// rows in view doesn't move them. Home and End go to the first and the last row.
class UsersView : public QTableView
{
    Q_OBJECT

public:
    explicit UsersView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Does nothing: it would ask a million rows for their text. There is a search.
    void keyboardSearch(const QString &search) override;
    /// While it is in view, what comes or goes above it doesn't move it, not even
    /// where it would be seen to come in at the top; invalid: nothing is special.
    void keepInPlace(const QPersistentModelIndex &index) { m_kept = index; }

signals:
    /// Rows or columns may be elsewhere in the viewport now.
    void moved();

protected:
    void scrollContentsBy(int dx, int dy) override;
    void updateEditorGeometries() override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void holdStill(int first, int added);

    QPersistentModelIndex m_kept;
};

} // namespace frontdesk
