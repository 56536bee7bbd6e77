// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "base/clock.h"
#include "desktopmessages.h"
#include "headerbar.h"
#include "icons.h"
#include "messagebar.h"
#include "notificationspanel.h"
#include "requestlogpanel.h"
#include "requestpanel.h"
#include "tasks/usertransfers.h"
#include "taskspanel.h"
#include "timelinepanel.h"
#include "toast.h"
#include "trayicon.h"
#include "userspanel.h"
#include "windowlayout.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenuBar>
#include <QPointer>
#include <QVBoxLayout>

#include <utility>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto figuresInterval = 1s;
constexpr auto cancelPatience = 3s; // a file on a dead network may never be let go

} // namespace

MainWindow::MainWindow(Backend &backend, const QString &layoutFile, SettingsOrigin settingsOrigin,
                       QWidget *parent)
    : QMainWindow(parent)
    , m_backend(backend)
    , m_settingsOrigin(std::move(settingsOrigin))
    , m_exchanges({ backend.settings().logInWindow.rows, backend.settings().logInWindow.bodyBytes })
    , m_timeline(Clock::system())
    , m_notifications(Clock::system())
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Frontdesk"));
    setWindowIcon(programIcon());
    resize(1360, 860);
    setUpTop();
    m_usersPanel = new UsersPanel(this);
    m_usersPanel->setAccessibleName(tr("Users"));
    setCentralWidget(m_usersPanel);
    connect(m_usersPanel, &UsersPanel::examplesRequested, this, [this] {
        m_requestDock->show();
        m_requestDock->raise();
        m_requestPanel->showExamples();
    });
    connect(m_usersPanel, &UsersPanel::closeConfirmed, this, &MainWindow::shutDown);
    setUpDocks();
    m_layout = new WindowLayout(*this, layoutFile);
    m_layout->remember(
            QStringLiteral("tasks/details"),
            [this](const QVariant &state) { m_tasksPanel->restoreLayout(state); },
            [this] { return m_tasksPanel->layoutState(); });
    setUpDesktopMessages();
    setUpMenus();
    m_toast = new Toast(this);
    connect(m_toast, &Toast::clicked, this, &MainWindow::showNotifications);
    connectBackend();
    m_figuresTimer.setInterval(figuresInterval);
    connect(&m_figuresTimer, &QTimer::timeout, this, &MainWindow::updateFigures);
    m_sinceFigures.start();
    m_figuresTimer.start();
}

MainWindow::~MainWindow() = default;

void MainWindow::shutDown()
{
    if (m_closing != Closing::No)
        return;
    m_closing = Closing::Wanted;
    m_header->setStartable(false);
    m_tasksPanel->setEngine(nullptr);
    m_tasksPanel->setStore(nullptr);
    m_usersPanel->setTransfers({});
    m_usersPanel->setStore(nullptr); // the stores close before finished()
    if (m_usersPanel->isExporting()) { // it has been cancelled, and the engine has to hear of that
        m_backend.stopServer();
        connect(m_usersPanel, &UsersPanel::exportEnded, &m_backend, &Backend::shutDown);
        QTimer::singleShot(cancelPatience, &m_backend, &Backend::shutDown);
    } else {
        m_backend.shutDown();
    }
}

/// Requests in flight may take their time; the window stays and shows it.
void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_closing == Closing::Done) {
        m_layout->save();
        event->accept();
        return;
    }
    event->ignore();
    if (m_closing != Closing::No || m_usersPanel->mayClose())
        shutDown();
}

/// The menu bar, the header and messages span the whole width, above all docks.
void MainWindow::setUpTop()
{
    auto *top = new QWidget(this);
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_menuBar = new QMenuBar(top);
    m_header = new HeaderBar(top);
    m_messageBar = new MessageBar(top);
    layout->setMenuBar(m_menuBar);
    layout->addWidget(m_header);
    layout->addWidget(m_messageBar);
    setMenuWidget(top);
}

void MainWindow::setUpDocks()
{
    setCorner(Qt::TopRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setDockNestingEnabled(true);

    m_requestPanel = new RequestPanel(this);
    m_requestDock = addDock(Qt::RightDockWidgetArea, QStringLiteral("requestDock"), tr("Request"),
                            m_requestPanel);
    m_logPanel = new RequestLogPanel(m_exchanges, this);
    m_logDock = addDock(Qt::BottomDockWidgetArea, QStringLiteral("logDock"), tr("Request log"),
                        m_logPanel);
    m_tasksPanel = new TasksPanel(m_tasks, this);
    m_tasksDock = addDock(Qt::BottomDockWidgetArea, QStringLiteral("tasksDock"), tr("Tasks"),
                          m_tasksPanel);
    auto *notifications = new NotificationsPanel(m_notifications, this);
    m_notificationsDock = addDock(Qt::BottomDockWidgetArea, QStringLiteral("notificationsDock"),
                                  tr("Notifications"), notifications);
    auto *timeline = new TimelinePanel(m_timeline, this);
    auto *timelineDock = addDock(Qt::BottomDockWidgetArea, QStringLiteral("timelineDock"),
                                 tr("Timeline"), timeline);
    splitDockWidget(m_logDock, m_tasksDock, Qt::Horizontal);
    tabifyDockWidget(m_logDock, timelineDock);
    m_logDock->raise();
    tabifyDockWidget(m_tasksDock, m_notificationsDock);
    m_tasksDock->raise();
    resizeDocks({ m_requestDock }, { 560 }, Qt::Horizontal);
    resizeDocks({ m_logDock, m_tasksDock }, { 720, 640 }, Qt::Horizontal);
    resizeDocks({ m_logDock }, { 300 }, Qt::Vertical);

    connectLog(*m_logPanel);
    shareFindKey();
    connect(m_requestPanel, &RequestPanel::answered, this, &MainWindow::findServerSide);
    connect(m_requestPanel, &RequestPanel::failed, this,
            [this](const QString &text) { m_messageBar->showError(text); });
    connect(m_tasksPanel, &TasksPanel::orderFailed, this,
            [this](const QString &reason) { m_messageBar->showError(reason); });
    connect(notifications, &NotificationsPanel::taskActivated, this, &MainWindow::showTask);
    connect(timeline, &TimelinePanel::taskActivated, this, &MainWindow::showTask);
    connect(timeline, &TimelinePanel::exchangeActivated, this, &MainWindow::showExchange);
    connect(&m_notifications, &NotificationModel::notified, this,
            [this](const Notification &notification) { m_toast->show(notification); });
    connect(m_notificationsDock, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        if (visible)
            m_notifications.markAllRead();
    });
    connect(&m_notifications, &NotificationModel::unreadCountChanged, this,
            &MainWindow::updateUnread);
    connect(&m_tasks, &TaskTreeModel::unfinishedCountChanged, m_header,
            &HeaderBar::setUnfinishedTasks);
}

/// Where the desktop has a tray; the list has everything anyway.
void MainWindow::setUpDesktopMessages()
{
    m_tray = new TrayIcon(this);
    m_desktopMessages = new DesktopMessages(
            [this](const DesktopMessage &message) { m_tray->tell(message); }, this);
    m_layout->remember(
            QStringLiteral("window/desktopMessages"),
            [this](const QVariant &on) { m_desktopMessages->setOn(on.toBool()); },
            [this] { return m_desktopMessages->isOn(); });
    m_tray->setWanted(m_desktopMessages->isOn());
    connect(&m_notifications, &NotificationModel::notified, m_desktopMessages,
            &DesktopMessages::note);
    connect(m_tray, &TrayIcon::clicked, this, &MainWindow::comeToFront);
}

/// And to @p task, unless that is 0.
void MainWindow::comeToFront(qint64 task)
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    if (task)
        showTask(task);
}

void MainWindow::showTask(qint64 id)
{
    m_tasksDock->show();
    m_tasksDock->raise();
    m_tasksPanel->showTask(id);
}

void MainWindow::showExchange(int thread, quint64 id)
{
    m_logDock->show();
    m_logDock->raise();
    m_logPanel->showExchange(thread, id);
}

/// It searches the answer within the request panel, and the log from elsewhere: with
/// both in reach it would be ambiguous and do nothing.
void MainWindow::shareFindKey()
{
    auto *filter = m_logPanel->findChild<QAction *>(QStringLiteral("filterAction"));
    connect(qApp, &QApplication::focusChanged, filter,
            [filter, panel = QPointer<QWidget>(m_requestPanel)](QWidget *, const QWidget *now) {
                const bool inPanel = now && panel && panel->isAncestorOf(now);
                filter->setShortcutContext(inPanel ? Qt::WidgetWithChildrenShortcut
                                                   : Qt::WindowShortcut);
            });
}

QDockWidget *MainWindow::addDock(Qt::DockWidgetArea area, const QString &name, const QString &title,
                                 QWidget *panel)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setWidget(panel);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::updateUnread()
{
    const int unread = m_notifications.unreadCount();
    m_notificationsDock->setWindowTitle(unread ? tr("Notifications (%1)").arg(unread)
                                               : tr("Notifications"));
    m_header->setUnread(unread);
}

void MainWindow::showNotifications()
{
    m_notificationsDock->show();
    m_notificationsDock->raise();
    m_notifications.markAllRead(); // it may have been in view before
}

} // namespace frontdesk
