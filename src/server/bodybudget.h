// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

namespace frontdesk {

/// The memory that request bodies of all connections may take together. Any
/// thread; outlives its shares.
class BodyBudget
{
public:
    explicit BodyBudget(qint64 bytes)
        : m_left(bytes)
    { }

    /// What one body has been granted; given back at the end.
    class Share
    {
    public:
        Share() = default;
        Q_DISABLE_COPY_MOVE(Share)
        ~Share() { giveBack(); }

        /// Makes it @p bytes large in all. False, and unchanged, where the budget
        /// has no room for that.
        bool growTo(BodyBudget &budget, qint64 bytes)
        {
            const qint64 more = bytes - m_bytes;
            if (more <= 0)
                return true;
            if (budget.m_left.fetch_sub(more, std::memory_order_relaxed) < more) {
                budget.m_left.fetch_add(more, std::memory_order_relaxed);
                return false;
            }
            m_budget = &budget;
            m_bytes = bytes;
            return true;
        }

        void giveBack()
        {
            if (m_budget)
                m_budget->m_left.fetch_add(m_bytes, std::memory_order_relaxed);
            m_budget = nullptr;
            m_bytes = 0;
        }

    private:
        BodyBudget *m_budget = nullptr;
        qint64 m_bytes = 0;
    };

    qint64 left() const { return m_left.load(std::memory_order_relaxed); }

private:
    std::atomic<qint64> m_left;
};

} // namespace frontdesk
