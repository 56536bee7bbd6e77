// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskfilter.h"

#include "models/tasktreemodel.h"

namespace frontdesk {

TaskFilter::TaskFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
}

void TaskFilter::show(std::optional<TaskState> state, Ended ended, const QString &kind)
{
    m_state = state;
    m_ended = ended;
    m_kind = kind;
    invalidateFilter();
}

bool TaskFilter::isActive() const
{
    return m_state || m_ended == Ended::Open || !m_kind.isEmpty();
}

bool TaskFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (!isActive())
        return true;
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const Task &task = TaskTreeModel::taskAt(index);
    return (!m_state || task.state == *m_state)
            && (m_ended == Ended::Either || !isFinal(task.state))
            && (m_kind.isEmpty() || m_kind == QLatin1String(task.kind));
}

} // namespace frontdesk
