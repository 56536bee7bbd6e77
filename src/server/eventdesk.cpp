// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/eventdesk.h"

#include "base/clock.h"

#include <algorithm>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto heartbeat = 15s;
/// Woken one after the other, before others have their turn.
constexpr int slice = 32;
constexpr size_t keptReadings = 16;

/// Of a thread's time, listeners get at most one part in so many.
constexpr int parts = 25;
constexpr double urgentPart = 0.25; // of the journal
constexpr auto shortestPause = 10ms, longestPause = 1000ms;

std::chrono::milliseconds pauseAfter(std::chrono::nanoseconds work)
{
    return std::clamp(std::chrono::ceil<std::chrono::milliseconds>(work * (parts - 1)),
                      shortestPause, longestPause);
}

} // namespace

EventDesk::EventDesk(EventHub &hub, std::shared_ptr<Inbox> inbox)
    : m_hub(hub)
    , m_inbox(std::move(inbox))
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_pause, &QTimer::timeout, &m_pause, [this] {
        m_busy = false;
        wakeUp();
    });
    QObject::connect(&m_heart, &QTimer::timeout, &m_heart, [this] {
        ++m_beats;
        if (m_busy)
            m_signalled = true;
        else
            beginRound();
    });
    m_heart.start(heartbeat);
}

EventDesk::~EventDesk()
{
    m_hub.leave(*this);
}

void EventDesk::signal(double filled)
{
    const bool isUrgent = filled - m_filled > urgentPart || !isOpen(); // the server stops
    const bool becomesUrgent = isUrgent && !m_urgent.exchange(true);
    if (m_signalled.exchange(true) && !becomesUrgent)
        return;
    postWakeUp();
}

void EventDesk::postWakeUp()
{
    m_inbox->post([self = weak_from_this()] {
        if (const auto desk = self.lock())
            desk->wakeUp();
    });
}

void EventDesk::wakeUp()
{
    if (m_pause.isActive() && m_urgent) {
        m_pause.stop();
        m_busy = false;
    }
    if (!m_busy && m_signalled)
        beginRound();
}

EventHub::Reading EventDesk::read(quint64 place, EventTypes types)
{
    if (!m_busy) // there is no round in which it stays true
        return m_hub.read(place, types);
    const auto known = m_readings.find({ place, types });
    if (known != m_readings.end())
        return known->second;
    auto reading = m_hub.read(place, types);
    if (m_readings.size() < keptReadings)
        m_readings.emplace(std::pair(place, types), reading);
    return reading;
}

void EventDesk::beginRound()
{
    m_busy = true;
    m_signalled = false; // before anything is read: what comes now is news again
    m_filled = m_hub.filled();
    m_urgent = false;
    m_readings.clear();
    m_work = {};
    m_toServe = m_waiting.size();
    serve();
}

void EventDesk::serve()
{
    const auto self = shared_from_this(); // the last listener may go
    const qint64 beganNs = steadyNs();
    for (int i = 0; i < slice && m_toServe > 0 && !m_waiting.empty(); ++i) {
        --m_toServe; // who waits again does so behind the others
        m_waiting.front()->wake(*this);
    }
    m_work += std::chrono::nanoseconds(steadyNs() - beganNs);
    if (m_toServe > 0 && !m_waiting.empty()) {
        m_inbox->post([weak = weak_from_this()] {
            if (const auto desk = weak.lock())
                desk->serve();
        });
        return;
    }
    m_readings.clear();
    m_pause.start(pauseAfter(m_work));
    if (m_urgent) // it became so within the round
        postWakeUp();
}

} // namespace frontdesk
