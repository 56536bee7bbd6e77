// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "waterfallview.h"

#include "colours.h"
#include "models/texts.h"

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QToolTip>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr int margin = 8;
constexpr int thinnest = 2; // pixels: a microsecond of a second is still seen

} // namespace

WaterfallView::WaterfallView(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void WaterfallView::setTimes(const ExchangeTimes &times, qint64 totalNs, const QString &caption)
{
    setPhases(phasesOf(times), totalNs, caption, QStringLiteral("—"));
}

void WaterfallView::setPhases(const QList<ExchangePhase> &phases, qint64 totalNs,
                              const QString &caption, const QString &absent)
{
    m_phases = phases;
    m_totalNs = totalNs;
    m_caption = caption;
    m_absent = absent;
    setAccessibleDescription(phasesText(m_phases) + u'\n'
                             + tr("Total: %1").arg(durationText(m_totalNs)));
    updateGeometry();
    update();
}

QSize WaterfallView::sizeHint() const
{
    return { 360, rowHeight() * (int(m_phases.size()) + 2) + 2 * margin };
}

QSize WaterfallView::minimumSizeHint() const
{
    return { nameWidth() + numberWidth() + 60 + 2 * margin, sizeHint().height() };
}

int WaterfallView::rowHeight() const
{
    return fontMetrics().height() + 8;
}

QRect WaterfallView::rowRect(int row) const
{
    return { margin, margin + row * rowHeight(), width() - 2 * margin, rowHeight() };
}

int WaterfallView::nameWidth() const
{
    int widest = fontMetrics().horizontalAdvance(tr("Total"));
    for (const ExchangePhase &phase : m_phases)
        widest = std::max(widest, fontMetrics().horizontalAdvance(phase.name));
    return widest + 12;
}

int WaterfallView::numberWidth() const
{
    return fontMetrics().horizontalAdvance(QStringLiteral("000 min 00 s")) + 8;
}

QColor WaterfallView::colourOf(ExchangePhase::Kind kind) const
{
    switch (kind) {
    case ExchangePhase::Kind::Queue:
    case ExchangePhase::Kind::Wait:
        return colour(Tone::Muted, palette());
    case ExchangePhase::Kind::Handler:
    case ExchangePhase::Kind::Connect:
        return colour(Tone::Info, palette());
    case ExchangePhase::Kind::Database:
        return colour(Tone::Warning, palette());
    case ExchangePhase::Kind::Write:
    case ExchangePhase::Kind::Transfer:
        return colour(Tone::Good, palette());
    }
    return {};
}

void WaterfallView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int barsLeft = margin + nameWidth();
    const int barsWidth = std::max(1, width() - barsLeft - numberWidth() - margin);
    const double scale = m_totalNs > 0 ? double(barsWidth) / double(m_totalNs) : 0;
    const QColor text = palette().color(QPalette::WindowText);
    const QColor muted = colour(Tone::Muted, palette());

    for (int row = 0; row < m_phases.size(); ++row) {
        const ExchangePhase &phase = m_phases[row];
        const QRect line = rowRect(row);
        const bool passed = phase.durationNs >= 0;
        painter.setPen(passed ? text : muted);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, phase.name);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                         passed ? durationText(phase.durationNs) : m_absent);
        QColor track = text;
        track.setAlphaF(0.08F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(track);
        painter.drawRoundedRect(QRectF(barsLeft, line.center().y() - 5, barsWidth, 10), 2, 2);
        if (!passed)
            continue;
        const double wide = std::max<double>(thinnest, double(phase.durationNs) * scale);
        const double left = std::min(double(phase.beginNs) * scale, double(barsWidth) - thinnest);
        painter.setBrush(colourOf(phase.kind));
        painter.drawRoundedRect(QRectF(barsLeft + left, line.center().y() - 5,
                                       std::min(wide, barsWidth - left), 10),
                                2, 2);
    }
    painter.setPen(text);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    const QRect total = rowRect(int(m_phases.size()));
    painter.drawText(total, Qt::AlignLeft | Qt::AlignVCenter, tr("Total"));
    painter.drawText(total, Qt::AlignRight | Qt::AlignVCenter, durationText(m_totalNs));
    painter.setFont(font());
    painter.setPen(muted);
    painter.drawText(rowRect(int(m_phases.size()) + 1), Qt::AlignLeft | Qt::AlignVCenter,
                     m_caption);
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.rect = rect().adjusted(1, 1, -1, -1);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

void WaterfallView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        QApplication::clipboard()->setText(accessibleDescription());
    else
        QWidget::keyPressEvent(event);
}

/// What the bar under the mouse means.
bool WaterfallView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int row = (help->pos().y() - margin) / rowHeight();
    if (help->pos().y() >= margin && row < m_phases.size())
        QToolTip::showText(help->globalPos(), m_phases[row].explanation, this, rowRect(row));
    else
        QToolTip::showText(help->globalPos(), toolTip(), this);
    return true;
}

} // namespace frontdesk
