// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace frontdesk {

/// From now on SIGINT and SIGTERM are remembered instead of ending the process, so
/// that work can be given up in order; a second one ends it.
void catchInterrupts();
bool wasInterrupted();

/// A file that may not grow is an error of the write, not the end of the process.
void ignoreSizeSignals();

} // namespace frontdesk
