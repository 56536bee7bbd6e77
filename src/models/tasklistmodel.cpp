// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklistmodel.h"

#include "models/texts.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>
#include <ranges>

namespace frontdesk {

namespace {

constexpr size_t rangesAnnounced = 32; // above that one wide change is cheaper for a view

bool newerFirst(const Task &a, const Task &b)
{
    return a.id > b.id;
}

/// The last state of each task, newest task first.
std::vector<Task> lastStates(const QList<Task> &changed)
{
    std::vector<Task> tasks(changed.begin(), changed.end());
    std::ranges::reverse(tasks); // the last change first, so that unique() keeps it
    std::ranges::stable_sort(tasks, newerFirst);
    const auto repeated = std::ranges::unique(tasks, {}, &Task::id);
    tasks.erase(repeated.begin(), repeated.end());
    return tasks;
}

QString stateText(TaskState state)
{
    switch (state) {
    case TaskState::Scheduled:
        return TaskListModel::tr("scheduled");
    case TaskState::Queued:
        return TaskListModel::tr("queued");
    case TaskState::Running:
        return TaskListModel::tr("running");
    case TaskState::Retrying:
        return TaskListModel::tr("retrying");
    case TaskState::Cancelling:
        return TaskListModel::tr("cancelling");
    case TaskState::Completed:
        return TaskListModel::tr("completed");
    case TaskState::Failed:
        return TaskListModel::tr("failed");
    case TaskState::Cancelled:
        return TaskListModel::tr("cancelled");
    }
    return {};
}

QString progressText(const Task &task)
{
    const TaskProgress &progress = task.progress;
    if (progress.total <= 0)
        return progress.text;
    const auto percent = QStringLiteral("%1 %").arg(100 * progress.done / progress.total);
    return progress.text.isEmpty() ? percent : percent + QStringLiteral(" · ") + progress.text;
}

qint64 durationMs(const Task &task)
{
    return task.startedAtMs && task.endedAtMs ? *task.endedAtMs - *task.startedAtMs : -1;
}

QVariant display(const Task &task, int column)
{
    switch (column) {
    case TaskListModel::Name:
        return taskName(task);
    case TaskListModel::State:
        return stateText(task.state);
    case TaskListModel::Progress:
        return progressText(task);
    case TaskListModel::Created:
        return QDateTime::fromMSecsSinceEpoch(task.createdAtMs)
                .toString(QStringLiteral("HH:mm:ss"));
    case TaskListModel::Duration:
        return durationMs(task) < 0 ? QString() : durationText(durationMs(task) * 1'000'000);
    }
    return {};
}

QVariant raw(const Task &task, int column)
{
    switch (column) {
    case TaskListModel::Name:
        return task.id;
    case TaskListModel::State:
        return int(task.state);
    case TaskListModel::Created:
        return task.createdAtMs;
    case TaskListModel::Duration:
        return durationMs(task);
    default:
        return display(task, column);
    }
}

int alignment(int column)
{
    const bool number = column == TaskListModel::Duration;
    return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

TaskListModel::TaskListModel(QObject *parent)
    : TaskListModel(defaultCapacity, parent)
{ }

TaskListModel::TaskListModel(int capacity, QObject *parent)
    : QAbstractTableModel(parent)
    , m_capacity(capacity)
{ }

void TaskListModel::update(const QList<Task> &changed)
{
    const auto unfinishedBefore = unfinishedCount();
    std::vector<Task> known, fresh;
    for (Task &task : lastStates(changed)) {
        noteState(task);
        (rowOf(task.id) >= 0 ? known : fresh).push_back(std::move(task));
    }
    replace(known);
    insert(std::move(fresh));
    if (unfinishedCount() != unfinishedBefore)
        emit unfinishedCountChanged(unfinishedCount());
}

void TaskListModel::addStored(QList<Task> stored)
{
    stored.removeIf([this](const Task &task) { return rowOf(task.id) >= 0; });
    update(stored);
}

void TaskListModel::clear()
{
    beginResetModel();
    m_tasks.clear();
    m_unfinished.clear();
    endResetModel();
    emit unfinishedCountChanged(0);
}

int TaskListModel::rowOf(qint64 id) const
{
    const int place = placeOf(id);
    return place < rowCount() && taskAt(place).id == id ? place : -1;
}

int TaskListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tasks.size());
}

int TaskListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TaskListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Task &task = taskAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(task, index.column());
    case Qt::ToolTipRole:
        return task.error.isEmpty() ? QVariant() : task.error;
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case SortRole:
        return raw(task, index.column());
    case StateRole:
        return int(task.state);
    default:
        return {};
    }
}

QVariant TaskListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignment(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
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

int TaskListModel::placeOf(qint64 id) const
{
    return int(std::ranges::lower_bound(m_tasks, id, std::ranges::greater {}, &Task::id)
               - m_tasks.begin());
}

/// @p known is by descending id, as the rows are.
void TaskListModel::replace(const std::vector<Task> &known)
{
    struct Range
    {
        int first, last;
    };
    std::vector<Range> ranges;
    for (const Task &task : known) {
        const int row = rowOf(task.id);
        m_tasks[size_t(row)] = task;
        if (!ranges.empty() && ranges.back().last + 1 == row)
            ranges.back().last = row;
        else
            ranges.push_back({ row, row });
    }
    if (ranges.size() > rangesAnnounced)
        ranges = { { ranges.front().first, ranges.back().last } };
    for (const auto &[first, last] : ranges)
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

/// @p fresh is by descending id; what belongs between the same two rows is one
/// insertion.
void TaskListModel::insert(std::vector<Task> fresh)
{
    if (fresh.size() > size_t(m_capacity))
        fresh.resize(size_t(m_capacity));
    for (auto first = fresh.begin(); first != fresh.end();) {
        const int row = placeOf(first->id);
        const auto last = std::find_if(first, fresh.end(),
                                       [&](const Task &task) { return placeOf(task.id) != row; });
        beginInsertRows({}, row, row + int(last - first) - 1);
        m_tasks.insert(m_tasks.begin() + row, std::make_move_iterator(first),
                       std::make_move_iterator(last));
        endInsertRows();
        first = last;
    }
    dropOldest();
}

void TaskListModel::dropOldest()
{
    if (rowCount() <= m_capacity)
        return;
    beginRemoveRows({}, m_capacity, rowCount() - 1);
    m_tasks.erase(m_tasks.begin() + m_capacity, m_tasks.end());
    endRemoveRows();
}

void TaskListModel::noteState(const Task &task)
{
    if (isFinal(task.state))
        m_unfinished.erase(task.id);
    else
        m_unfinished.insert(task.id);
}

} // namespace frontdesk
