// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace frontdesk {

/// System: the desktop's own style and colours. Light and Dark are Fusion with
/// palettes of ours, which look the same on any desktop and on Qt 6.4.
enum class Theme { System, Light, Dark };

/// "system", "light", "dark": the name in a file.
QString toString(Theme theme);
std::optional<Theme> themeFromString(const QString &name);

/// For the whole application, at once. GUI thread.
void applyTheme(Theme theme);

} // namespace frontdesk
