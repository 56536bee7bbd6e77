// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QAbstractItemModel>
#include <QList>
#include <QStringList>

#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace frontdesk {

/// The newest background tasks, each as it last stood: newest first, and below
/// each those that it holds, in their order. One whose parent isn't here stands at
/// the top.
///
/// Bounded: the oldest go, with all that they hold. A batch of thousands costs a
/// view a few signals.
class TaskTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, State, Progress, Created, Duration, ColumnCount };
    /// Of any column.
    enum Role {
        IdRole = Qt::UserRole,
        StateRole, ///< the TaskState as int
        KindRole,
        PercentRole, ///< how far it has come; -1: it can't tell, or has ended
    };

    static constexpr int defaultCapacity = 10'000;

    explicit TaskTreeModel(QObject *parent = nullptr);
    explicit TaskTreeModel(int capacity, QObject *parent = nullptr);
    ~TaskTreeModel() override;

    /// Tasks that are new or have changed, oldest change first.
    void update(const QList<Task> &changed);
    /// Tasks from the store: one that is here already came later and stays.
    void addStored(QList<Task> stored);

    /// Of a valid index of this model.
    static const Task &taskAt(const QModelIndex &index);
    /// Null: it isn't here.
    const Task *find(qint64 id) const;
    /// Invalid: it isn't here.
    QModelIndex indexOf(qint64 id) const;
    /// Those that have been seen, in the order of that.
    const QStringList &kinds() const { return m_kinds; }
    /// All of them, at whatever depth.
    int size() const { return int(m_nodes.size()); }
    /// Tasks that were seen to begin and have not ended, here or not.
    int unfinishedCount() const { return int(m_unfinished.size()); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

signals:
    void unfinishedCountChanged(int count);

private:
    struct Node
    {
        Task task;
        Node *parent = nullptr; ///< null: it stands at the top
        std::vector<Node *> children; ///< in their order
        bool fresh = true; ///< not announced yet
    };
    using Nodes = std::vector<Node *>;

    static bool comesBefore(const Node *a, const Node *b); ///< of the same parent
    static int familySize(const Node *node);
    const Nodes &childrenOf(const Node *node) const { return node ? node->children : m_top; }
    Nodes &childrenOf(Node *node) { return node ? node->children : m_top; }
    int rowOf(const Node *node) const; ///< where it is or belongs
    QModelIndex indexOf(const Node *node, int column = 0) const;
    Node *nodeOf(qint64 id);

    Node *add(Task task);
    void takeOrphans(Node *parent);
    void announceChanges(const Nodes &changed);
    void insert(const Nodes &fresh);
    void insertSiblings(const Nodes &siblings);
    void dropOldest();
    void forget(Node *node);
    void noteState(const Task &task);

    const int m_capacity;
    std::unordered_map<qint64, Node> m_nodes;
    Nodes m_top;
    std::unordered_map<qint64, Nodes> m_orphans; ///< at the top, by the parent they lack
    std::unordered_set<qint64> m_unfinished;
    QStringList m_kinds;
};

} // namespace frontdesk
