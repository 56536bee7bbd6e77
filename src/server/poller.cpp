// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/poller.h"

#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace frontdesk {

namespace {

// Qt's own events (timers, posted events) get their turn after that many rounds.
constexpr int maxRounds = 64;

void control(int epoll, int descriptor, std::uint32_t events, Pollable *pollable)
{
    epoll_event event {};
    event.events = events;
    event.data.ptr = pollable;
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) != 0)
        qFatal("epoll_ctl failed: %s", strerror(errno));
}

} // namespace

Poller::Poller()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_epoll < 0 || m_event < 0)
        qFatal("No descriptor left for a server thread: %s", strerror(errno));
    control(m_epoll, m_event, EPOLLIN | EPOLLET, nullptr);
    m_notifier = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Poller::run);
}

Poller::~Poller()
{
    m_notifier.reset();
    ::close(m_event);
    ::close(m_epoll);
}

void Poller::watch(int descriptor, Pollable &pollable)
{
    control(m_epoll, descriptor, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, &pollable);
}

void Poller::watchShared(int descriptor, Pollable &pollable)
{
    control(m_epoll, descriptor, EPOLLIN | EPOLLEXCLUSIVE, &pollable);
}

void Poller::unwatch(int descriptor)
{
    ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
}

void Poller::later(Pollable &pollable)
{
    m_later.push_back(&pollable);
    if (!m_inRound)
        wake();
}

void Poller::forget(Pollable &pollable)
{
    std::erase(m_later, &pollable);
}

bool Poller::callAtRoundEnd(RoundEnd &roundEnd)
{
    if (m_inRound)
        m_roundEnds.push_back(&roundEnd);
    return m_inRound;
}

void Poller::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_event, &one, sizeof one);
}

void Poller::run()
{
    if (m_inRound) // a nested event loop in a handler: not here
        return;
    awake();
    int rounds = 0;
    while (runRound() && ++rounds < maxRounds) { }
    if (!prepareToSleep() || !m_later.empty())
        wake();
}

bool Poller::runRound()
{
    std::array<epoll_event, 256> events;
    const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), 0);
    m_inRound = true;
    for (int i = 0; i < count; ++i) {
        if (auto *pollable = static_cast<Pollable *>(events[size_t(i)].data.ptr))
            pollable->ready(events[size_t(i)].events);
    }
    const bool mail = drain();
    const bool postponed = !m_later.empty();
    m_later.swap(m_now);
    for (Pollable *pollable : m_now)
        pollable->ready(0);
    m_now.clear();
    for (size_t i = 0; i < m_roundEnds.size(); ++i) // one may ask for another
        m_roundEnds[i]->roundEnded();
    m_roundEnds.clear();
    m_inRound = false;
    emit roundDone();
    return count > 0 || mail || postponed;
}

} // namespace frontdesk
