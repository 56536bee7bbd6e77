// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"

#include <QCoreApplication>
#include <QEvent>
#include <QObject>

namespace frontdesk {

namespace {
thread_local std::shared_ptr<Inbox> t_current;
}

Inbox::~Inbox() = default;

void Inbox::push(Job *job)
{
    Job *newest = m_newest.load(std::memory_order_relaxed);
    do {
        job->m_next = newest;
    } while (!m_newest.compare_exchange_weak(newest, job, std::memory_order_seq_cst,
                                             std::memory_order_relaxed));
    if (m_sleeping.load(std::memory_order_seq_cst) && m_sleeping.exchange(false))
        wake();
}

bool Inbox::drain()
{
    Job *newest = m_newest.exchange(nullptr, std::memory_order_acquire);
    if (!newest)
        return false;
    Job *oldest = nullptr;
    while (newest) { // pushed last in first out, run first in first out
        Job *next = newest->m_next;
        newest->m_next = oldest;
        oldest = newest;
        newest = next;
    }
    while (oldest) {
        Job *next = oldest->m_next; // run() frees the job
        oldest->run();
        oldest = next;
    }
    return true;
}

bool Inbox::prepareToSleep()
{
    m_sleeping.store(true, std::memory_order_seq_cst);
    if (!m_newest.load(std::memory_order_seq_cst))
        return true;
    awake();
    return false;
}

const std::shared_ptr<Inbox> &Inbox::current()
{
    return t_current;
}

void Inbox::setCurrent(std::shared_ptr<Inbox> inbox)
{
    t_current = std::move(inbox);
}

namespace {

class EventLoopInbox final : public QObject, public Inbox
{
    void wake() override { QCoreApplication::postEvent(this, new QEvent(QEvent::User)); }

    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        awake();
        drain();
        if (!prepareToSleep()) // more came meanwhile: let other events have their turn first
            wake();
        return true;
    }
};

} // namespace

std::shared_ptr<Inbox> makeEventLoopInbox()
{
    return std::make_shared<EventLoopInbox>();
}

} // namespace frontdesk
