// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace frontdesk {

/// A tree whose rows change by the thousand. The selection only goes when its row
/// does, and never to another row.
class TaskTreeView : public QTreeView
{
    Q_OBJECT

public:
    explicit TaskTreeView(QWidget *parent = nullptr);

    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;

protected:
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
};

} // namespace frontdesk
