// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelineview.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace frontdesk {

namespace {

constexpr int frameMs = 33;
constexpr double zoomStep = 1.25;

} // namespace

TimelineView::TimelineView(const Timeline &timeline, QWidget *parent)
    : QWidget(parent)
    , m_timeline(timeline)
    , m_endNs(timeline.nowNs())
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Timeline"));
    measure();
    connect(&timeline, &Timeline::changed, this, &TimelineView::takeChange);
}

void TimelineView::setFollowing(bool following)
{
    if (following)
        m_endNs = m_timeline.nowNs();
    if (std::exchange(m_following, following) != following)
        emit followingChanged(following);
    animate();
    update();
}

void TimelineView::setSpan(qint64 ns)
{
    const qint64 span = std::clamp(ns, narrowestNs, widestNs);
    if (std::exchange(m_spanNs, span) == span)
        return;
    emit spanChanged(span);
    animate();
    update();
}

void TimelineView::takeChange()
{
    setMinimumHeight(contentHeight());
    animate();
}

/// Something new is there: it moves until it has left at the left.
void TimelineView::animate()
{
    if (!isVisible())
        return;
    if (m_following && !m_frames.isActive())
        m_frames.start(frameMs, this);
    else if (!m_following)
        update(); // what is looked at may have changed
}

void TimelineView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_frames.timerId())
        return QWidget::timerEvent(event);
    if (m_following)
        m_endNs = m_timeline.nowNs();
    if (!m_following || !m_timeline.hasBarsAfter(m_endNs - m_spanNs))
        m_frames.stop(); // nothing moves any more
    update();
}

void TimelineView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    animate();
}

void TimelineView::hideEvent(QHideEvent *event)
{
    m_frames.stop();
    QWidget::hideEvent(event);
}

void TimelineView::zoom(double factor, double atX)
{
    const qint64 under = timeAt(atX);
    const auto span
            = qint64(std::clamp(double(m_spanNs) * factor, double(narrowestNs), double(widestNs)));
    const double share = double(m_endNs - under) / double(m_spanNs);
    setSpan(span);
    if (!m_following) // the time under the mouse stays there
        setEnd(under + qint64(share * double(span)));
}

void TimelineView::moveBy(qint64 ns)
{
    setEnd(m_endNs + ns);
}

/// To the right of the present there is nothing: there it follows again.
void TimelineView::setEnd(qint64 ns)
{
    const qint64 now = m_timeline.nowNs();
    if (ns >= now) {
        setFollowing(true);
        return;
    }
    m_endNs = std::max(ns, now - widestNs);
    setFollowing(false);
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    if (std::abs(delta.x()) > std::abs(delta.y()))
        moveBy(-qint64(double(m_spanNs) * delta.x() / 1200.0));
    else if (delta.y() != 0)
        zoom(std::pow(zoomStep, -delta.y() / 120.0), event->position().x());
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_pressed = event->position();
    m_dragged = false;
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_pressed) {
        setCursor(barAt(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    const double moved = event->position().x() - m_pressed->x();
    if (!m_dragged && std::abs(moved) < QApplication::startDragDistance())
        return;
    m_dragged = true;
    m_pressed = event->position();
    setCursor(Qt::ClosedHandCursor);
    moveBy(timeAt(0) - timeAt(moved));
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return QWidget::mouseReleaseEvent(event);
    m_pressed.reset();
    setCursor(Qt::ArrowCursor);
    const auto hit = m_dragged ? std::nullopt : barAt(event->position());
    if (!hit)
        return;
    if (hit->bar->isTask())
        emit taskActivated(hit->bar->id);
    else
        emit exchangeActivated(hit->bar->thread, quint64(hit->bar->id));
}

/// What keyPressEvent() does, for the list of all keys.
QList<std::pair<QString, QString>> TimelineView::keys()
{
    return { { tr("Space"), tr("Pause or Follow") },
             { tr("End"), tr("Follow the Present") },
             { tr("Home"), tr("Go to the Oldest") },
             { tr("+"), tr("Zoom In") },
             { tr("-"), tr("Zoom Out") },
             { tr("Left, Right"), tr("Move in Time") } };
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const double middle = (xOf(m_endNs) + xOf(m_endNs - m_spanNs)) / 2;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(1 / zoomStep, middle);
    case Qt::Key_Minus:
        return zoom(zoomStep, middle);
    case Qt::Key_Left:
        return moveBy(-m_spanNs / 10);
    case Qt::Key_Right:
        return moveBy(m_spanNs / 10);
    case Qt::Key_Home:
        return setEnd(m_timeline.nowNs() - widestNs + m_spanNs);
    case Qt::Key_End:
        return setFollowing(true);
    case Qt::Key_Space:
        return setFollowing(!m_following);
    default:
        QWidget::keyPressEvent(event);
    }
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (const auto hit = barAt(help->pos()))
        QToolTip::showText(help->globalPos(), describe(*hit->bar), this, hit->rect.toAlignedRect());
    else
        QToolTip::hideText();
    return true;
}

} // namespace frontdesk
