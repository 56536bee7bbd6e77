// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskoptions.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace frontdesk {

class TaskKinds;

/// The tasks that are due and wait for their turn: by priority, due time and id,
/// as many at once as the limits allow. Each kind has a lane, so that one that is
/// full holds up none of the others.
class TaskQueue final
{
public:
    struct Place
    {
        int precedence = 0; ///< the negated priority
        qint64 dueAtMs = 0;
        qint64 id = 0;

        bool operator<(const Place &other) const
        {
            return std::tie(precedence, dueAtMs, id)
                    < std::tie(other.precedence, other.dueAtMs, other.id);
        }
    };

    class Lane
    {
    public:
        bool isLimited() const { return m_limit > 0; }

    private:
        friend class TaskQueue;
        int m_limit = 0; ///< 0: none
        int m_busy = 0; ///< taken and not done, where there is a limit
        std::set<Place> m_waiting;
    };

    TaskQueue(const TaskKinds &kinds, const TaskOptions &options);

    /// Of a kind, known or not.
    Lane &lane(const std::string &kind);

    void add(Lane &lane, const Place &place) { lane.m_waiting.insert(place); }
    void remove(Lane &lane, const Place &place) { lane.m_waiting.erase(place); }

    /// Takes out who goes next; each is busy until done().
    std::vector<qint64> take(qsizetype atMost);
    void done(Lane &lane);
    /// take() would find one.
    bool hasNext() { return next() != nullptr; }

private:
    bool hasRoom(const Lane &lane) const;
    Lane *next();

    const TaskKinds &m_kinds;
    const TaskOptions m_options;
    int m_busy = 0; ///< of all lanes with a limit
    std::map<std::string, Lane, std::less<>> m_lanes;
};

} // namespace frontdesk
