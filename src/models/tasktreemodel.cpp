// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasktreemodel.h"

#include "models/tasktexts.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>
#include <ranges>

namespace frontdesk {

namespace {

constexpr size_t rangesAnnounced = 32; // above that one wide change is cheaper for a view

/// The last state of each task, by ascending id: parents come before children.
std::vector<Task> lastStates(const QList<Task> &changed)
{
    std::vector<Task> tasks(changed.begin(), changed.end());
    std::ranges::reverse(tasks); // the last change first, so that unique() keeps it
    std::ranges::stable_sort(tasks, {}, &Task::id);
    const auto sameTask = [](const Task &a, const Task &b) { return a.id == b.id; };
    tasks.erase(std::unique(tasks.begin(), tasks.end(), sameTask), tasks.end());
    return tasks;
}

QVariant display(const Task &task, int column)
{
    switch (column) {
    case TaskTreeModel::Name:
        return taskName(task);
    case TaskTreeModel::State:
        return taskStateText(task.state);
    case TaskTreeModel::Progress:
        return taskProgressText(task);
    case TaskTreeModel::Created:
        return QDateTime::fromMSecsSinceEpoch(task.createdAtMs)
                .toString(QStringLiteral("HH:mm:ss"));
    case TaskTreeModel::Duration:
        return taskDurationText(task);
    }
    return {};
}

int alignment(int column)
{
    const bool number = column == TaskTreeModel::Duration;
    return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

TaskTreeModel::TaskTreeModel(QObject *parent)
    : TaskTreeModel(defaultCapacity, parent)
{ }

TaskTreeModel::TaskTreeModel(int capacity, QObject *parent)
    : QAbstractItemModel(parent)
    , m_capacity(capacity)
{ }

TaskTreeModel::~TaskTreeModel() = default;

void TaskTreeModel::update(const QList<Task> &changed)
{
    const auto unfinishedBefore = unfinishedCount();
    Nodes known, fresh;
    for (Task &task : lastStates(changed)) {
        noteState(task);
        if (Node *node = nodeOf(task.id)) {
            node->task = std::move(task);
            known.push_back(node);
        } else if (Node *added = add(std::move(task))) {
            fresh.push_back(added);
        }
    }
    announceChanges(known);
    insert(fresh);
    dropOldest();
    if (unfinishedCount() != unfinishedBefore)
        emit unfinishedCountChanged(unfinishedCount());
}

void TaskTreeModel::addStored(QList<Task> stored)
{
    stored.removeIf([this](const Task &task) { return nodeOf(task.id); });
    update(stored);
}

const Task &TaskTreeModel::taskAt(const QModelIndex &index)
{
    return static_cast<const Node *>(index.constInternalPointer())->task;
}

const Task *TaskTreeModel::find(qint64 id) const
{
    const auto node = m_nodes.find(id);
    return node == m_nodes.end() ? nullptr : &node->second.task;
}

QModelIndex TaskTreeModel::indexOf(qint64 id) const
{
    const auto node = m_nodes.find(id);
    return node == m_nodes.end() ? QModelIndex() : indexOf(&node->second);
}

QModelIndex TaskTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const auto *above = static_cast<const Node *>(parent.constInternalPointer());
    return createIndex(row, column, childrenOf(above)[size_t(row)]);
}

QModelIndex TaskTreeModel::parent(const QModelIndex &index) const
{
    const auto *node = static_cast<const Node *>(index.constInternalPointer());
    return node && node->parent ? indexOf(node->parent) : QModelIndex();
}

int TaskTreeModel::rowCount(const QModelIndex &parent) const
{
    const auto *node = static_cast<const Node *>(parent.constInternalPointer());
    return parent.column() > 0 ? 0 : int(childrenOf(node).size());
}

int TaskTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant TaskTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Task &task = taskAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return display(task, index.column());
    case Qt::ToolTipRole:
        return task.error.isEmpty() ? QVariant() : task.error;
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case IdRole:
        return task.id;
    case StateRole:
        return int(task.state);
    case KindRole:
        return QString::fromStdString(task.kind);
    case PercentRole:
        return taskPercent(task);
    default:
        return {};
    }
}

QVariant TaskTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignment(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractItemModel::headerData(section, orientation, role);
    switch (section) {
    case Name:
        return tr("Task");
    case State:
        return tr("State");
    case Progress:
        return tr("Progress");
    case Created:
        return tr("Created");
    case Duration:
        return tr("Duration");
    }
    return {};
}

bool TaskTreeModel::comesBefore(const Node *a, const Node *b)
{
    if (!a->parent)
        return a->task.id > b->task.id;
    return std::pair(a->task.position, a->task.id) < std::pair(b->task.position, b->task.id);
}

int TaskTreeModel::rowOf(const Node *node) const
{
    const Nodes &siblings = childrenOf(node->parent);
    return int(std::ranges::lower_bound(siblings, node, comesBefore) - siblings.begin());
}

QModelIndex TaskTreeModel::indexOf(const Node *node, int column) const
{
    return node ? createIndex(rowOf(node), column, node) : QModelIndex();
}

TaskTreeModel::Node *TaskTreeModel::nodeOf(qint64 id)
{
    const auto node = m_nodes.find(id);
    return node == m_nodes.end() ? nullptr : &node->second;
}

/// Below its parent if that is as new, else insert() finds its row. Null: it is
/// older than all that there is room for.
TaskTreeModel::Node *TaskTreeModel::add(Task task)
{
    Node *parent = task.parent ? nodeOf(*task.parent) : nullptr;
    if (!parent && size() >= m_capacity && !m_top.empty() && task.id < m_top.back()->task.id)
        return nullptr;
    const qint64 id = task.id;
    Node *node = &m_nodes[id];
    if (!m_kinds.contains(QLatin1String(task.kind)))
        m_kinds.append(QString::fromStdString(task.kind));
    node->task = std::move(task);
    node->parent = parent;
    if (parent && parent->fresh)
        parent->children.insert(std::ranges::upper_bound(parent->children, node, comesBefore),
                                node);
    takeOrphans(node);
    return node;
}

/// Children that came before their parent.
void TaskTreeModel::takeOrphans(Node *parent)
{
    const auto orphans = m_orphans.find(parent->task.id);
    if (orphans == m_orphans.end())
        return;
    for (Node *orphan : orphans->second) {
        const int row = rowOf(orphan);
        beginRemoveRows({}, row, row);
        m_top.erase(m_top.begin() + row);
        endRemoveRows();
        orphan->parent = parent;
        parent->children.push_back(orphan);
    }
    std::ranges::sort(parent->children, comesBefore);
    m_orphans.erase(orphans);
}

void TaskTreeModel::announceChanges(const Nodes &changed)
{
    struct Range
    {
        const Node *parent;
        int first, last;
    };
    std::vector<Range> rows, ranges;
    for (const Node *node : changed) {
        const int row = rowOf(node);
        rows.push_back({ node->parent, row, row });
    }
    std::ranges::sort(rows, [](const Range &a, const Range &b) {
        return std::pair(a.parent, a.first) < std::pair(b.parent, b.first);
    });
    for (const Range &row : rows) {
        if (!ranges.empty() && ranges.back().parent == row.parent
            && ranges.back().last + 1 == row.first)
            ranges.back().last = row.last;
        else
            ranges.push_back(row);
    }
    if (ranges.size() > rangesAnnounced) {
        emit layoutAboutToBeChanged();
        emit layoutChanged();
        return;
    }
    for (const auto &[parent, first, last] : ranges) {
        const Nodes &siblings = childrenOf(parent);
        emit dataChanged(createIndex(first, 0, siblings[size_t(first)]),
                         createIndex(last, ColumnCount - 1, siblings[size_t(last)]));
    }
}

/// @p fresh is by ascending id.
void TaskTreeModel::insert(const Nodes &fresh)
{
    Nodes top;
    std::unordered_map<const Node *, Nodes> families; // whose parents were here before
    for (Node *node : fresh) {
        if (!node->parent)
            top.push_back(node);
        else if (!node->parent->fresh)
            families[node->parent].push_back(node);
        if (!node->parent && node->task.parent)
            m_orphans[*node->task.parent].push_back(node);
    }
    for (Node *node : fresh)
        node->fresh = false;
    std::ranges::reverse(top);
    insertSiblings(top);
    for (auto &[parent, children] : families) {
        std::ranges::sort(children, comesBefore);
        insertSiblings(children);
    }
}

/// In their order; what belongs between the same two rows is one insertion.
void TaskTreeModel::insertSiblings(const Nodes &siblings)
{
    for (auto first = siblings.begin(); first != siblings.end();) {
        const int row = rowOf(*first);
        const auto last = std::find_if(first, siblings.end(),
                                       [&](const Node *node) { return rowOf(node) != row; });
        Node *parent = (*first)->parent;
        beginInsertRows(indexOf(parent), row, row + int(last - first) - 1);
        Nodes &rows = childrenOf(parent);
        rows.insert(rows.begin() + row, first, last);
        endInsertRows();
        first = last;
    }
}

int TaskTreeModel::familySize(const Node *node)
{
    int size = 1;
    for (const Node *child : node->children)
        size += familySize(child);
    return size;
}

/// Whole families; the last one stays, however large it is.
void TaskTreeModel::dropOldest()
{
    if (size() <= m_capacity)
        return;
    auto surplus = size() - m_capacity;
    auto kept = m_top.size();
    while (surplus > 0 && kept > 1)
        surplus -= familySize(m_top[--kept]);
    if (kept == m_top.size())
        return;
    const Nodes dropped(m_top.begin() + qsizetype(kept), m_top.end());
    beginRemoveRows({}, int(kept), int(m_top.size()) - 1);
    m_top.resize(kept);
    for (Node *node : dropped)
        forget(node);
    endRemoveRows();
}

void TaskTreeModel::forget(Node *node)
{
    for (Node *child : node->children)
        forget(child);
    if (!node->parent && node->task.parent) {
        const auto orphans = m_orphans.find(*node->task.parent);
        std::erase(orphans->second, node);
        if (orphans->second.empty())
            m_orphans.erase(orphans);
    }
    m_nodes.erase(node->task.id);
}

void TaskTreeModel::noteState(const Task &task)
{
    if (isFinal(task.state))
        m_unfinished.erase(task.id);
    else
        m_unfinished.insert(task.id);
}

} // namespace frontdesk
