// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonhighlighter.h"

#include "colours.h"

#include <QEvent>
#include <QPlainTextEdit>

namespace frontdesk {

QColor colourOf(JsonToken::Kind kind, const QPalette &palette)
{
    switch (kind) {
    case JsonToken::Kind::Key:
        return colour(Tone::Info, palette);
    case JsonToken::Kind::String:
        return colour(Tone::Good, palette);
    case JsonToken::Kind::Number:
    case JsonToken::Kind::Literal:
        return colour(Tone::Warning, palette);
    }
    return palette.color(QPalette::Text);
}

JsonHighlighter::JsonHighlighter(QPlainTextEdit *edit)
    : QSyntaxHighlighter(edit->document())
    , m_edit(edit)
{
    edit->installEventFilter(this);
}

/// Another theme has other colours.
bool JsonHighlighter::eventFilter(QObject *edit, QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_on)
        rehighlight();
    return QSyntaxHighlighter::eventFilter(edit, event);
}

void JsonHighlighter::setOn(bool on)
{
    if (m_on == on)
        return;
    m_on = on;
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (!m_on)
        return;
    for (const JsonToken &token : jsonTokens(text))
        setFormat(int(token.begin), int(token.size), colourOf(token.kind, m_edit->palette()));
}

} // namespace frontdesk
