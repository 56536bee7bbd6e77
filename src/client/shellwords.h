// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

namespace frontdesk {

/// The words of a simple command as a POSIX shell would read them (2.2, 2.3): quotes,
/// backslashes, continued lines, and bash's $'…'. Ends at an unquoted ; & | or line
/// end. Nothing is expanded: $name and `…` stay as they are.
/// Errors: Malformed, where a quote isn't closed.
Result<QStringList> shellWords(const QString &command);

} // namespace frontdesk
