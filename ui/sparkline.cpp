// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sparkline.h"

#include "colours.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace frontdesk {

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
    , m_values(points, 0.0)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

void Sparkline::add(double value)
{
    const bool wasFlat
            = std::all_of(m_values.begin(), m_values.end(), [](double one) { return one == 0; });
    m_values.pop_front();
    m_values.push_back(value);
    if (wasFlat && value == 0)
        return; // nothing moves: an idle window paints nothing
    const double most = *std::max_element(m_values.begin(), m_values.end());
    setToolTip(tr("Requests a second, the last minute; at most %1")
                       .arg(QLocale().toString(most, 'f', most < 10 ? 1 : 0)));
    update();
}

QSize Sparkline::sizeHint() const
{
    return { 2 * points, fontMetrics().height() + 4 };
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 2, -1, -2);
    const double most = std::max(1.0, *std::max_element(m_values.begin(), m_values.end()));
    QPainterPath line;
    for (size_t i = 0; i < m_values.size(); ++i) {
        const QPointF point(area.left() + area.width() * double(i) / (points - 1),
                            area.bottom() - area.height() * m_values[i] / most);
        if (i == 0)
            line.moveTo(point);
        else
            line.lineTo(point);
    }
    QPainterPath fill = line;
    fill.lineTo(area.bottomRight());
    fill.lineTo(area.bottomLeft());
    QColor tone = colour(Tone::Info, palette());
    painter.setPen(QPen(tone, 1.2));
    painter.drawPath(line);
    tone.setAlphaF(0.18F);
    painter.fillPath(fill, tone);
}

} // namespace frontdesk
