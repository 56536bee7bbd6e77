// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"

#include <tl/expected.hpp>

namespace frontdesk {

/// The command line, the environment and the configuration file of this process.
/// @p readsFile: false leaves out that file. @p subcommands: those that the program has.
Result<Settings::Parsed> parseCommandLine(const QStringList &arguments,
                                          const QList<Subcommand> &subcommands = {},
                                          bool readsFile = true);

/// What is to be run. Where there is nothing to run, prints what --help and --version
/// ask for, or on stderr what is wrong, and answers the status to exit with.
tl::expected<Settings::Parsed, int> runOrExit(const Result<Settings::Parsed> &parsed);

/// As many open files as the system lets the process have: each connection is
/// one, and most systems begin with 1,024.
void raiseDescriptorLimit();

/// Large blocks of memory go back to the system when they are freed. glibc keeps them
/// once one was freed, and puts small ones into their midst: under load, with batches
/// that one thread makes and another frees, the process grew by a quarter.
void giveBackLargeBlocks();

/// One line on stderr, after the program's name.
void complain(const QString &sentence);

} // namespace frontdesk
