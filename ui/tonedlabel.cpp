// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tonedlabel.h"

#include <QEvent>

namespace frontdesk {

TonedLabel::TonedLabel(Tone tone, QWidget *parent)
    : QLabel(parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    updateColour();
}

void TonedLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColour();
}

void TonedLabel::updateColour()
{
    QPalette toned = palette();
    const QColor wanted = colour(m_tone, toned);
    if (toned.color(QPalette::WindowText) == wanted)
        return; // setPalette() comes back here
    toned.setColor(QPalette::WindowText, wanted);
    setPalette(toned);
}

} // namespace frontdesk
