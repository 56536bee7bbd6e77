// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/limits.h"

#include <array>

namespace frontdesk {

/// The deadlines of one server thread. Each class has one duration, so that what
/// is set last is due last: a list a class, and setting, clearing and looking for
/// what is due take constant time however many connections there are.
class Deadlines
{
public:
    enum class Class { Handshake, Head, Body, Idle, Write, Linger, Count };

    /// One deadline of one connection; part of it. Clears itself.
    class Entry
    {
    public:
        Entry() = default;
        ~Entry() { unlink(); }
        Q_DISABLE_COPY_MOVE(Entry)

        void clear() { unlink(); }
        bool isSet() const { return m_next; }
        Class what() const { return m_class; }

    private:
        friend class Deadlines;
        void unlink();

        Entry *m_previous = nullptr, *m_next = nullptr;
        qint64 m_dueMs = 0;
        Class m_class = Class::Count;
        void *m_owner = nullptr;
    };

    explicit Deadlines(const Limits &limits);

    /// Sets it anew, counted from now. @p owner comes back from takeDue().
    void set(Entry &entry, Class what, void *owner);

    struct Due
    {
        void *owner = nullptr; ///< null: nothing is due
        Class what = Class::Count;
    };
    /// Clears one that is due and says whose it was.
    Due takeDue();

    /// Milliseconds of a steady clock with a grain of some ms, cheap to ask.
    static qint64 nowMs();

private:
    std::array<qint64, size_t(Class::Count)> m_durations;
    std::array<Entry, size_t(Class::Count)> m_lists; // rings: next is the oldest
};

} // namespace frontdesk
