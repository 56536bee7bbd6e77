// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QToolButton;

namespace frontdesk {

/// A small button among other things: it takes the focus by Tab and is called what its
/// tooltip says, since its text may be a symbol. Returns @p button.
QToolButton *setUpToolButton(QToolButton *button, const char *name, const QString &text,
                             const QString &toolTip);

} // namespace frontdesk
