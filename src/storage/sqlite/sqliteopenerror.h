// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace frontdesk {

/// Why the file @p path cannot be opened, for the terminal and the window: names
/// the file and says what to do. What fails one request of many when a database is
/// open, is here about the file.
Error sqliteOpenError(Error error, const QString &path);

} // namespace frontdesk
