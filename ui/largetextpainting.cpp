// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The half of LargeTextView that paints.
#include "colours.h"
#include "jsonhighlighter.h"
#include "largetextview.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace frontdesk {

void LargeTextView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
    const qint64 first = firstVisibleRow();
    const qint64 last = std::min(rowCount(), first + rowsInSight() + 1);
    int widest = m_widest;
    for (qint64 number = first; number < last; ++number) {
        const Row row = rowAt(number);
        paintRow(painter, row, int(number - first) * rowHeight());
        widest = std::max(widest, fontMetrics().horizontalAdvance(textOf(row)));
    }
    if (widest > m_widest) {
        m_widest = widest;
        updateScrollBars();
    }
}

void LargeTextView::paintRow(QPainter &painter, const Row &row, int top) const
{
    const QString text = textOf(row);
    const int baseline = top + fontMetrics().ascent() + 1;
    painter.setClipRect(QRect(gutter() - 2, top, viewport()->width(), rowHeight()));

    QColor found = colour(Tone::Warning, palette());
    found.setAlphaF(0.30F);
    const auto &offsets = m_matches.offsets;
    for (auto match = std::lower_bound(offsets.begin(), offsets.end(), row.begin - m_matchSize + 1);
         match != offsets.end() && *match < row.end; ++match)
        paintStretch(painter, row, text, top, *match, *match + m_matchSize, found);
    if (m_anchor != m_cursor) {
        const auto [begin, end] = std::minmax(m_anchor, m_cursor);
        QColor selected = palette().color(QPalette::Highlight);
        selected.setAlphaF(0.40F);
        paintStretch(painter, row, text, top, begin, end, selected);
    }
    paintText(painter, text, baseline);

    painter.setClipping(false);
    if (row.line) {
        painter.setPen(colour(Tone::Muted, palette()));
        const QString number = row.continues ? QStringLiteral("↪") : QString::number(row.line);
        painter.drawText(QRect(0, top, gutter() - 2 * margin, rowHeight()),
                         Qt::AlignRight | Qt::AlignVCenter, number);
    }
}

/// Fills what of the bytes from @p begin to @p end lies in the row.
void LargeTextView::paintStretch(QPainter &painter, const Row &row, const QString &text, int top,
                                 qint64 begin, qint64 end, const QColor &fill) const
{
    begin = std::max(begin, row.begin);
    end = std::min(end, row.end);
    if (begin >= end)
        return;
    const int origin = gutter() - horizontalScrollBar()->value();
    if (m_body.look == ShownBody::Look::Hex) {
        const int left = xOf(text, 10 + 3 * (begin - row.begin));
        const int right = xOf(text, 10 + 3 * (end - row.begin) - 1);
        painter.fillRect(origin + left, top, right - left, rowHeight(), fill);
        return;
    }
    const QByteArrayView bytes = m_body.bytes.view();
    const auto characters = [&](qint64 to) {
        return QString::fromUtf8(bytes.sliced(row.begin, to - row.begin)).size();
    };
    const int left = xOf(text, characters(begin));
    const int right = xOf(text, characters(end));
    painter.fillRect(origin + left, top, right - left, rowHeight(), fill);
}

void LargeTextView::paintText(QPainter &painter, const QString &text, int baseline) const
{
    const int origin = gutter() - horizontalScrollBar()->value();
    painter.setPen(palette().color(QPalette::Text));
    if (m_body.look != ShownBody::Look::Json) {
        painter.drawText(origin, baseline, text);
        return;
    }
    qsizetype painted = 0;
    const auto paint = [&](qsizetype to) {
        painter.drawText(origin + xOf(text, painted), baseline, text.mid(painted, to - painted));
        painted = to;
    };
    for (const JsonToken &token : jsonTokens(text)) {
        paint(token.begin);
        painter.setPen(colourOf(token.kind, palette()));
        paint(token.begin + token.size);
        painter.setPen(palette().color(QPalette::Text));
    }
    paint(text.size());
}

} // namespace frontdesk
