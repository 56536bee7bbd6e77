// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/inbox.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <vector>

class QSocketNotifier;

namespace frontdesk {

/// Something with a descriptor in a Poller.
class Pollable
{
public:
    /// @p events as of epoll_wait(2).
    virtual void ready(std::uint32_t events) = 0;

protected:
    ~Pollable() = default;
};

/// The descriptors of one server thread in an epoll instance of their own, which
/// Qt's event loop watches through a single notifier: Qt's loop polls, so that a
/// few thousand idle sockets in it would cost more than the work itself.
///
/// It works in rounds: what is ready, then what comes home from other threads
/// (this is the thread's Inbox), then what asked to be called later; round upon
/// round until nothing is left, then back to Qt's loop. Lives in its thread.
class Poller final : public QObject, public Inbox
{
    Q_OBJECT

public:
    Poller();
    ~Poller() override;

    /// Edge-triggered for reading, writing and hang-up. The descriptor leaves when
    /// it is closed.
    void watch(int descriptor, Pollable &pollable);
    /// Level-triggered, and woken in one thread only: a shared listening socket.
    void watchShared(int descriptor, Pollable &pollable);
    void unwatch(int descriptor);

    /// Calls ready(0) once, in this round if it is under way. Not again before it
    /// was called.
    void later(Pollable &pollable);
    void forget(Pollable &pollable);

    bool callAtRoundEnd(RoundEnd &roundEnd) override;

signals:
    /// All of a round is done; nothing of it is on the stack any more.
    void roundDone();

private:
    void wake() override;
    void run();
    bool runRound();

    const int m_epoll;
    const int m_event;
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_inRound = false;
    std::vector<Pollable *> m_later;
    std::vector<Pollable *> m_now;
    std::vector<RoundEnd *> m_roundEnds;
};

} // namespace frontdesk
