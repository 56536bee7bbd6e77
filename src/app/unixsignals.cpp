// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/unixsignals.h"

#include "app/interrupts.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace frontdesk {

namespace {

// What the handler needs; only async-signal-safe calls are allowed in it.
std::atomic<int> g_pipe = -1;
std::atomic<int> g_interrupts = 0;
static_assert(std::atomic<int>::is_always_lock_free);

void handle(int signal)
{
    if (signal == SIGINT && ++g_interrupts > 1)
        _exit(128 + SIGINT);
    const int error = errno;
    const char byte = char(signal);
    [[maybe_unused]] const auto written = ::write(g_pipe, &byte, 1); // a full pipe says enough
    errno = error;
}

void setHandler(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
}

} // namespace

UnixSignals::UnixSignals(QObject *parent)
    : QObject(parent)
{
    Q_ASSERT(g_pipe == -1);
    if (::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    g_pipe = m_pipe[1];
    g_interrupts = 0;
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] { readSignals(); });
    m_notifier.setSocket(m_pipe[0]);
    m_notifier.setEnabled(true);
    setHandler(SIGTERM, handle);
    setHandler(SIGINT, handle);
    setHandler(SIGPIPE, SIG_IGN);
    ignoreSizeSignals();
}

UnixSignals::~UnixSignals()
{
    setHandler(SIGTERM, SIG_DFL);
    setHandler(SIGINT, SIG_DFL);
    m_notifier.setEnabled(false);
    g_pipe = -1;
    ::close(m_pipe[0]);
    ::close(m_pipe[1]);
}

void UnixSignals::readSignals()
{
    char bytes[16];
    while (::read(m_pipe[0], bytes, sizeof bytes) > 0) { }
    emit terminationRequested();
}

} // namespace frontdesk
