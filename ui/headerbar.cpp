// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headerbar.h"

#include "colours.h"
#include "icons.h"
#include "models/texts.h"
#include "ui_headerbar.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLocale>

namespace frontdesk {

namespace {

using State = Backend::ServerState;
using namespace std::chrono_literals;

QString stateText(State state)
{
    switch (state) {
    case State::Stopped:
        return HeaderBar::tr("Stopped");
    case State::Starting:
        return HeaderBar::tr("Starting…");
    case State::Listening:
        return HeaderBar::tr("Listening on");
    case State::Stopping:
        return HeaderBar::tr("Stopping…");
    }
    return {};
}

Tone toneOf(State state)
{
    switch (state) {
    case State::Listening:
        return Tone::Good;
    case State::Stopped:
        return Tone::Muted;
    default:
        return Tone::Warning;
    }
}

QString counted(int count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(countText(count));
}

} // namespace

HeaderBar::HeaderBar(QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::HeaderBar>())
{
    ui->setupUi(this);
    ui->addressButton->setIcon(icon(QStringLiteral("copy")));
    ui->addressButton->setLayoutDirection(Qt::RightToLeft); // the icon after the address
    ui->unreadButton->setIcon(icon(QStringLiteral("bell")));
    connect(ui->unreadButton, &QAbstractButton::clicked, this, &HeaderBar::notificationsRequested);
    m_copiedTimer.setSingleShot(true);
    m_copiedTimer.setInterval(1500ms);
    connect(&m_copiedTimer, &QTimer::timeout, ui->copiedLabel, &QWidget::hide);
    connect(ui->addressButton, &QAbstractButton::clicked, this, &HeaderBar::copyAddress);
    connect(ui->serverButton, &QAbstractButton::clicked, this, [this] {
        if (m_state == State::Stopped)
            emit startRequested();
        else
            emit stopRequested();
    });
    setRequestRate(0);
    setConnections(0);
    setUnfinishedTasks(0);
    setUnread(0);
    updateState();
}

HeaderBar::~HeaderBar() = default;

void HeaderBar::setServer(State state, const QUrl &address)
{
    m_state = state;
    m_address = address;
    updateState();
}

void HeaderBar::setDatabase(const QString &description)
{
    ui->databaseLabel->setText(description);
}

void HeaderBar::setRequestRate(double perSecond)
{
    const QString rate = perSecond > 0 && perSecond < 10 ? QLocale().toString(perSecond, 'f', 1)
                                                         : countText(qRound64(perSecond));
    ui->rateLabel->setText(tr("%1 req/s").arg(rate));
    ui->rateLine->add(perSecond);
}

void HeaderBar::setConnections(int count)
{
    ui->connectionsLabel->setText(counted(count, tr("1 connection"), tr("%1 connections")));
}

void HeaderBar::setUnfinishedTasks(int count)
{
    ui->tasksLabel->setText(counted(count, tr("1 task"), tr("%1 tasks")));
}

void HeaderBar::setUnread(int count)
{
    ui->unreadButton->setText(count ? countText(count) : QString());
    ui->unreadButton->setToolTip(count ? counted(count, tr("1 notification that you have not seen"),
                                                 tr("%1 notifications that you have not seen"))
                                       : tr("Show the notifications"));
}

void HeaderBar::setStartable(bool startable)
{
    m_startable = startable;
    updateState();
}

void HeaderBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateState();
}

void HeaderBar::updateState()
{
    const QColor dot = colour(toneOf(m_state), palette());
    ui->stateLabel->setTextFormat(Qt::RichText);
    ui->stateLabel->setText(QStringLiteral("<span style='color:%1'>●</span>&nbsp; %2")
                                    .arg(dot.name(), stateText(m_state)));
    ui->addressButton->setText(m_address.toString());
    ui->addressButton->setVisible(!m_address.isEmpty());

    const bool stopped = m_state == State::Stopped;
    ui->serverButton->setText(stopped ? tr("Start") : tr("Stop"));
    ui->serverButton->setIcon(icon(stopped ? QStringLiteral("start") : QStringLiteral("stop")));
    ui->serverButton->setEnabled(m_startable && m_state != State::Stopping);
}

void HeaderBar::copyAddress()
{
    QGuiApplication::clipboard()->setText(m_address.toString());
    ui->copiedLabel->show();
    m_copiedTimer.start();
}

} // namespace frontdesk
