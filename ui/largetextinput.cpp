// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of LargeTextView that obeys keys and the mouse.
#include "base/deliver.h"
#include "base/futureawaiter.h"
#include "largetextview.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QtConcurrentRun>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr qint64 mostCopied = 64 << 20;
constexpr qint64 copiedAtOnce = 256 << 10; // more of it takes its time to become a text

} // namespace

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
    const qint64 size = std::abs(m_anchor - m_cursor);
    if (size > mostCopied) {
        emit told(tr("That is too much for the clipboard: save it in place of copying it."));
        return;
    }
    if (size <= copiedAtOnce) {
        QGuiApplication::clipboard()->setText(selectedText());
        return;
    }
    const auto work = [body = m_body.bytes, begin = std::min(m_anchor, m_cursor),
                       size]() -> Result<QString> {
        return QString::fromUtf8(body.view().sliced(begin, size));
    };
    deliver(awaitFuture(QtConcurrent::run(work)), this, [](const Result<QString> &text) {
        if (text)
            QGuiApplication::clipboard()->setText(*text);
    });
}

void LargeTextView::selectAll()
{
    m_anchor = 0;
    moveTo(m_body.bytes.size(), true);
}

} // namespace frontdesk
