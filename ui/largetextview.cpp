// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "largetextview.h"

#include <QFontDatabase>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace frontdesk {

namespace {

constexpr qint64 hexRow = 16; // bytes

QString hexText(QByteArrayView bytes, qint64 offset)
{
    QString readable;
    for (const char c : bytes)
        readable += c >= 0x20 && c < 0x7f ? QLatin1Char(c) : QLatin1Char('.');
    return QStringLiteral("%1  %2  %3")
            .arg(offset, 8, 16, QLatin1Char('0'))
            .arg(QString::fromLatin1(bytes.toByteArray().toHex(' ')).leftJustified(47))
            .arg(readable);
}

} // namespace

LargeTextView::LargeTextView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
}

void LargeTextView::setBody(const ShownBody &body)
{
    m_body = body;
    m_matches = {};
    m_match = -1;
    m_anchor = m_cursor = 0;
    m_widest = 0;
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    updateScrollBars();
    viewport()->update();
}

void LargeTextView::clear()
{
    setBody({});
}

void LargeTextView::setMatches(const TextMatches &matches, qint64 size)
{
    m_matches = matches;
    m_matchSize = size;
    m_match = -1;
    viewport()->update();
}

void LargeTextView::showMatch(qsizetype index)
{
    m_match = index;
    m_anchor = m_matches.offsets[index];
    m_cursor = m_anchor + m_matchSize;
    const qint64 row = rowOf(m_anchor);
    if (row < firstVisibleRow() || row >= firstVisibleRow() + rowsInSight() - 1)
        verticalScrollBar()->setValue(int(std::max<qint64>(0, row - rowsInSight() / 3)));
    const Row found = rowAt(row);
    const int x
            = xOf(textOf(found), m_body.look == ShownBody::Look::Hex ? 0 : m_anchor - found.begin);
    m_widest = std::max(m_widest, x + viewport()->width() / 2);
    updateScrollBars();
    if (x < horizontalScrollBar()->value()
        || x > horizontalScrollBar()->value() + viewport()->width() - gutter() - 80)
        horizontalScrollBar()->setValue(std::max(0, x - viewport()->width() / 3));
    viewport()->update();
}

qint64 LargeTextView::rowCount() const
{
    return m_body.look == ShownBody::Look::Hex ? (m_body.bytes.size() + hexRow - 1) / hexRow
                                               : m_body.lines.rowCount();
}

QString LargeTextView::rowText(qint64 row) const
{
    return textOf(rowAt(row));
}

qint64 LargeTextView::firstVisibleRow() const
{
    return verticalScrollBar()->value();
}

QString LargeTextView::selectedText() const
{
    const auto [begin, end] = std::minmax(m_anchor, m_cursor);
    return QString::fromUtf8(m_body.bytes.view().sliced(begin, end - begin));
}

LargeTextView::Row LargeTextView::rowAt(qint64 row) const
{
    if (m_body.look == ShownBody::Look::Hex)
        return { row * hexRow, std::min((row + 1) * hexRow, m_body.bytes.size()), 0, false };
    const LineIndex::Row found = m_body.lines.row(row);
    return { found.begin, found.end, found.line, found.continues };
}

qint64 LargeTextView::rowOf(qint64 offset) const
{
    return m_body.look == ShownBody::Look::Hex ? offset / hexRow : m_body.lines.rowAt(offset);
}

/// A character for each, so that places in it can be told: a tab is shown as a space.
QString LargeTextView::textOf(const Row &row) const
{
    const QByteArrayView bytes = m_body.bytes.view().sliced(row.begin, row.end - row.begin);
    if (m_body.look == ShownBody::Look::Hex)
        return hexText(bytes, row.begin);
    return QString::fromUtf8(bytes).replace(u'\t', u' ').remove(u'\r');
}

int LargeTextView::xOf(const QString &text, qsizetype characters) const
{
    return fontMetrics().horizontalAdvance(text.left(characters));
}

qint64 LargeTextView::offsetAt(const QPoint &point) const
{
    if (rowCount() == 0)
        return 0;
    const qint64 number = std::clamp<qint64>(
            firstVisibleRow() + (point.y() < 0 ? -1 : point.y() / rowHeight()), 0, rowCount() - 1);
    const Row row = rowAt(number);
    if (m_body.look == ShownBody::Look::Hex)
        return row.begin;
    const int x = point.x() - gutter() + horizontalScrollBar()->value();
    const QString text = textOf(row);
    qsizetype low = 0, high = text.size();
    while (low < high) {
        const qsizetype middle = (low + high) / 2;
        if (xOf(text, middle + 1) - fontMetrics().averageCharWidth() / 2 <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return row.begin + text.left(low).toUtf8().size();
}

int LargeTextView::rowHeight() const
{
    return fontMetrics().height() + 2;
}

int LargeTextView::gutter() const
{
    if (m_body.look == ShownBody::Look::Hex)
        return margin;
    const auto digits = std::max<qsizetype>(3, QString::number(m_body.lines.lineCount()).size());
    return fontMetrics().horizontalAdvance(u'0') * int(digits) + 3 * margin;
}

int LargeTextView::rowsInSight() const
{
    return std::max(1, viewport()->height() / rowHeight());
}

void LargeTextView::updateScrollBars()
{
    const qint64 last = std::max<qint64>(0, rowCount() - rowsInSight());
    verticalScrollBar()->setRange(0, int(std::min<qint64>(last, std::numeric_limits<int>::max())));
    verticalScrollBar()->setPageStep(rowsInSight());
    const int room = viewport()->width() - gutter() - margin;
    horizontalScrollBar()->setRange(0, std::max(0, m_widest - room));
    horizontalScrollBar()->setPageStep(room);
}

void LargeTextView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void LargeTextView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    viewport()->update();
}

} // namespace frontdesk
