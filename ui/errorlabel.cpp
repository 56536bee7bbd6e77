// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorlabel.h"

#include "colours.h"

#include <QEvent>

namespace frontdesk {

ErrorLabel::ErrorLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    updateColour();
    hide();
}

void ErrorLabel::showText(const QString &text)
{
    setText(text);
    setVisible(!text.isEmpty());
}

void ErrorLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColour();
}

void ErrorLabel::updateColour()
{
    QPalette toned = palette();
    const QColor bad = colour(Tone::Bad, toned);
    if (toned.color(QPalette::WindowText) == bad)
        return; // setPalette() comes back here
    toned.setColor(QPalette::WindowText, bad);
    setPalette(toned);
}

} // namespace frontdesk
