// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupts.h"

#include <csignal>

namespace frontdesk {

namespace {

volatile std::sig_atomic_t g_interrupted = 0;

} // namespace

void catchInterrupts()
{
    struct sigaction action = {};
    action.sa_handler = [](int) { g_interrupted = 1; };
    action.sa_flags = int(SA_RESETHAND) | SA_RESTART;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

bool wasInterrupted()
{
    return g_interrupted != 0;
}

void ignoreSizeSignals()
{
    std::signal(SIGXFSZ, SIG_IGN);
}

} // namespace frontdesk
