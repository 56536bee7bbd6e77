// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace frontdesk {

/// What SQLite's (extended) result code means to a caller. The sentence is fit
/// for clients; what SQLite itself said goes to the log where it happened.
Error sqliteError(int code);

} // namespace frontdesk
