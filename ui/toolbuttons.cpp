// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolbuttons.h"

#include <QToolButton>

namespace frontdesk {

QToolButton *setUpToolButton(QToolButton *button, const char *name, const QString &text,
                             const QString &toolTip)
{
    button->setObjectName(QLatin1String(name));
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAutoRaise(true);
    return button;
}

} // namespace frontdesk
