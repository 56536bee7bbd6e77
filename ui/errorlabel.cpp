// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorlabel.h"

namespace frontdesk {

ErrorLabel::ErrorLabel(QWidget *parent)
    : TonedLabel(Tone::Bad, parent)
{
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    hide();
}

void ErrorLabel::showText(const QString &text)
{
    setText(text);
    setVisible(!text.isEmpty());
}

} // namespace frontdesk
