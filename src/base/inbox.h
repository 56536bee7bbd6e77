// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <utility>

namespace frontdesk {

/// How finished work comes home to the thread that asked for it: a lock-free
/// list that any thread pushes to and the owner drains, in order, once a turn of
/// its event loop. Many results cost one wake-up.
///
/// A thread whose coroutines await other threads has exactly one Inbox, made in
/// it and found there by current(). The owner outlives what is pushed.
class Inbox
{
public:
    /// Something to run in the owner's thread. It frees itself in run().
    class Job
    {
    public:
        virtual void run() = 0;

    protected:
        ~Job() = default;

    private:
        friend class Inbox;
        Job *m_next = nullptr;
    };

    /// Called when the owner has worked off what its event loop handed it.
    class RoundEnd
    {
    public:
        virtual void roundEnded() = 0;

    protected:
        ~RoundEnd() = default;
    };

    Inbox() = default;
    Inbox(const Inbox &) = delete;
    Inbox &operator=(const Inbox &) = delete;
    virtual ~Inbox();

    /// Any thread.
    void push(Job *job);

    template <typename Function>
    void post(Function function)
    {
        struct Call final : Job
        {
            Function function;
            explicit Call(Function &&f)
                : function(std::move(f))
            { }
            void run() override
            {
                const std::unique_ptr<Call> self(this);
                function();
            }
        };
        push(new Call(std::move(function)));
    }

    /// Owner's thread: asks for one call at the end of the present round. False
    /// where the thread's loop has no rounds, or none is under way: then there is
    /// nothing to share.
    virtual bool callAtRoundEnd(RoundEnd &) { return false; }

    /// The calling thread's inbox; null in threads that have none.
    static const std::shared_ptr<Inbox> &current();
    /// Makes @p inbox the calling thread's, null takes it away.
    static void setCurrent(std::shared_ptr<Inbox> inbox);

protected:
    /// Runs what has been pushed; true if there was something. Owner's thread.
    bool drain();
    /// The owner is about to wait: the next push() must wake it. Returns false,
    /// and stays awake, if something came in between.
    bool prepareToSleep();
    void awake() { m_sleeping.store(false, std::memory_order_relaxed); }

    /// Any thread, at most once a sleep.
    virtual void wake() = 0;

private:
    std::atomic<Job *> m_newest { nullptr };
    std::atomic<bool> m_sleeping { true };
};

/// The inbox of a thread that runs a Qt event loop. Made in that thread.
std::shared_ptr<Inbox> makeEventLoopInbox();

} // namespace frontdesk
