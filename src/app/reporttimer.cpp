// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reporttimer.h"

#include <chrono>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto usual = 50ms;
/// Of many exchanges few are taken at a time: a server thread on the same processor
/// would have to wait for the rest, too. A window that shows them has to paint each
/// time, and nobody reads so fast: it gets them less often.
constexpr auto busy = 10ms, busyWithWindow = 100ms;
constexpr qsizetype manyPerMs = 2;

} // namespace

ReportTimer::ReportTimer(QObject *parent)
    : QTimer(parent)
{
    setInterval(usual);
}

void ReportTimer::adapt(qsizetype exchanges, bool areShown)
{
    const auto last = intervalAsDuration();
    auto next = usual;
    if (exchanges >= manyPerMs * last.count())
        next = areShown ? busyWithWindow : busy;
    if (next != last)
        setInterval(next);
}

} // namespace frontdesk
