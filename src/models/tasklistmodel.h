// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QAbstractTableModel>
#include <QList>

#include <unordered_set>
#include <vector>

namespace frontdesk {

/// The newest background tasks, newest first, each as it last stood.
class TaskListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, State, Progress, Created, Duration, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole, ///< the raw value
        StateRole, ///< the TaskState as int, of any column
    };

    static constexpr int defaultCapacity = 10'000;

    explicit TaskListModel(QObject *parent = nullptr);
    explicit TaskListModel(int capacity, QObject *parent = nullptr);

    /// Tasks that are new or have changed, oldest change first.
    void update(const QList<Task> &changed);
    /// Tasks from the store: one that is here already came later and stays.
    void addStored(QList<Task> stored);
    void clear();

    const Task &taskAt(int row) const { return m_tasks[size_t(row)]; }
    /// -1: it has none.
    int rowOf(qint64 id) const;
    /// Tasks that were seen to begin and have not ended, with a row or without.
    int unfinishedCount() const { return int(m_unfinished.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

signals:
    void unfinishedCountChanged(int count);

private:
    int placeOf(qint64 id) const; ///< the row where it is or belongs
    void replace(const std::vector<Task> &known);
    void insert(std::vector<Task> fresh);
    void dropOldest();
    void noteState(const Task &task);

    const int m_capacity;
    std::vector<Task> m_tasks; ///< by descending id
    std::unordered_set<qint64> m_unfinished;
};

} // namespace frontdesk
