// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QColor>
#include <QPalette>

namespace frontdesk {

/// What a colour means; each is readable (4.5:1 and up) on the base of a light
/// and of a dark palette.
enum class Tone { Good, Info, Warning, Bad, Muted };

QColor colour(Tone tone, const QPalette &palette);

/// Of an HTTP status; 0: the client left.
Tone toneOfStatus(int status);
Tone toneOfState(TaskState state);

} // namespace frontdesk
