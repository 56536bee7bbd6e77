// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace frontdesk {

/// The icon resources/icons/@p name.svg, drawn in the text colour of whatever
/// palette is in force when it is painted.
QIcon icon(const QString &name);

QIcon programIcon();

} // namespace frontdesk
