// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/progressline.h"

#include <algorithm>
#include <cstdio>

#include <unistd.h>

namespace frontdesk {

ProgressLine::ProgressLine()
    : m_isTerminal(::isatty(STDERR_FILENO) == 1)
{ }

void ProgressLine::show(qint64 done, qint64 total)
{
    if (!m_isTerminal || total <= 0)
        return;
    const int percent = int(std::clamp<double>(100.0 * double(done) / double(total), 0, 100));
    if (percent == m_shown)
        return;
    m_shown = percent;
    std::fprintf(stderr, "\r%3d %%", percent);
    std::fflush(stderr);
}

void ProgressLine::clear()
{
    if (m_shown < 0)
        return;
    std::fputs("\r     \r", stderr);
    std::fflush(stderr);
    m_shown = -1;
}

} // namespace frontdesk
