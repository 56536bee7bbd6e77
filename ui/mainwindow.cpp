// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "base/clock.h"
#include "base/deliver.h"
#include "client/tutorialrequests.h"
#include "desktopmessages.h"
#include "earlierlogwindow.h"
#include "headerbar.h"
#include "icons.h"
#include "keysheet.h"
#include "messagebar.h"
#include "notificationspanel.h"
#include "requestlogpanel.h"
#include "requestpanel.h"
#include "settingsdialog.h"
#include "storage/database.h"
#include "storage/taskstore.h"
#include "storage/userstore.h"
#include "tasks/taskengine.h"
#include "tasks/taskfiles.h"
#include "tasks/usertransfers.h"
#include "taskspanel.h"
#include "timelinepanel.h"
#include "toast.h"
#include "trayicon.h"
#include "userspanel.h"
#include "windowlayout.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QMenuBar>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto figuresInterval = 1s;
constexpr auto cancelPatience = 3s; // a file on a dead network may never be let go
constexpr int exchangesLookedThrough = 2'000; // the newest: some tenths of a second under load
constexpr int tasksLoaded = 1'000; // of earlier runs, at the start
constexpr int portsTried = 20; // after a taken one

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

void MainWindow::connectLog(const RequestLogPanel &panel)
{
    connect(&panel, &RequestLogPanel::openRequested, this,
            [this](const QByteArray &method, const QString &target, const QString &headers,
                   const QString &body) {
                openInRequestPanel({ {}, {}, method, target.toUtf8(), headers, body });
            });
}

void MainWindow::showEarlierRequests()
{
    if (!m_earlierLog) {
        m_earlierLog = new EarlierLogWindow([this] { return m_backend.requestLog(); }, this);
        connectLog(m_earlierLog->panel());
        m_earlierLog->panel().setServerAddress(m_backend.address(),
                                               QSslCertificate(m_backend.certificate(), QSsl::Der));
    }
    m_earlierLog->refresh();
    m_earlierLog->show();
    m_earlierLog->raise();
    m_earlierLog->activateWindow();
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

void MainWindow::setUpMenus()
{
    QMenu *file = m_menuBar->addMenu(tr("&File"));
    file->addActions(m_usersPanel->menuActions());
    file->addSeparator();
    QAction *settings = file->addAction(tr("&Settings…"), this, &MainWindow::showSettings);
    settings->setObjectName(QStringLiteral("settingsAction"));
    settings->setShortcut(Qt::CTRL | Qt::Key_Comma);
    settings->setEnabled(!m_settingsOrigin.file.isEmpty());
    file->addSeparator();
    QAction *quit = file->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);

    QMenu *request = m_menuBar->addMenu(tr("&Request"));
    QAction *address = request->addAction(tr("&Address"), this, [this] {
        m_requestDock->show();
        m_requestDock->raise();
        m_requestPanel->focusAddress();
    });
    address->setShortcut(Qt::CTRL | Qt::Key_L);
    for (QAction *action : m_requestPanel->menuActions()) {
        request->addAction(action);
        connect(action, &QAction::triggered, m_requestDock, [this] {
            m_requestDock->show();
            m_requestDock->raise();
        });
    }

    QMenu *log = m_menuBar->addMenu(tr("&Log"));
    log->addActions(m_logPanel->menuActions());
    log->addSeparator();
    log->addAction(tr("&Earlier Requests…"), this, &MainWindow::showEarlierRequests)
            ->setObjectName(QStringLiteral("earlierRequestsAction"));

    QMenu *tasks = m_menuBar->addMenu(tr("&Tasks"));
    tasks->addActions(m_tasksPanel->menuActions());

    setUpViewMenu();
    QMenu *help = m_menuBar->addMenu(tr("&Help"));
    QAction *keys = help->addAction(tr("&Keys"), this, &MainWindow::showKeys);
    keys->setObjectName(QStringLiteral("keysAction"));
    keys->setShortcut(QKeySequence::HelpContents);
}

void MainWindow::setUpViewMenu()
{
    QMenu *view = m_menuBar->addMenu(tr("&View"));
    for (const QDockWidget *dock : findChildren<QDockWidget *>())
        view->addAction(dock->toggleViewAction());
    view->addSeparator();
    view->addAction(tr("&Reset Layout"), m_layout, &WindowLayout::reset);
    QMenu *themes = view->addMenu(tr("&Theme"));
    auto *group = new QActionGroup(themes);
    const auto add = [&](Theme theme, const QString &text) {
        QAction *action
                = themes->addAction(text, this, [this, theme] { m_layout->setTheme(theme); });
        action->setObjectName(toString(theme) + QStringLiteral("ThemeAction"));
        action->setCheckable(true);
        action->setChecked(m_layout->theme() == theme);
        group->addAction(action);
    };
    add(Theme::System, tr("&System"));
    add(Theme::Light, tr("&Light"));
    add(Theme::Dark, tr("&Dark"));
    QAction *messages = view->addAction(tr("Desktop &Messages"));
    messages->setObjectName(QStringLiteral("desktopMessagesAction"));
    messages->setToolTip(tr("While the window is not in front, the desktop's tray tells of tasks "
                            "that have ended"));
    messages->setCheckable(true);
    messages->setChecked(m_desktopMessages->isOn());
    connect(messages, &QAction::toggled, this, [this](bool on) {
        m_desktopMessages->setOn(on);
        m_tray->setWanted(on);
    });
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(m_settingsOrigin, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::saved, this, [this](const Settings &settings, bool restart) {
        m_backend.setServerSettings(settings);
        allowTransfers(); // of files of another size, perhaps
        if (restart)
            m_backend.restartServer();
    });
    dialog->open();
}

void MainWindow::showKeys()
{
    auto *keys = new KeySheet(*this, this);
    keys->setAttribute(Qt::WA_DeleteOnClose);
    keys->open();
}

void MainWindow::connectBackend()
{
    connect(m_header, &HeaderBar::startRequested, &m_backend, &Backend::startServer);
    connect(m_header, &HeaderBar::notificationsRequested, this, &MainWindow::showNotifications);
    connect(m_header, &HeaderBar::stopRequested, &m_backend, &Backend::stopServer);
    connect(&m_backend, &Backend::dataReady, this, &MainWindow::dataIsReady);
    connect(&m_backend, &Backend::serverStateChanged, this,
            [this](Backend::ServerState state) { present(state); });
    connect(&m_backend, &Backend::failed, this, [this](const Error &error) { present(error); });
    connect(&m_backend, &Backend::finished, this, [this] {
        m_closing = Closing::Done;
        close();
    });
    connect(&m_backend, &Backend::warned, m_messageBar,
            [this](const QString &sentence) { m_messageBar->showError(sentence); });
    connect(&m_backend, &Backend::exchangesRecorded, this, &MainWindow::takeExchanges);
    connect(&m_backend, &Backend::tasksChanged, this, &MainWindow::takeTasks);
    connect(&m_backend, &Backend::usersChanged, m_usersPanel, &UsersPanel::refresh);
}

void MainWindow::dataIsReady()
{
    if (m_closing != Closing::No)
        return;
    Database &database = *m_backend.database();
    m_header->setDatabase(database.description());
    m_header->setStartable(true);
    m_tasksPanel->setEngine(m_backend.taskEngine());
    m_tasksPanel->setStore(&database.tasks(), TaskFiles(m_backend.settings().dataFolder));
    m_usersPanel->setStore(&database.users());
    allowTransfers();
    // Not before: the folder is this program's own from now on.
    m_requestPanel->openBook(
            QDir(m_backend.settings().dataFolder).filePath(QStringLiteral("panel.db")));
    TaskQuery newest;
    newest.limit = tasksLoaded;
    deliver(database.tasks().list(newest), this, [this](const Result<QList<Task>> &tasks) {
        if (tasks)
            m_tasks.addStored(*tasks);
        else
            m_messageBar->showError(tr("The tasks of earlier runs could not be read: %1")
                                            .arg(tasks.error().detail));
    });
}

void MainWindow::allowTransfers()
{
    if (!m_backend.database() || m_closing != Closing::No)
        return;
    m_usersPanel->setTransfers({ m_backend.taskEngine(), m_backend.database()->users(),
                                 TaskFiles(m_backend.settings().dataFolder),
                                 qint64(m_backend.settings().limits.fileBytes) });
}

void MainWindow::present(Backend::ServerState state)
{
    if (state == Backend::ServerState::Listening)
        m_portsLeft = 0;
    m_header->setServer(state, m_backend.address());
    const QSslCertificate certificate(m_backend.certificate(), QSsl::Der);
    m_requestPanel->setServerAddress(m_backend.address(), certificate);
    m_usersPanel->setServerAddress(m_backend.address());
    m_tasksPanel->setServerAddress(m_backend.address());
    m_logPanel->setServerAddress(m_backend.address(), certificate);
    if (m_earlierLog)
        m_earlierLog->panel().setServerAddress(m_backend.address(), certificate);
    updateFigures();
}

void MainWindow::present(const Error &error)
{
    const int portsLeft = std::exchange(m_portsLeft, 0);
    if (error.code == QLatin1String("port_taken") && portsLeft > 0)
        tryNextPort(portsLeft - 1);
    else if (error.code == QLatin1String("port_taken"))
        m_messageBar->showError(error.detail, tr("Use the next free port"),
                                [this] { tryNextPort(portsTried); });
    else if (!m_backend.database() && m_closing == Closing::No)
        m_messageBar->showError(error.detail, tr("Try again"), [this] { m_backend.start(); });
    else
        m_messageBar->showError(error.detail);
}

/// Any free one once @p portsLeft, those to try, is 0.
void MainWindow::tryNextPort(int portsLeft)
{
    ServerSettings next = m_backend.settings();
    next.port = portsLeft > 0 && next.port < 65'535 ? quint16(next.port + 1) : quint16(0);
    m_portsLeft = portsLeft;
    m_backend.setServerSettings(next);
    // From the event loop: the backend is in the midst of telling of the last failure.
    QMetaObject::invokeMethod(&m_backend, &Backend::startServer, Qt::QueuedConnection);
}

void MainWindow::takeExchanges(const QList<Exchange> &exchanges, qint64 leftOut)
{
    m_requestsSinceFigures += exchanges.size() + leftOut;
    m_timeline.addExchanges(exchanges);
    m_exchanges.append(exchanges, leftOut);
    if (m_requestPanel->awaitsExchange())
        m_requestPanel->noteExchanges(exchanges);
}

/// The log may have it before the panel has the answer.
void MainWindow::findServerSide()
{
    if (!m_requestPanel->awaitsExchange())
        return;
    QList<Exchange> newest;
    const int rows = m_exchanges.rowCount();
    for (int row = std::max(0, rows - exchangesLookedThrough); row < rows; ++row)
        newest.append(m_exchanges.exchangeAt(row));
    m_requestPanel->noteExchanges(newest);
}

void MainWindow::takeTasks(const QList<Task> &tasks)
{
    m_tasks.update(tasks);
    m_timeline.addTasks(tasks);
    m_notifications.noteTasks(tasks);
    m_usersPanel->noteTasks(tasks);
}

void MainWindow::openInRequestPanel(const ExampleRequest &request)
{
    m_requestDock->show();
    m_requestDock->raise();
    m_requestPanel->fillIn(request);
    m_requestPanel->focusAddress();
}

void MainWindow::updateFigures()
{
    const double seconds = double(m_sinceFigures.restart()) / 1000;
    m_header->setRequestRate(seconds > 0 ? double(m_requestsSinceFigures) / seconds : 0);
    m_header->setConnections(m_backend.connectionCount());
    m_requestsSinceFigures = 0;
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
