// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/backend.h"
#include "models/exchangelogmodel.h"
#include "models/notificationmodel.h"
#include "models/tasktreemodel.h"
#include "models/timeline.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QTimer>

class QDockWidget;
class QMenuBar;

namespace frontdesk {

struct ExampleRequest;
class DesktopMessages;
class EarlierLogWindow;
class HeaderBar;
class MessageBar;
class NotificationsPanel;
class RequestLogPanel;
class RequestPanel;
class TasksPanel;
class Toast;
class TrayIcon;
class UsersPanel;
class WindowLayout;

/// The window: a header, the users, and docks for requests, the log, tasks and
/// notifications. It hears of everything through the Backend's signals and gives
/// it orders; it never waits for it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// @p backend outlives the window; somebody else starts it. @p layoutFile: where
    /// its layout and theme are remembered; empty: nowhere. @p settingsOrigin: for the
    /// dialog that changes them.
    explicit MainWindow(Backend &backend, const QString &layoutFile = {},
                        SettingsOrigin settingsOrigin = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Closes the backend, then the window: what closing the window does, too.
    void shutDown();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void setUpTop();
    void setUpDocks();
    void setUpMenus();
    void setUpViewMenu();
    void showSettings();
    void setUpDesktopMessages();
    void showKeys();
    void connectBackend();
    void shareFindKey();
    void connectLog(const RequestLogPanel &panel);
    QDockWidget *addDock(Qt::DockWidgetArea area, const QString &name, const QString &title,
                         QWidget *panel);

    void dataIsReady();
    void allowTransfers();
    void present(Backend::ServerState state);
    void present(const Error &error);
    void tryNextPort(int portsLeft);
    void takeExchanges(const QList<Exchange> &exchanges, qint64 leftOut);
    void findServerSide();
    void takeTasks(const QList<Task> &tasks);
    void openInRequestPanel(const ExampleRequest &request);
    void updateFigures();
    void updateUnread();
    void showNotifications();
    void showTask(qint64 id);
    void comeToFront(qint64 task);
    void showExchange(int thread, quint64 id);
    void showEarlierRequests();

    Backend &m_backend;
    const SettingsOrigin m_settingsOrigin;
    ExchangeLogModel m_exchanges;
    TaskTreeModel m_tasks;
    Timeline m_timeline;
    NotificationModel m_notifications;

    QMenuBar *m_menuBar = nullptr;
    HeaderBar *m_header = nullptr;
    MessageBar *m_messageBar = nullptr;
    UsersPanel *m_usersPanel = nullptr;
    RequestPanel *m_requestPanel = nullptr;
    RequestLogPanel *m_logPanel = nullptr;
    EarlierLogWindow *m_earlierLog = nullptr; ///< null until it is first wanted
    TasksPanel *m_tasksPanel = nullptr;
    QDockWidget *m_requestDock = nullptr;
    QDockWidget *m_logDock = nullptr;
    QDockWidget *m_tasksDock = nullptr;
    QDockWidget *m_notificationsDock = nullptr;
    Toast *m_toast = nullptr;
    TrayIcon *m_tray = nullptr;
    DesktopMessages *m_desktopMessages = nullptr;
    WindowLayout *m_layout = nullptr;

    QTimer m_figuresTimer;
    QElapsedTimer m_sinceFigures;
    qint64 m_requestsSinceFigures = 0;
    int m_portsLeft = 0; ///< to try while a free one is searched
    enum class Closing { No, Wanted, Done } m_closing = Closing::No;
};

} // namespace frontdesk
