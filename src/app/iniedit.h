// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace frontdesk {

// Changes to the text of an INI file, as QSettings reads it, which leave the lines of
// other keys as they are: QSettings itself would drop comments and sort what it writes.
// The keys are those before any section, or of [General], which is the same.

/// @p text with @p value for @p key: in the place of the old one, or at the end.
QByteArray iniWith(const QByteArray &text, const QString &key, const QString &value);
/// @p text without @p key.
QByteArray iniWithout(const QByteArray &text, const QString &key);

} // namespace frontdesk
