// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/texts.h"

#include <QLocale>

namespace frontdesk {

namespace {

/// Three significant digits: 1.23, 12.3, 123.
QString threeDigits(double number)
{
    const int decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
    return QLocale().toString(number, 'f', decimals);
}

} // namespace

QString durationText(qint64 nanoseconds)
{
    const double ns = double(qMax<qint64>(nanoseconds, 0));
    if (ns < 999'500)
        return QStringLiteral("%1 µs").arg(qRound(ns / 1'000));
    if (ns < 999.5e6)
        return QStringLiteral("%1 ms").arg(threeDigits(ns / 1e6));
    if (ns < 59.95e9)
        return QStringLiteral("%1 s").arg(threeDigits(ns / 1e9));
    const qint64 seconds = qRound64(ns / 1e9);
    if (seconds < 3600)
        return QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return QStringLiteral("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString sizeText(qint64 bytes)
{
    if (bytes < 1024)
        return QStringLiteral("%1 B").arg(bytes);
    const double kib = double(bytes) / 1024;
    if (kib < 1023.5)
        return QStringLiteral("%1 KiB").arg(threeDigits(kib));
    if (kib < 1023.5 * 1024)
        return QStringLiteral("%1 MiB").arg(threeDigits(kib / 1024));
    return QStringLiteral("%1 GiB").arg(threeDigits(kib / 1024 / 1024));
}

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace frontdesk
