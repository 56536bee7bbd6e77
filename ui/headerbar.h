// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/backend.h"

#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <memory>

namespace frontdesk {

namespace Ui {
class HeaderBar;
}

/// The top of the window: what the server is doing, where, and how busy.
class HeaderBar : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderBar(QWidget *parent = nullptr);
    ~HeaderBar() override;

    void setServer(Backend::ServerState state, const QUrl &address);
    void setDatabase(const QString &description);
    void setRequestRate(double perSecond);
    void setConnections(int count);
    void setUnfinishedTasks(int count);
    /// Notifications that nobody has seen yet.
    void setUnread(int count);
    /// Start makes no sense before the data is open and after it is closed.
    void setStartable(bool startable);

signals:
    void startRequested();
    void stopRequested();
    void notificationsRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateState();
    void copyAddress();

    std::unique_ptr<Ui::HeaderBar> ui;
    Backend::ServerState m_state = Backend::ServerState::Stopped;
    QUrl m_address;
    bool m_startable = false;
    QTimer m_copiedTimer;
};

} // namespace frontdesk
