// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/setting.h"

namespace frontdesk {

// How texts become values. Errors: Invalid, a sentence that begins with the value's
// source and says what is possible.

/// Decimal digits only.
Result<qint64> readNumber(const SettingValue &value, qint64 least, qint64 most);
/// true, false, 1 or 0.
Result<bool> readTruth(const SettingValue &value);
/// A loopback address, in digits; localhost is one.
Result<QString> readLoopback(const SettingValue &value);
/// A file or folder (@p what), absolute.
/// Names of header fields with commas between them, one at least.
Result<QByteArrayList> readFieldNames(const SettingValue &value);
Result<QString> readPath(const SettingValue &value, const char *what);
/// sqlite: and nothing else. What was given is not repeated: it may hold a password.
Result<void> readDatabase(const SettingValue &value);

} // namespace frontdesk
