// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of RequestPanel that makes its bar of tabs and its menu.
#include "historyview.h"
#include "icons.h"
#include "requestpanel.h"
#include "toolbuttons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace frontdesk {

void RequestPanel::setUpBar()
{
    m_bar->setObjectName(QStringLiteral("requestTabBar"));
    m_bar->setAccessibleName(tr("Open requests"));
    m_bar->setToolTip(tr("The open requests; drag one to move it"));
    m_bar->setDocumentMode(true);
    m_bar->setTabsClosable(true);
    m_bar->setMovable(true);
    m_bar->setExpanding(false);
    m_bar->setElideMode(Qt::ElideMiddle);
    m_bar->setUsesScrollButtons(true);
    auto *add = setUpToolButton(new QToolButton(this), "newTabButton", {},
                                tr("New request (Ctrl+T)"));
    add->setIcon(icon(QStringLiteral("add")));
    setUpToolButton(m_historyButton, "historyButton", tr("History"),
                    tr("Requests that were sent (Ctrl+H)"));
    m_historyButton->setCheckable(true);
    auto *more = setUpToolButton(new QToolButton(this), "requestMenuButton", QStringLiteral("⋯"),
                                 tr("More to do with the request"));
    auto *menu = new QMenu(more);
    menu->addActions(m_actions);
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));

    auto *bar = new QHBoxLayout;
    bar->setSpacing(2);
    bar->addWidget(m_bar, 1);
    bar->addWidget(add);
    bar->addWidget(m_historyButton);
    bar->addWidget(more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 6);
    layout->setSpacing(0);
    layout->addLayout(bar);
    connect(m_bar, &QTabBar::currentChanged, this, &RequestPanel::showTab);
    connect(m_bar, &QTabBar::tabBarClicked, this, [this] { showHistory(false); });
    connect(m_bar, &QTabBar::tabCloseRequested, this, &RequestPanel::closeTab);
    connect(m_bar, &QTabBar::tabMoved, this, [this](int from, int to) {
        m_tabs.move(from, to);
        keepOrder();
    });
    connect(add, &QAbstractButton::clicked, this, &RequestPanel::newTab);
    connect(m_historyButton, &QAbstractButton::toggled, this, &RequestPanel::showHistory);
}

void RequestPanel::setUpActions()
{
    makeAction(tr("&Send"), tr("Send the request"),
               { Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter }, &RequestPanel::send);
    makeAction(tr("&New Request"), tr("Open an empty tab"),
               { Qt::CTRL | Qt::Key_T, Qt::CTRL | Qt::Key_N }, &RequestPanel::newTab);
    makeAction(tr("D&uplicate"), tr("Open the same request in another tab"),
               { Qt::CTRL | Qt::SHIFT | Qt::Key_D }, &RequestPanel::duplicate);
    makeAction(tr("&Close"), tr("Close the tab"), { Qt::CTRL | Qt::Key_W },
               &RequestPanel::closeCurrent);
    makeAction(tr("Ne&xt Tab"), tr("Go to the next tab"),
               { Qt::CTRL | Qt::Key_Tab, Qt::CTRL | Qt::Key_PageDown }, &RequestPanel::nextTab);
    makeAction(tr("&Previous Tab"), tr("Go to the tab before"),
               { Qt::CTRL | Qt::SHIFT | Qt::Key_Tab, Qt::CTRL | Qt::Key_PageUp },
               &RequestPanel::previousTab);
    makeAction(tr("Copy &as cURL"), tr("Copy a shell command that sends the same"), {},
               &RequestPanel::copyAsCurl);
    makeAction(tr("&Find in the Answer"), tr("Search the answer's body"), { Qt::CTRL | Qt::Key_F },
               &RequestPanel::find)
            ->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    makeAction(tr("&History"), tr("Show the requests that were sent"), { Qt::CTRL | Qt::Key_H },
               &RequestPanel::toggleHistory);
    makeAction(tr("&Examples"), tr("Show the tutorial's requests"), {},
               &RequestPanel::showExamples);
}

QAction *RequestPanel::makeAction(const QString &text, const QString &toolTip,
                                  const QList<QKeySequence> &keys, void (RequestPanel::*slot)())
{
    auto *action = new QAction(text, this);
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    m_actions.append(action);
    return action;
}

} // namespace frontdesk
