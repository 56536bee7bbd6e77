// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/eventstream.h"

namespace frontdesk {

namespace {

/// How long a listener whose connection broke waits before it comes back.
constexpr char retryField[] = "retry: 2000\n";

} // namespace

EventStream::EventStream(EventHub &hub, EventTypes types, std::optional<quint64> lastId)
    : m_desk(hub.desk())
    , m_types(types)
    , m_place(lastId.value_or(hub.newest()))
    , m_beat(m_desk->beats())
    , m_lost(lastId && hub.read(*lastId, types).lost)
{
    if (m_lost)
        m_place = hub.newest();
}

Async<Result<QByteArray>> EventStream::next()
{
    if (!std::exchange(m_greeted, true))
        co_return greeting();
    while (!m_ended && m_desk->isOpen()) {
        auto piece = take();
        if (!piece.isEmpty())
            co_return piece;
        co_await m_waiter.news(*m_desk);
    }
    co_return QByteArray();
}

/// An id without data is no event, but what a listener comes back with.
QByteArray EventStream::greeting()
{
    if (m_lost)
        return retryField + ("\n" + resetEvent(m_place));
    return retryField + ("id: " + QByteArray::number(m_place) + "\n\n");
}

/// What is to be sent now; empty: nothing.
QByteArray EventStream::take()
{
    auto reading = m_desk->read(m_place, m_types);
    while (!reading.lost && reading.text.isEmpty() && reading.place != m_place) {
        m_place = reading.place; // events of other types
        reading = m_desk->read(m_place, m_types);
    }
    m_place = reading.place;
    const bool isQuiet = !reading.lost && reading.text.isEmpty();
    if (isQuiet && m_beat == m_desk->beats())
        return {};
    m_beat = m_desk->beats();
    if (isQuiet)
        return QByteArrayLiteral(":\n\n");
    return reading.lost ? resetEvent(m_place) : reading.text;
}

void EventStream::clientHasGone()
{
    m_ended = true;
    const auto desk = m_desk; // waking may be the end of this
    m_waiter.wake(*desk);
}

} // namespace frontdesk
