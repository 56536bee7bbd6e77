// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "toast.h"

#include "colours.h"
#include "ui_toast.h"

#include <QEvent>

namespace frontdesk {

using namespace std::chrono_literals;

namespace {
constexpr int margin = 16;
constexpr auto shownFor = 5s, failureShownFor = 10s;
} // namespace

Toast::Toast(QWidget *parent)
    : QFrame(parent)
    , ui(std::make_unique<Ui::Toast>())
{
    ui->setupUi(this);
    layout()->setSizeConstraint(QLayout::SetFixedSize); // it grows with its text
    setFocusPolicy(Qt::NoFocus);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Text); // the other way round than what it covers
    for (QLabel *label : { ui->headlineLabel, ui->detailLabel })
        label->setForegroundRole(QPalette::Base);
    setCursor(Qt::PointingHandCursor);
    hide();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    parent->installEventFilter(this);
    const auto siblings = parent->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    for (QWidget *sibling : siblings)
        sibling->installEventFilter(this);
}

Toast::~Toast() = default;

void Toast::show(const Notification &notification)
{
    if (isVisible() && m_failed && !notification.failed)
        return;
    m_failed = notification.failed;
    // In the tone that is readable on the ground of the toast, which is the text's colour.
    QPalette ground = palette();
    ground.setColor(QPalette::Base, palette().color(QPalette::Text));
    QPalette headlinePalette;
    if (m_failed)
        headlinePalette.setColor(QPalette::Base, colour(Tone::Bad, ground));
    ui->headlineLabel->setPalette(headlinePalette);
    ui->headlineLabel->setText(headline(notification));
    ui->detailLabel->setText(fontMetrics().elidedText(notification.lastText, Qt::ElideRight, 360));
    layout()->activate(); // at once, or one frame shows the new text in the old size
    raise();
    QFrame::show();
    m_timer.start(m_failed ? failureShownFor : shownFor);
}

void Toast::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    moveToCorner();
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        moveToCorner();
    if (watched != this && event->type() == QEvent::ZOrderChange && isVisible())
        raise(); // a dock that is brought to the front is brought before this
    return QFrame::eventFilter(watched, event);
}

void Toast::mouseReleaseEvent(QMouseEvent *)
{
    hide();
    emit clicked();
}

void Toast::moveToCorner()
{
    move(parentWidget()->width() - width() - margin, parentWidget()->height() - height() - margin);
}

} // namespace frontdesk
