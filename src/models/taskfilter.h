// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace frontdesk {

/// The tasks of a TaskTreeModel in certain states and of a certain kind, with
/// those that hold them.
class TaskFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// Which states; Open is all that have not ended.
    enum class Ended { Either, Open };

    explicit TaskFilter(QObject *parent = nullptr);

    /// No @p state: any, or any that @p ended allows. No @p kind: any.
    void show(std::optional<TaskState> state, Ended ended, const QString &kind);
    /// Whether any task may be left out.
    bool isActive() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    std::optional<TaskState> m_state;
    Ended m_ended = Ended::Either;
    QString m_kind;
};

} // namespace frontdesk
