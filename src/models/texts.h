// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

namespace frontdesk {

/// "820 µs", "1.2 ms", "5.00 s", "3 min 20 s": as many digits as one reads.
QString durationText(qint64 nanoseconds);

/// "96 B", "1.5 KiB", "64 MiB".
QString sizeText(qint64 bytes);

/// "1,000" where the locale groups digits so.
QString countText(qint64 count);

} // namespace frontdesk
