// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/httpclient.h"

#include <QString>

namespace frontdesk {

/// What is wrong with an answer as an error of SPEC §4's one shape; empty: nothing.
/// The status is the caller's to check.
QString problemWith(const HttpAnswer &answer);

/// The names in its `errors`, in their order.
QStringList fieldsOf(const HttpAnswer &answer);

} // namespace frontdesk
