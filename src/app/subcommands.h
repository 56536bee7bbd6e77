// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"
#include "app/subcommand.h"

namespace frontdesk {

/// All that frontdeskd has.
const QList<Subcommand> &subcommands();

/// Carries one out and tells what came of it: a sentence on stdout, or on stderr
/// what went wrong. The status to exit with. Blocks.
int runSubcommand(const Settings &settings, const SubcommandCall &call);

} // namespace frontdesk
