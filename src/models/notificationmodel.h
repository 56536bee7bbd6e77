// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QAbstractListModel>
#include <QList>

#include <array>
#include <chrono>
#include <deque>

namespace frontdesk {

class Clock;

/// What is worth a word to whoever sits before the window: tasks that ended in
/// the same moment and in the same way.
struct Notification
{
    qint64 atMs = 0; ///< wall clock, of the last of them
    bool failed = false; ///< or completed
    qint64 count = 0;
    qint64 lastTask = 0; ///< id of the one that ended last
    QString lastText; ///< "sleep #3 · 5.00 s", or the error of one that failed

    bool operator==(const Notification &) const = default;
};

/// "Background task completed", "1,000 background tasks completed", "2 … failed".
QString headline(const Notification &notification);

/// Notifications, newest first. Tasks that end within a moment of each other
/// count up one notification instead of adding more; those that fail have their own,
/// so that a thousand that complete don't hide them. Bounded.
class NotificationModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { DetailRole = Qt::UserRole, TimeRole, FailedRole, TaskRole };

    static constexpr int capacity = 1'000;
    static constexpr std::chrono::milliseconds burstGap { 500 };

    /// @p clock outlives the model.
    explicit NotificationModel(const Clock &clock, QObject *parent = nullptr);

    /// Takes note of those of @p changed that completed or failed.
    void noteTasks(const QList<Task> &changed);
    /// Everything has been seen; what comes next is a new notification.
    void markAllRead();
    void clear();

    const Notification &at(int row) const { return m_notifications[size_t(row)]; }
    int unreadCount() const { return m_unread; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

signals:
    /// It is new or has counted up. Of what came together the failed ones come last.
    void notified(const frontdesk::Notification &notification);
    void unreadCountChanged(int count);

private:
    struct Burst
    {
        qint64 lastNs = 0; ///< steady clock, when it last counted up
        bool open = false;
    };

    void note(Notification news);
    int rowOfBurst(bool failed, qint64 nowNs) const;
    void setUnreadCount(int count);

    const Clock &m_clock;
    std::deque<Notification> m_notifications;
    std::array<Burst, 2> m_bursts; ///< of completed ones, of failed ones
    int m_unread = 0;
};

} // namespace frontdesk
