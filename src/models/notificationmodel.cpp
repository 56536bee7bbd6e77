// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notificationmodel.h"

#include "base/clock.h"
#include "models/texts.h"

#include <QDateTime>

#include <utility>

namespace frontdesk {

namespace {

bool isNoteworthy(const Task &task)
{
    return task.state == TaskState::Completed || task.state == TaskState::Failed;
}

/// A task that was cancelled is no news to the one who cancelled it.
Notification summary(const QList<Task> &changed)
{
    Notification summary;
    for (const Task &task : changed) {
        if (!isNoteworthy(task))
            continue;
        summary.lastTask = task.id;
        if (task.state == TaskState::Failed) {
            ++summary.failed;
            summary.lastText = taskName(task) + QStringLiteral(": ") + task.error;
        } else {
            ++summary.completed;
            summary.lastText = taskName(task);
            if (task.startedAtMs && task.endedAtMs)
                summary.lastText += QStringLiteral(" · ")
                        + durationText((*task.endedAtMs - *task.startedAtMs) * 1'000'000);
        }
    }
    return summary;
}

} // namespace

QString headline(const Notification &notification)
{
    const auto &[completed, failed] = std::pair(notification.completed, notification.failed);
    if (completed + failed == 1)
        return completed ? NotificationModel::tr("Background task completed")
                         : NotificationModel::tr("Background task failed");
    if (!completed)
        return NotificationModel::tr("%1 background tasks failed").arg(countText(failed));
    const QString text = completed == 1
            ? NotificationModel::tr("1 background task completed")
            : NotificationModel::tr("%1 background tasks completed").arg(countText(completed));
    return failed ? NotificationModel::tr("%1, %2 failed").arg(text, countText(failed)) : text;
}

NotificationModel::NotificationModel(const Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{ }

void NotificationModel::noteTasks(const QList<Task> &changed)
{
    Notification news = summary(changed);
    if (!news.completed && !news.failed)
        return;
    news.atMs = m_clock.wallMs();
    const qint64 nowNs = m_clock.steadyNs();
    if (continuesBurst(nowNs)) {
        news.completed += m_notifications.front().completed;
        news.failed += m_notifications.front().failed;
        m_notifications.front() = news;
        emit dataChanged(index(0), index(0));
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
    m_burstOpen = true;
    m_lastNs = nowNs;
    emit notified(news);
}

void NotificationModel::markAllRead()
{
    m_burstOpen = false;
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
        return notification.failed > 0;
    case TaskRole:
        return notification.lastTask;
    default:
        return {};
    }
}

bool NotificationModel::continuesBurst(qint64 nowNs) const
{
    return m_burstOpen && nowNs - m_lastNs <= std::chrono::nanoseconds(burstGap).count();
}

void NotificationModel::setUnreadCount(int count)
{
    if (count == m_unread)
        return;
    m_unread = count;
    emit unreadCountChanged(count);
}

} // namespace frontdesk
