// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace frontdesk {

/// What SQLite's (extended) result code means to a caller, with a sentence that
/// is fit for clients.
Error sqliteError(int code);

} // namespace frontdesk
