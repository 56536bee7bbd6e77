// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinepanel.h"

#include "icons.h"
#include "models/texts.h"
#include "timelineview.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace frontdesk {

namespace {

constexpr qint64 second = 1'000'000'000;

} // namespace

TimelinePanel::TimelinePanel(Timeline &timeline, QWidget *parent)
    : QWidget(parent)
    , m_view(new TimelineView(timeline))
    , m_pause(new QToolButton)
    , m_span(new QComboBox)
{
    m_view->setObjectName(QStringLiteral("timelineView"));
    m_pause->setObjectName(QStringLiteral("timelinePauseButton"));
    m_pause->setCheckable(true);
    m_pause->setText(tr("Pause"));
    m_pause->setAccessibleName(tr("Pause the timeline"));
    m_pause->setIcon(icon(QStringLiteral("pause")));
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_pause->setToolTip(tr("Stand still, or follow the present again (Space)"));
    m_span->setObjectName(QStringLiteral("timelineSpanBox"));
    m_span->setAccessibleName(tr("Time shown"));
    m_span->setToolTip(tr("How much of the past is shown (mouse wheel, + and -)"));
    for (const qint64 seconds : { 10, 30, 60, 120 })
        m_span->addItem(durationText(seconds * second), seconds * second);
    auto *label = new QLabel(tr("&Last"));
    label->setBuddy(m_span);

    auto *clear = new QToolButton;
    clear->setObjectName(QStringLiteral("timelineClearButton"));
    clear->setText(tr("Clear"));
    clear->setAccessibleName(tr("Clear the timeline"));
    clear->setIcon(icon(QStringLiteral("clear")));
    clear->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    clear->setToolTip(tr("Forget all bars"));

    auto *hint = new QLabel(tr("Wheel zooms, drag moves, click opens"));
    hint->setEnabled(false);
    auto *bar = new QHBoxLayout;
    bar->addWidget(label);
    bar->addWidget(m_span);
    bar->addWidget(m_pause);
    bar->addWidget(clear);
    bar->addStretch(1);
    bar->addWidget(hint);
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_view);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::StyledPanel);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(bar);
    layout->addWidget(scroll, 1);

    connect(m_span, &QComboBox::activated, this,
            [this](int index) { m_view->setSpan(m_span->itemData(index).toLongLong()); });
    connect(m_pause, &QAbstractButton::clicked, m_view,
            [this](bool paused) { m_view->setFollowing(!paused); });
    connect(clear, &QAbstractButton::clicked, &timeline, &Timeline::clear);
    connect(m_view, &TimelineView::spanChanged, this, &TimelinePanel::presentSpan);
    connect(m_view, &TimelineView::followingChanged, this, &TimelinePanel::presentFollowing);
    connect(m_view, &TimelineView::exchangeActivated, this, &TimelinePanel::exchangeActivated);
    connect(m_view, &TimelineView::taskActivated, this, &TimelinePanel::taskActivated);
}

/// One that isn't among the choices is shown all the same.
void TimelinePanel::presentSpan(qint64 ns)
{
    m_span->setCurrentIndex(m_span->findData(ns));
    m_span->setPlaceholderText(durationText(ns));
}

void TimelinePanel::presentFollowing(bool following)
{
    m_pause->setChecked(!following);
    m_pause->setText(following ? tr("Pause") : tr("Follow"));
    m_pause->setIcon(icon(following ? QStringLiteral("pause") : QStringLiteral("follow")));
}

} // namespace frontdesk
