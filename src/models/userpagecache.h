// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/user.h"

#include <QCache>
#include <QList>

#include <vector>

namespace frontdesk {

/// What is known of a table of any length: some pages of it, those that were used last, and
/// which of them somebody has looked at.
class UserPageCache
{
public:
    static constexpr int pageRows = 256;
    static constexpr int pagesKept = 64;

    using Page = QList<User>;

    /// First and last page.
    struct Range
    {
        int first = 0, last = 0;
    };

    static int pageOf(int row) { return row / pageRows; }

    bool contains(int page) const { return m_pages.contains(page); }
    /// Null: it isn't there.
    const Page *page(int page) const { return m_pages.object(page); }
    /// Null while its page is not there.
    const User *at(int row) const;
    /// In the first @p rows, as far as they are there; -1: in none of them.
    int rowOf(qint64 id, int rows) const;
    /// What pages show from @p first on, as far as it is without a gap: @p count at most.
    Page known(int first, int count) const;

    /// The rows from the page @p first on are these; none of them: that page is empty.
    void keep(int first, const Page &users);
    /// The user in that row, which is there, is another now.
    void replace(int row, const User &user);
    void forgetBehind(int page);
    void forgetAllBut(Range pages);
    void clear();

    void lookAt(int page);
    /// The latest last: no more than a view can show.
    const std::vector<int> &lookedAt() const { return m_lookedAt; }
    int lastLookedAt() const { return m_lookedAt.empty() ? 0 : m_lookedAt.back(); }
    /// The one that was looked at last, and those beside it that are there and have been
    /// looked at, too: what is in view is among them.
    Range inView() const;

private:
    QCache<int, Page> m_pages { pagesKept };
    std::vector<int> m_lookedAt;
};

} // namespace frontdesk
