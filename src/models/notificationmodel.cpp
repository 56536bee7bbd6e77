// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notificationmodel.h"

#include "base/clock.h"
#include "models/tasktexts.h"
#include "models/texts.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

QString textOf(const Task &task)
{
    if (task.state == TaskState::Failed)
        return taskName(task) + QStringLiteral(": ") + task.error;
    const QString duration = taskDurationText(task);
    return duration.isEmpty() ? taskName(task) : taskName(task) + QStringLiteral(" · ") + duration;
}

/// A task that was cancelled is no news to the one who cancelled it.
Notification summary(const QList<Task> &changed, bool failed)
{
    const auto state = failed ? TaskState::Failed : TaskState::Completed;
    Notification summary;
    summary.failed = failed;
    const Task *last = nullptr;
    for (const Task &task : changed) {
        if (task.state != state)
            continue;
        ++summary.count;
        last = &task;
    }
    if (last) {
        summary.lastTask = last->id;
        summary.lastText = textOf(*last);
    }
    return summary;
}

} // namespace

QString headline(const Notification &notification)
{
    if (notification.count == 1)
        return notification.failed ? NotificationModel::tr("Background task failed")
                                   : NotificationModel::tr("Background task completed");
    return (notification.failed ? NotificationModel::tr("%1 background tasks failed")
                                : NotificationModel::tr("%1 background tasks completed"))
            .arg(countText(notification.count));
}

NotificationModel::NotificationModel(const Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{ }

void NotificationModel::noteTasks(const QList<Task> &changed)
{
    for (const bool failed : { false, true }) {
        if (Notification news = summary(changed, failed); news.count > 0)
            note(std::move(news));
    }
}

void NotificationModel::note(Notification news)
{
    news.atMs = m_clock.wallMs();
    const qint64 nowNs = m_clock.steadyNs();
    if (const int row = rowOfBurst(news.failed, nowNs); row >= 0) {
        news.count += at(row).count;
        m_notifications[size_t(row)] = news;
        emit dataChanged(index(row), index(row));
    } else {
        if (rowCount() == capacity) {
            beginRemoveRows({}, capacity - 1, capacity - 1);
            m_notifications.pop_back();
            endRemoveRows();
        }
        beginInsertRows({}, 0, 0);
        m_notifications.push_front(news);
        endInsertRows();
        setUnreadCount(std::min(m_unread + 1, capacity));
    }
    m_bursts[news.failed] = { nowNs, true };
    emit notified(news);
}

void NotificationModel::markAllRead()
{
    m_bursts = {};
    setUnreadCount(0);
}

void NotificationModel::clear()
{
    beginResetModel();
    m_notifications.clear();
    endResetModel();
    markAllRead();
}

int NotificationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_notifications.size());
}

QVariant NotificationModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Notification &notification = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return headline(notification);
    case DetailRole:
    case Qt::ToolTipRole:
        return notification.lastText;
    case TimeRole:
        return QDateTime::fromMSecsSinceEpoch(notification.atMs)
                .toString(QStringLiteral("HH:mm:ss"));
    case FailedRole:
        return notification.failed;
    case TaskRole:
        return notification.lastTask;
    default:
        return {};
    }
}

/// The newest of its sort, where that goes on; -1: it doesn't.
int NotificationModel::rowOfBurst(bool failed, qint64 nowNs) const
{
    const Burst &burst = m_bursts[failed];
    if (!burst.open || nowNs - burst.lastNs > std::chrono::nanoseconds(burstGap).count())
        return -1;
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).failed == failed)
            return row;
    }
    return -1;
}

void NotificationModel::setUnreadCount(int count)
{
    if (count == m_unread)
        return;
    m_unread = count;
    emit unreadCountChanged(count);
}

} // namespace frontdesk
