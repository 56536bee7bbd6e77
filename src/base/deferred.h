// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/inbox.h"
#include "base/result.h"

#include <QtGlobal>

#include <atomic>
#include <coroutine>
#include <memory>
#include <optional>
#include <utility>

namespace frontdesk {

template <typename T>
class Resolver;

/// A Result that another thread will supply; `co_await` it in the thread that
/// made it, which must have an Inbox. Made in a pair with its Resolver.
///
/// ```
/// auto [later, resolver] = defer<User>();
/// queue.push([r = std::move(resolver)]() mutable { r.resolve(user); });
/// const Result<User> user = co_await later;
/// ```
template <typename T>
class [[nodiscard]] Deferred
{
public:
    bool await_ready() const { return m_state->arrived; }
    void await_suspend(std::coroutine_handle<> waiter) { m_state->waiter = waiter; }
    Result<T> await_resume() { return std::move(*m_state->value); }

private:
    template <typename U>
    friend auto defer();
    friend class Resolver<T>;

    struct State final : Inbox::Job
    {
        std::shared_ptr<Inbox> home;
        std::optional<Result<T>> value;
        std::coroutine_handle<> waiter;
        bool arrived = false; // owner's thread only
        std::atomic<int> references { 2 };

        void run() override
        {
            arrived = true;
            const auto resumed = std::exchange(waiter, {});
            release();
            if (resumed)
                resumed.resume();
        }
        void release()
        {
            if (references.fetch_sub(1, std::memory_order_acq_rel) == 1)
                delete this;
        }
    };
    struct Release
    {
        void operator()(State *state) const { state->release(); }
    };

    explicit Deferred(State *state)
        : m_state(state)
    { }

    std::unique_ptr<State, Release> m_state;
};

/// The other end: supplies the value once, from any thread. One that is dropped
/// unused supplies ErrorKind::Cancelled, so no coroutine waits for ever.
template <typename T>
class Resolver
{
public:
    Resolver(Resolver &&other) noexcept
        : m_state(std::exchange(other.m_state, nullptr))
    { }
    Resolver &operator=(Resolver &&other) noexcept
    {
        std::swap(m_state, other.m_state);
        return *this;
    }
    ~Resolver()
    {
        if (m_state)
            resolve(failure(ErrorKind::Cancelled, QStringLiteral("cancelled"),
                            QStringLiteral("The work was given up before it was done.")));
    }

    void resolve(Result<T> value)
    {
        Q_ASSERT(m_state);
        auto *state = std::exchange(m_state, nullptr);
        state->value.emplace(std::move(value));
        state->home->push(state);
    }

private:
    template <typename U>
    friend auto defer();

    explicit Resolver(typename Deferred<T>::State *state)
        : m_state(state)
    { }

    typename Deferred<T>::State *m_state;
};

/// A fresh pair { Deferred<T>, Resolver<T> } for the calling thread.
template <typename T>
auto defer()
{
    auto *state = new typename Deferred<T>::State;
    state->home = Inbox::current();
    Q_ASSERT(state->home);
    return std::pair<Deferred<T>, Resolver<T>>(Deferred<T>(state), Resolver<T>(state));
}

} // namespace frontdesk
