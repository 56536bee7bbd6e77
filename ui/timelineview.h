// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeline.h"

#include <QBasicTimer>
#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

namespace frontdesk {

/// A Timeline as lanes of bars, time from left to right. It follows the present
/// until it is moved or paused; the wheel zooms around the mouse, a drag moves, a
/// click leads to the request or task. As high as its lanes want. Painting costs what is seen: bars
/// that would share a pixel are one.
class TimelineView : public QWidget
{
    Q_OBJECT

public:
    static constexpr qint64 widestNs = Timeline::keptNs;
    static constexpr qint64 narrowestNs = 1'000'000;

    /// @p timeline outlives the view.
    explicit TimelineView(const Timeline &timeline, QWidget *parent = nullptr);

    /// Its keys and what they do.
    static QList<std::pair<QString, QString>> keys();

    bool isFollowing() const { return m_following; }
    /// At the present, and on with it; or where it is.
    void setFollowing(bool following);
    qint64 spanNs() const { return m_spanNs; }
    /// The right end stays where it is.
    void setSpan(qint64 ns);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void followingChanged(bool following);
    void spanChanged(qint64 ns);
    void exchangeActivated(int thread, quint64 id);
    void taskActivated(qint64 id);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Hit
    {
        const TimelineBar *bar;
        QRectF rect;
    };

    void takeChange();
    void animate();
    void zoom(double factor, double atX);
    void moveBy(qint64 ns);
    void setEnd(qint64 ns);

    void measure();
    double xOf(qint64 ns) const;
    qint64 timeAt(double x) const;
    QRectF rectOf(const TimelineBar &bar, int laneTop) const;
    int laneHeight(const TimelineLane &lane) const;
    int contentHeight() const;
    std::optional<Hit> barAt(const QPointF &point) const;

    void paintAxis(QPainter &painter) const;
    int paintLane(QPainter &painter, const TimelineLane &lane, int top) const;
    void paintRequest(QPainter &painter, const TimelineBar &bar, const QRectF &rect) const;
    void paintTask(QPainter &painter, const TimelineBar &bar, const QRectF &rect) const;
    QString describe(const TimelineBar &bar) const;

    const Timeline &m_timeline;
    // Of the font: to measure a text for each of 100,000 bars would take a second.
    int m_labelWidth = 0, m_axisHeight = 0, m_rowHeight = 0;
    qint64 m_spanNs = 10'000'000'000;
    qint64 m_endNs = 0; ///< the time at the right end
    bool m_following = true;
    QBasicTimer m_frames; ///< runs while what is seen moves
    std::optional<QPointF> m_pressed;
    bool m_dragged = false;
};

} // namespace frontdesk
