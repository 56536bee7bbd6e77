// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

namespace frontdesk {

class NotificationModel;

namespace Ui {
class NotificationsPanel;
}

/// What ended, newest first.
class NotificationsPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p model outlives the panel.
    explicit NotificationsPanel(NotificationModel &model, QWidget *parent = nullptr);
    ~NotificationsPanel() override;

signals:
    /// The user wants to see that task.
    void taskActivated(qint64 id);

private:
    void updateUnread();

    std::unique_ptr<Ui::NotificationsPanel> ui;
    NotificationModel &m_model;
};

} // namespace frontdesk
