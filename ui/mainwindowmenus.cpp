// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of MainWindow that has menus, and what they open.
#include "mainwindow.h"

#include "client/tutorialrequests.h"
#include "desktopmessages.h"
#include "earlierlogwindow.h"
#include "keysheet.h"
#include "requestlogpanel.h"
#include "requestpanel.h"
#include "settingsdialog.h"
#include "taskspanel.h"
#include "trayicon.h"
#include "userspanel.h"
#include "windowlayout.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QMenuBar>

namespace frontdesk {

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

void MainWindow::openInRequestPanel(const ExampleRequest &request)
{
    m_requestDock->show();
    m_requestDock->raise();
    m_requestPanel->fillIn(request);
    m_requestPanel->focusAddress();
}

} // namespace frontdesk
