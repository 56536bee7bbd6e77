// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cellfield.h"

#include "colours.h"
#include "errorlabel.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr int leastCharacters = 24; // of room in the field
constexpr int bubbleCharacters = 44;
constexpr int bubbleMargin = 4;

} // namespace

CellField::CellField(QAbstractItemView &view)
    : QLineEdit(view.viewport())
    , m_view(view)
    , m_bubble(new ErrorLabel(&view))
{
    setObjectName(QStringLiteral("cellField"));
    setToolTip(tr("Return saves, Escape gives up, Tab goes on to the other text"));
    setFrame(false); // paintEvent() draws one that the row has room for
    setAutoFillBackground(true);
    m_bubble->setObjectName(QStringLiteral("cellBubble"));
    m_bubble->setAccessibleName(tr("What is to be said of the text"));
    m_bubble->setTextInteractionFlags(Qt::NoTextInteraction); // or a click would take the focus
    m_bubble->setFocusPolicy(Qt::NoFocus);
    m_bubble->setFrameShape(QFrame::Box);
    m_bubble->setMargin(bubbleMargin);
    m_bubble->setAutoFillBackground(true);
    m_bubble->setBackgroundRole(QPalette::Base);
    m_bubble->setForegroundRole(QPalette::WindowText); // which an ErrorLabel colours
    m_bubble->setWordWrap(true);
}

CellField::~CellField()
{
    delete m_bubble;
}

void CellField::layOver(const QRect &cell)
{
    const int least = fontMetrics().averageCharWidth() * leastCharacters;
    const int room = m_view.viewport()->width();
    const int width = std::min(std::max(cell.width(), least), std::max(room, 1));
    const int left = std::max(0, std::min(cell.left(), room - width));
    setGeometry(left, cell.top(), width, cell.height());
    placeBubble();
}

void CellField::showError(const QString &sentence)
{
    say(sentence, !sentence.isEmpty());
}

void CellField::showNote(const QString &sentence)
{
    say(sentence, false);
}

QString CellField::sentence() const
{
    return m_bubble->text();
}

void CellField::say(const QString &sentence, bool wrong)
{
    m_wrong = wrong;
    m_bubble->setText(sentence);
    setAccessibleDescription(sentence); // is read aloud where the field has the focus
    placeBubble();
    update();
}

/// Below the cell, or above it where there is no room; never out of the view.
void CellField::placeBubble()
{
    const QRect field(mapTo(&m_view, QPoint()), size());
    const QRect room = m_view.viewport()->geometry();
    m_bubble->setVisible(!m_bubble->text().isEmpty() && room.intersects(field));
    if (m_bubble->isHidden())
        return;
    const int widest = std::min(fontMetrics().averageCharWidth() * bubbleCharacters, room.width());
    const int width = std::min(m_bubble->fontMetrics().horizontalAdvance(m_bubble->text())
                                       + 2 * (bubbleMargin + 2 * m_bubble->frameWidth()),
                               widest);
    const int height = m_bubble->heightForWidth(width);
    const bool below = field.bottom() + height < room.bottom() || field.top() - height < room.top();
    const int left = std::max(room.left(), std::min(field.left(), room.right() + 1 - width));
    m_bubble->setGeometry(left, below ? field.bottom() + 1 : field.top() - height, width, height);
    m_bubble->raise();
}

/// Tab is the field's own: the view's window would take it to move the focus.
bool CellField::event(QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Tab || key == Qt::Key_Backtab) {
            event->accept();
            emit submitted(key == Qt::Key_Tab ? Way::Forward : Way::Backward);
            return true;
        }
    }
    return QLineEdit::event(event);
}

void CellField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        event->accept();
        emit submitted(Way::Return);
        return;
    case Qt::Key_Escape:
        event->accept();
        emit givenUp();
        return;
    default:
        QLineEdit::keyPressEvent(event);
        event->accept(); // the arrows are not for the view behind it
    }
}

void CellField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason
        && isVisible()) // and not because it goes
        emit submitted(Way::Elsewhere);
}

void CellField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const QColor edge = m_wrong ? colour(Tone::Bad, palette())
                                : palette().color(QPalette::Active, QPalette::Highlight);
    painter.setPen(QPen(edge, 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

} // namespace frontdesk
