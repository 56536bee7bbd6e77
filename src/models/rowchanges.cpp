// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowchanges.h"

#include <QHash>

#include <algorithm>

namespace frontdesk {

namespace {

struct Kept
{
    int before, now; // the row of a user in each
    int previous; // of the longest run that ends here; -1: none
};

/// The longest run of users who are in both, in one order.
std::vector<Kept> keptUsers(const QList<User> &before, const QList<User> &now)
{
    QHash<qint64, int> rows;
    for (int row = 0; row < now.size(); ++row)
        rows.insert(now[row].id, row);

    std::vector<Kept> met;
    std::vector<int> ends; // the n-th: of the runs of n + 1 the one that ends soonest in now
    for (int row = 0; row < before.size(); ++row) {
        const int there = rows.value(before[row].id, -1);
        if (there < 0)
            continue;
        const auto end = std::lower_bound(ends.begin(), ends.end(), there, [&](int at, int value) {
            return met[size_t(at)].now < value;
        });
        met.push_back({ row, there, end == ends.begin() ? -1 : *(end - 1) });
        if (end == ends.end())
            ends.push_back(int(met.size()) - 1);
        else
            *end = int(met.size()) - 1;
    }
    std::vector<Kept> kept;
    for (int at = ends.empty() ? -1 : ends.back(); at >= 0; at = met[size_t(at)].previous)
        kept.push_back(met[size_t(at)]);
    std::reverse(kept.begin(), kept.end());
    return kept;
}

} // namespace

std::vector<RowChange> rowChanges(const QList<User> &before, const QList<User> &now)
{
    std::vector<RowChange> changes;
    int oldRow = 0, newRow = 0; // behind the last that was kept
    for (const Kept &kept : keptUsers(before, now)) {
        if (kept.before > oldRow)
            changes.push_back({ RowChange::Removed, newRow, kept.before - oldRow });
        if (kept.now > newRow)
            changes.push_back({ RowChange::Inserted, newRow, kept.now - newRow });
        oldRow = kept.before + 1;
        newRow = kept.now + 1;
    }
    return changes;
}

} // namespace frontdesk
