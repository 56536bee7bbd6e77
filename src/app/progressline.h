// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace frontdesk {

/// How far a subcommand is, in one line on stderr that changes, where that is a
/// terminal; elsewhere nothing.
class ProgressLine
{
public:
    ProgressLine();

    /// At most once a percent.
    void show(qint64 done, qint64 total);
    void clear();

private:
    const bool m_isTerminal;
    int m_shown = -1; ///< percent
};

} // namespace frontdesk
