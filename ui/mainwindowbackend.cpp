// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of MainWindow that hears of the backend and tells the panels.
#include "mainwindow.h"

#include "base/deliver.h"
#include "earlierlogwindow.h"
#include "headerbar.h"
#include "messagebar.h"
#include "requestlogpanel.h"
#include "requestpanel.h"
#include "storage/database.h"
#include "storage/taskstore.h"
#include "storage/userstore.h"
#include "tasks/taskengine.h"
#include "tasks/taskfiles.h"
#include "tasks/usertransfers.h"
#include "taskspanel.h"
#include "userspanel.h"

#include <QDir>

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

constexpr int exchangesLookedThrough = 2'000; // the newest: some tenths of a second under load
constexpr int tasksLoaded = 1'000; // of earlier runs, at the start
constexpr int portsTried = 20; // after a taken one

} // namespace

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

void MainWindow::updateFigures()
{
    const double seconds = double(m_sinceFigures.restart()) / 1000;
    m_header->setRequestRate(seconds > 0 ? double(m_requestsSinceFigures) / seconds : 0);
    m_header->setConnections(m_backend.connectionCount());
    m_requestsSinceFigures = 0;
}

} // namespace frontdesk
