// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The half of TimelineView that paints: where each bar is and what it looks like.
#include "colours.h"
#include "models/tasktexts.h"
#include "models/texts.h"
#include "timelineview.h"

#include <QEvent>
#include <QLinearGradient>
#include <QPainter>
#include <QStyleOptionFocusRect>

#include <algorithm>
#include <array>

namespace frontdesk {

namespace {

constexpr int margin = 8;
constexpr double thinnest = 2; // pixels: what took a microsecond is still seen
constexpr double widthOfPhases = 14; // from there on the stations within a request are seen
constexpr qint64 outOfOrderNs
        = 5'000'000'000; // so much later a bar may be added than one that ends

constexpr std::array<qint64, 17> ticks {
    100'000,       200'000,       500'000,       1'000'000,      2'000'000,      5'000'000,
    10'000'000,    20'000'000,    50'000'000,    100'000'000,    200'000'000,    500'000'000,
    1'000'000'000, 2'000'000'000, 5'000'000'000, 10'000'000'000, 20'000'000'000,
};

QColor withAlpha(QColor colour, float alpha)
{
    colour.setAlphaF(alpha);
    return colour;
}

Tone toneOf(const TimelineBar &bar)
{
    return bar.isTask() ? toneOfState(bar.state) : toneOfStatus(bar.status);
}

} // namespace

QSize TimelineView::sizeHint() const
{
    return { 800, 260 };
}

QSize TimelineView::minimumSizeHint() const
{
    return { m_labelWidth + 160, m_axisHeight + 4 * m_rowHeight };
}

void TimelineView::measure()
{
    m_labelWidth = fontMetrics().horizontalAdvance(tr("Server thread 00")) + 2 * margin;
    m_axisHeight = fontMetrics().height() + margin;
    m_rowHeight = fontMetrics().height() + 2;
    setMinimumHeight(contentHeight());
}

void TimelineView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        measure();
    QWidget::changeEvent(event);
}

double TimelineView::xOf(qint64 ns) const
{
    const double scale = double(width() - m_labelWidth - margin) / double(m_spanNs);
    return m_labelWidth + double(ns - (m_endNs - m_spanNs)) * scale;
}

qint64 TimelineView::timeAt(double x) const
{
    const double pixels = std::max(1, width() - m_labelWidth - margin);
    return m_endNs - m_spanNs + qint64((x - m_labelWidth) / pixels * double(m_spanNs));
}

int TimelineView::laneHeight(const TimelineLane &lane) const
{
    const bool tasks = !lane.bars().empty() && lane.bars().front().isTask();
    const int row = tasks ? m_rowHeight : std::max(8, m_rowHeight / 2);
    return std::max(lane.rowCount() * row + margin, m_rowHeight + margin);
}

int TimelineView::contentHeight() const
{
    int height = m_axisHeight;
    for (const TimelineLane *lane : m_timeline.lanes())
        height += laneHeight(*lane);
    return height;
}

QRectF TimelineView::rectOf(const TimelineBar &bar, int laneTop) const
{
    const int row = bar.isTask() ? m_rowHeight : std::max(8, m_rowHeight / 2);
    const double left = xOf(bar.beginNs);
    const double right = bar.endNs == TimelineBar::open ? xOf(m_timeline.nowNs()) : xOf(bar.endNs);
    const int top = laneTop + margin / 2 + bar.row * row;
    return { left, double(top), std::max(thinnest, right - left), row - 2.0 };
}

std::optional<TimelineView::Hit> TimelineView::barAt(const QPointF &point) const
{
    int top = m_axisHeight;
    for (const TimelineLane *lane : m_timeline.lanes()) {
        const int bottom = top + laneHeight(*lane);
        if (point.y() >= top && point.y() < bottom && point.x() >= m_labelWidth) {
            for (auto bar = lane->bars().rbegin(); bar != lane->bars().rend(); ++bar) {
                const QRectF rect = rectOf(*bar, top);
                if (rect.adjusted(-1, -1, 1, 1).contains(point))
                    return Hit { &*bar, rect };
            }
            return std::nullopt;
        }
        top = bottom;
    }
    return std::nullopt;
}

QString TimelineView::describe(const TimelineBar &bar) const
{
    const qint64 endNs = bar.endNs == TimelineBar::open ? m_timeline.nowNs() : bar.endNs;
    const QString duration = durationText(endNs - bar.beginNs);
    if (bar.isTask()) {
        const auto state = toString(bar.state);
        return tr("%1: %2, %3")
                .arg(taskName(*bar.taskKind, bar.id),
                     QString::fromLatin1(state.data(), qsizetype(state.size())), duration);
    }
    if (bar.count > 1)
        return tr("%1 requests within %2, highest status %3")
                .arg(countText(bar.count), duration, QString::number(bar.status));
    QString text = tr("Request answered %1 in %2").arg(QString::number(bar.status), duration);
    if (bar.startedNs > 0)
        text += tr("\nhandler from %1 on").arg(durationText(bar.startedNs - bar.beginNs));
    if (bar.databaseDoneNs > 0)
        text += tr("\ndatabase for %1").arg(durationText(bar.databaseDoneNs - bar.databaseBeganNs));
    return text;
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().base());
    paintAxis(painter);
    const auto lanes = m_timeline.lanes();
    int top = m_axisHeight;
    bool shaded = true;
    for (const TimelineLane *lane : lanes) {
        if (shaded)
            painter.fillRect(QRect(0, top, width(), laneHeight(*lane)),
                             withAlpha(palette().color(QPalette::Text), 0.035F));
        shaded = !shaded;
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRect(margin, top, m_labelWidth - margin, m_rowHeight + margin),
                         Qt::AlignLeft | Qt::AlignVCenter, lane->name());
        top = paintLane(painter, *lane, top);
    }
    painter.setPen(colour(Tone::Muted, palette()));
    if (lanes.empty())
        painter.drawText(rect(), Qt::AlignCenter,
                         tr("Requests and tasks appear here as bars while they are under way.\n"
                            "Send three GET /start-task and see them overlap."));
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.rect = rect().adjusted(1, 1, -1, -1);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

/// Round times before the present, as many as there is room for.
void TimelineView::paintAxis(QPainter &painter) const
{
    const double room = fontMetrics().horizontalAdvance(QStringLiteral("−000.0 ms")) + 2.0 * margin;
    const auto wide = std::find_if(ticks.begin(), ticks.end(), [&](qint64 step) {
        return xOf(m_endNs) - xOf(m_endNs - step) >= room;
    });
    const qint64 step = wide == ticks.end() ? ticks.back() : *wide;
    const qint64 now = m_timeline.nowNs();
    const QColor line = withAlpha(palette().color(QPalette::Text), 0.12F);
    // Ticks are fixed in time while one looks at the past, and in place while one follows.
    const qint64 origin = m_following ? m_endNs : now - now % step;
    for (qint64 ns = origin - (origin - (m_endNs - m_spanNs)) / step * step; ns <= m_endNs;
         ns += step) {
        const double x = xOf(ns);
        painter.setPen(line);
        painter.drawLine(QPointF(x, m_axisHeight), QPointF(x, height()));
        painter.setPen(colour(Tone::Muted, palette()));
        const qint64 ago = (m_following ? m_endNs : now) - ns;
        const QString text = ago < step / 2 ? tr("now") : u'−' + durationText(ago);
        const QRectF place(x - room / 2, 0, room, m_axisHeight);
        const Qt::Alignment alignment
                = ns == m_endNs ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignCenter;
        painter.drawText(place, int(alignment), text);
    }
}

int TimelineView::paintLane(QPainter &painter, const TimelineLane &lane, int top) const
{
    painter.save();
    painter.setClipRect(QRect(m_labelWidth, top, width() - m_labelWidth, laneHeight(lane)));
    const qint64 begin = m_endNs - m_spanNs;
    // From the newest on; in each row what would lie in the pixels of a bar that is
    // painted already is left out, errors only below errors.
    struct Leftmost
    {
        double any, error;
    };
    const double beyond = width() + thinnest;
    std::vector<Leftmost> painted(size_t(lane.rowCount()), { beyond, beyond });
    for (auto bar = lane.bars().rbegin(); bar != lane.bars().rend(); ++bar) {
        if (!bar->isTask() && bar->endNs < begin - outOfOrderNs)
            break;
        if (bar->endNs < begin || bar->beginNs > m_endNs)
            continue;
        const QRectF rect = rectOf(*bar, top);
        Leftmost &leftmost = painted[size_t(bar->row)];
        const bool isError = bar->status >= 400;
        if (rect.width() <= thinnest && rect.left() + 1 > (isError ? leftmost.error : leftmost.any))
            continue;
        leftmost.any = std::min(leftmost.any, rect.left());
        if (isError)
            leftmost.error = std::min(leftmost.error, rect.left());
        if (bar->isTask())
            paintTask(painter, *bar, rect);
        else
            paintRequest(painter, *bar, rect);
    }
    painter.restore();
    return top + laneHeight(lane);
}

void TimelineView::paintRequest(QPainter &painter, const TimelineBar &bar, const QRectF &rect) const
{
    const QColor tone = colour(toneOf(bar), palette());
    painter.setPen(Qt::NoPen);
    if (rect.width() < widthOfPhases || bar.count > 1 || bar.startedNs == 0) {
        painter.setBrush(withAlpha(tone, 0.85F));
        painter.drawRoundedRect(rect, 2, 2);
        return;
    }
    // It waits, works, is with the database, and is written.
    const auto part = [&](qint64 from, qint64 to, float alpha) {
        if (to <= from)
            return;
        const double left = xOf(from), right = xOf(to);
        painter.setBrush(withAlpha(tone, alpha));
        painter.drawRect(QRectF(left, rect.top(), std::max(0.5, right - left), rect.height()));
    };
    part(bar.beginNs, bar.startedNs, 0.3F);
    part(bar.startedNs, bar.answeredNs, 0.6F);
    part(bar.databaseBeganNs, bar.databaseDoneNs, 1.0F);
    part(bar.answeredNs, bar.endNs, 0.3F);
}

/// Thin while it waits, full while it works; the end of one that goes on is open.
void TimelineView::paintTask(QPainter &painter, const TimelineBar &bar, const QRectF &rect) const
{
    const QColor tone = colour(toneOf(bar), palette());
    painter.setPen(Qt::NoPen);
    const double begun = bar.startedNs > 0
            ? std::clamp(xOf(bar.startedNs), rect.left(), rect.right())
            : rect.right();
    if (begun > rect.left()) {
        painter.setBrush(withAlpha(tone, 0.5F));
        painter.drawRect(QRectF(rect.left(), rect.center().y() - 1, begun - rect.left(), 2));
    }
    if (bar.startedNs == 0)
        return;
    const QRectF work(begun, rect.top(), std::max(thinnest, rect.right() - begun), rect.height());
    QLinearGradient fill(work.topLeft(), work.topRight());
    const bool open = bar.endNs == TimelineBar::open;
    fill.setColorAt(0, withAlpha(tone, 0.55F));
    fill.setColorAt(1, withAlpha(tone, open ? 0.15F : 0.75F));
    painter.setBrush(fill);
    painter.drawRoundedRect(work, 3, 3);
    painter.setBrush(tone);
    painter.drawRoundedRect(QRectF(work.left(), work.top(), 3, work.height()), 1.5, 1.5);
    const QRectF room
            = work.adjusted(7, 0, -3, 0)
                      .intersected(QRectF(m_labelWidth + 4, work.top(), width(), work.height()));
    const QString name = taskName(*bar.taskKind, bar.id);
    if (fontMetrics().horizontalAdvance(name) < room.width()) {
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, name);
    }
}

} // namespace frontdesk
