// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterfield.h"

#include "colours.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto pause = 250ms; // between keys, before it is read
constexpr int longest = 2'000; // characters

} // namespace

FilterField::FilterField(QWidget *parent)
    : QLineEdit(parent)
    , m_completer(new QCompleter(&m_suggestions, this))
{
    setClearButtonEnabled(true);
    setMaxLength(longest);
    m_completer->setWidget(this); // completes a part of the text, so the field's own way won't do
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(QStringLiteral("filterSuggestions"));
    m_completer->popup()->setAccessibleName(tr("How the filter could go on"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &FilterField::insert);
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(pause);
    connect(&m_readSoon, &QTimer::timeout, this, &FilterField::read);
    connect(this, &QLineEdit::textChanged, &m_readSoon, qOverload<>(&QTimer::start));
    connect(this, &QLineEdit::textEdited, this, [this](const QString &edited) {
        if (cursorPosition() > 0 && !edited[cursorPosition() - 1].isSpace())
            suggest();
        else
            m_completer->popup()->hide(); // nothing is begun: Ctrl+Space still asks
    });
}

void FilterField::suggest()
{
    const auto suggestions = filterSuggestions(text().left(cursorPosition()), m_seen);
    if (suggestions.texts.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_suggestedFrom = suggestions.position;
    m_suggestions.setStringList(suggestions.texts);
    QRect below = rect();
    below.setLeft(std::max(0, xOf(m_suggestedFrom)));
    below.setWidth(m_completer->popup()->sizeHintForColumn(0) + 40);
    m_completer->complete(below);
}

void FilterField::insert(const QString &suggestion)
{
    setSelection(int(m_suggestedFrom), cursorPosition() - int(m_suggestedFrom));
    QLineEdit::insert(suggestion); // can be undone
    if (suggestion.endsWith(u':'))
        suggest(); // its values
}

void FilterField::read()
{
    m_readSoon.stop();
    if (text() == m_read)
        return;
    auto filter = ExchangeFilter::parse(text());
    if (!filter && m_completer->popup()->isVisible()) {
        m_readSoon.start(); // one is still at it
        return;
    }
    m_read = text();
    m_error = filter ? std::nullopt : std::optional(filter.error());
    emit errorChanged();
    update();
    if (filter)
        emit filterChanged(*filter);
}

bool FilterField::event(QEvent *event)
{
    // Tab would leave the field before keyPressEvent() sees it.
    if (event->type() == QEvent::KeyPress && m_completer->popup()->isVisible()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Tab) {
            const QModelIndex current = m_completer->popup()->currentIndex();
            const QString chosen
                    = (current.isValid() ? current : m_suggestions.index(0)).data().toString();
            m_completer->popup()->hide();
            insert(chosen);
            return true;
        }
    }
    return QLineEdit::event(event);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    QAbstractItemView *popup = m_completer->popup();
    const int key = event->key();
    // The first one is the current one from the start, but nobody has chosen it.
    const bool chosen
            = popup->isVisible() && popup->selectionModel()->isSelected(popup->currentIndex());
    if ((key == Qt::Key_Escape && popup->isVisible())
        || ((key == Qt::Key_Return || key == Qt::Key_Enter) && chosen)) {
        event->ignore(); // the completer, which asks here first, knows what to do
        return;
    }
    switch (key) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            emit left();
        clear();
        read();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        popup->hide();
        read();
        if (!m_error)
            emit left();
        return;
    case Qt::Key_Down:
        emit left();
        return;
    case Qt::Key_Space:
        if (event->modifiers() == Qt::ControlModifier) {
            suggest();
            return;
        }
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

/// A wavy line under what is wrong.
void FilterField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!m_error || text() != m_read)
        return;
    constexpr int wave = 2; // pixels
    const int begin = xOf(m_error->position);
    const int end = std::max(xOf(m_error->position + m_error->length), begin + 3 * wave);
    const int y = rect().center().y() + fontMetrics().height() / 2 + 1;
    QPainterPath path(QPointF(begin, y));
    for (int x = begin; x < end; x += wave)
        path.lineTo(x + wave, (x - begin) / wave % 2 ? y : y - wave);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect().adjusted(4, 0, -4, 0));
    painter.setPen(QPen(colour(Tone::Bad, palette()), 1.2));
    painter.drawPath(path);
}

int FilterField::errorX() const
{
    return m_error ? xOf(m_error->position) : 0;
}

/// Measured from the cursor, which knows how far the text is scrolled.
int FilterField::xOf(qsizetype position) const
{
    const QFontMetrics metrics(font());
    return cursorRect().center().x() + metrics.horizontalAdvance(text().left(position))
            - metrics.horizontalAdvance(text().left(cursorPosition()));
}

} // namespace frontdesk
