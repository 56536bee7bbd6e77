// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "largetextview.h"

#include "colours.h"
#include "jsonhighlighter.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace frontdesk {

namespace {

constexpr int margin = 6;
constexpr qint64 hexRow = 16; // bytes
constexpr qint64 mostCopied = 64 << 20;

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

void LargeTextView::moveTo(qint64 offset, bool select)
{
    m_cursor = std::clamp<qint64>(offset, 0, m_body.bytes.size());
    if (!select)
        m_anchor = m_cursor;
    viewport()->update();
}

void LargeTextView::showRow(qint64 row)
{
    if (row < firstVisibleRow())
        verticalScrollBar()->setValue(int(row));
    else if (row >= firstVisibleRow() + rowsInSight())
        verticalScrollBar()->setValue(int(row - rowsInSight() + 1));
}

void LargeTextView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    const bool select = event->modifiers() & Qt::ShiftModifier;
    const bool control = event->modifiers() & Qt::ControlModifier;
    qint64 rows = 0;
    switch (event->key()) {
    case Qt::Key_Up:
        rows = -1;
        break;
    case Qt::Key_Down:
        rows = 1;
        break;
    case Qt::Key_PageUp:
        rows = -rowsInSight();
        break;
    case Qt::Key_PageDown:
        rows = rowsInSight();
        break;
    case Qt::Key_Home:
        rows = control ? -rowCount() : 0;
        horizontalScrollBar()->setValue(0);
        break;
    case Qt::Key_End:
        rows = control ? rowCount() : 0;
        if (!control)
            horizontalScrollBar()->setValue(horizontalScrollBar()->maximum());
        break;
    case Qt::Key_Left:
    case Qt::Key_Right:
        horizontalScrollBar()->triggerAction(event->key() == Qt::Key_Left
                                                     ? QAbstractSlider::SliderSingleStepSub
                                                     : QAbstractSlider::SliderSingleStepAdd);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (rowCount() == 0)
        return;
    if (!select) { // as a page is read: the view moves
        verticalScrollBar()->setValue(int(
                std::clamp<qint64>(firstVisibleRow() + rows, 0, verticalScrollBar()->maximum())));
        return;
    }
    const qint64 row = std::clamp<qint64>(rowOf(m_cursor) + rows, 0, rowCount() - 1);
    const bool toEnd = row == rowCount() - 1 && rows > 0;
    moveTo(toEnd ? m_body.bytes.size() : rowAt(row).begin, true);
    showRow(row);
}

void LargeTextView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveTo(offsetAt(event->pos()), event->modifiers() & Qt::ShiftModifier);
}

void LargeTextView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    const qint64 offset = offsetAt(event->pos());
    moveTo(offset, true);
    if (rowCount() > 0)
        showRow(rowOf(offset));
}

void LargeTextView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy"), this, &LargeTextView::copy)->setEnabled(m_anchor != m_cursor);
    menu->addAction(tr("Select &All"), this, &LargeTextView::selectAll);
    menu->popup(event->globalPos());
}

void LargeTextView::copy()
{
    if (m_anchor == m_cursor)
        return;
    if (std::abs(m_anchor - m_cursor) > mostCopied)
        emit told(tr("That is too much for the clipboard: save it in place of copying it."));
    else
        QGuiApplication::clipboard()->setText(selectedText());
}

void LargeTextView::selectAll()
{
    m_anchor = 0;
    moveTo(m_body.bytes.size(), true);
}

} // namespace frontdesk
