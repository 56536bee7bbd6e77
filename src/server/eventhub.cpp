// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/eventhub.h"

#include "base/clock.h"
#include "server/eventdesk.h"

#include <algorithm>

namespace frontdesk {

namespace {

constexpr qsizetype pieceBytes = 64 << 10;
constexpr size_t pieceEvents = 256;

EventType typeOf(UserChange::What what)
{
    return EventType(int(EventType::UserCreated) + int(what));
}

} // namespace

EventHub::EventHub(const Clock &clock, Limits limits)
    : m_limits(limits)
    , m_newest(quint64(clock.wallMs()) * 1000)
{ }

EventHub::~EventHub()
{
    Q_ASSERT(m_desks.empty());
}

void EventHub::publish(const UserChange &change)
{
    if (!m_keeping.load(std::memory_order_acquire))
        return;
    const std::lock_guard lock(m_mutex);
    for (const User &user : change.users)
        add(typeOf(change.what), user);
    if (change.users.empty() && change.count > 0)
        add(typeOf(change.what), ImportedRange { change.count, change.firstId, change.lastId });
    signalDesks();
}

void EventHub::publish(const Task &task, bool onlyProgress)
{
    if (!m_keeping.load(std::memory_order_acquire))
        return;
    auto subject = forEvent(task);
    const std::lock_guard lock(m_mutex);
    add(onlyProgress ? EventType::TaskProgress : eventTypeOf(task.state), std::move(subject));
    signalDesks();
}

void EventHub::add(EventType type, Event::Subject subject)
{
    m_journal.push_back(std::make_shared<const Event>(++m_newest, type, std::move(subject)));
    const qint64 bytes = m_journal.back()->bytes();
    m_bytes += bytes;
    m_filled += std::max(1.0 / double(m_limits.events), double(bytes) / double(m_limits.bytes));
    while (m_journal.size() > m_limits.events
           || (m_bytes > m_limits.bytes && m_journal.size() > 1)) {
        m_bytes -= m_journal.front()->bytes();
        m_journal.pop_front();
    }
}

void EventHub::signalDesks()
{
    for (EventDesk *desk : m_desks)
        desk->signal(m_filled);
}

void EventHub::setOpen(bool open)
{
    m_open.store(open, std::memory_order_release);
    const std::lock_guard lock(m_mutex);
    if (!open)
        signalDesks();
}

std::shared_ptr<EventDesk> EventHub::desk()
{
    const auto inbox = Inbox::current();
    const std::lock_guard lock(m_mutex);
    m_keeping.store(true, std::memory_order_release);
    for (EventDesk *desk : m_desks) {
        if (desk->isOf(*inbox))
            return desk->shared_from_this();
    }
    auto desk = std::make_shared<EventDesk>(*this, inbox);
    m_desks.push_back(desk.get());
    return desk;
}

void EventHub::leave(const EventDesk &desk)
{
    const std::lock_guard lock(m_mutex);
    std::erase(m_desks, &desk);
}

quint64 EventHub::newest() const
{
    const std::lock_guard lock(m_mutex);
    return m_newest;
}

double EventHub::filled() const
{
    const std::lock_guard lock(m_mutex);
    return m_filled;
}

EventHub::Reading EventHub::read(quint64 place, EventTypes types) const
{
    Reading reading { {}, place, false };
    std::vector<std::shared_ptr<const Event>> events;
    {
        const std::lock_guard lock(m_mutex);
        const quint64 before = m_newest - m_journal.size(); // the first is behind it
        if (place < before || place > m_newest)
            return { {}, m_newest, true };
        for (size_t i = size_t(place - before); i < m_journal.size(); ++i) {
            if (events.size() == pieceEvents)
                break;
            reading.place = m_journal[i]->id();
            if (types & bitOf(m_journal[i]->type()))
                events.push_back(m_journal[i]);
        }
    }
    // Rendered here: the first who asks does it for all, and nobody waits for the lock.
    for (const auto &event : events) {
        reading.text += event->text();
        if (reading.text.size() >= pieceBytes) {
            reading.place = event->id();
            break;
        }
    }
    return reading;
}

} // namespace frontdesk
