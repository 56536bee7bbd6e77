// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace frontdesk {

/// What an `async def` returns: a value that is there already or will be.
///
/// The coroutine starts at once, in the caller's thread, and runs to its first
/// real wait; one that never waited is ready when the call returns. It is
/// confined to that thread: whatever it awaits brings it back there. Dropping an
/// Async that is not ready doesn't stop the work; it goes on and frees itself at
/// its end, so whatever it uses must outlive it.
///
/// g++ 12 destroys a lambda with captures twice when it is a temporary within a
/// co_await expression: make it, or the Async, in a statement before.
template <typename T>
class [[nodiscard]] Async
{
public:
    class promise_type;
    using Handle = std::coroutine_handle<promise_type>;

    Async(T value) // a value needs no coroutine frame
        : m_value(std::move(value))
    { }
    Async(Async &&other) noexcept
        : m_value(std::move(other.m_value))
        , m_handle(std::exchange(other.m_handle, {}))
    { }
    Async &operator=(Async &&other) noexcept
    {
        if (this != &other) {
            release();
            m_value = std::move(other.m_value);
            m_handle = std::exchange(other.m_handle, {});
        }
        return *this;
    }
    ~Async() { release(); }

    bool isReady() const { return !m_handle || m_handle.done(); }

    /// The value, once; rethrows what the coroutine threw. Only when isReady().
    T take()
    {
        Q_ASSERT(isReady());
        if (!m_handle)
            return std::move(*m_value);
        const FrameGuard guard { std::exchange(m_handle, {}) };
        return guard.handle.promise().take();
    }

    bool await_ready() const { return isReady(); }
    void await_suspend(std::coroutine_handle<> waiter) { m_handle.promise().m_waiter = waiter; }
    T await_resume() { return take(); }

private:
    explicit Async(Handle handle)
        : m_handle(handle)
    { }

    struct FrameGuard
    {
        Handle handle;
        ~FrameGuard() { handle.destroy(); }
    };

    void release()
    {
        if (!m_handle)
            return;
        if (m_handle.done())
            m_handle.destroy();
        else
            m_handle.promise().m_detached = true;
        m_handle = {};
    }

    std::optional<T> m_value;
    Handle m_handle;
};

template <typename T>
class Async<T>::promise_type
{
public:
    Async get_return_object() { return Async(Handle::from_promise(*this)); }
    std::suspend_never initial_suspend() noexcept { return {}; }

    auto final_suspend() noexcept
    {
        struct Finish
        {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(Handle self) noexcept
            {
                const auto waiter = self.promise().m_waiter;
                if (self.promise().m_detached)
                    self.destroy();
                return waiter ? waiter : std::noop_coroutine();
            }
            void await_resume() noexcept { }
        };
        return Finish {};
    }

    template <typename U>
    void return_value(U &&value)
    {
        m_value.emplace(std::forward<U>(value));
    }
    void unhandled_exception() { m_exception = std::current_exception(); }

    T take()
    {
        if (m_exception)
            std::rethrow_exception(m_exception);
        return std::move(*m_value);
    }

private:
    friend class Async;

    std::optional<T> m_value;
    std::exception_ptr m_exception;
    std::coroutine_handle<> m_waiter;
    bool m_detached = false;
};

/// A coroutine that nobody awaits: the end of a chain. It must not throw.
struct Detached
{
    struct promise_type
    {
        Detached get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() { }
        [[noreturn]] void unhandled_exception() { std::terminate(); }
    };
};

} // namespace frontdesk
