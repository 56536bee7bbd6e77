// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "colours.h"

namespace frontdesk {

QColor colour(Tone tone, const QPalette &palette)
{
    const bool dark = palette.color(QPalette::Base).lightness() < 128;
    switch (tone) {
    case Tone::Good:
        return dark ? QColor(0x57, 0xc7, 0x85) : QColor(0x1a, 0x7f, 0x37);
    case Tone::Info:
        return dark ? QColor(0x6c, 0xb6, 0xff) : QColor(0x09, 0x5c, 0xc4);
    case Tone::Warning:
        return dark ? QColor(0xe0, 0xb0, 0x4a) : QColor(0x8a, 0x5a, 0x00);
    case Tone::Bad:
        return dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xc6, 0x28, 0x28);
    case Tone::Muted:
        return dark ? QColor(0xa0, 0xa4, 0xab) : QColor(0x5f, 0x66, 0x70);
    }
    return palette.color(QPalette::Text);
}

Tone toneOfStatus(int status)
{
    switch (status / 100) {
    case 2:
        return Tone::Good;
    case 3:
        return Tone::Info;
    case 4:
        return Tone::Warning;
    case 5:
        return Tone::Bad;
    default:
        return Tone::Muted;
    }
}

Tone toneOfState(TaskState state)
{
    switch (state) {
    case TaskState::Completed:
        return Tone::Good;
    case TaskState::Failed:
        return Tone::Bad;
    case TaskState::Running:
        return Tone::Info;
    case TaskState::Retrying:
    case TaskState::Cancelling:
        return Tone::Warning;
    default:
        return Tone::Muted;
    }
}

} // namespace frontdesk
