// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace frontdesk {

/// An option of curl(1) by its long name; an address is "url".
struct CurlOption
{
    QString name;
    QString value;
};

/// The options among a command's words that say what is sent, in order. Short ones
/// may stand together ("-sSXPOST"), long ones may be negated ("--no-…").
/// Errors: Malformed: an option that isn't known, or lacks its value.
Result<QList<CurlOption>> curlOptions(const QStringList &words);

} // namespace frontdesk
