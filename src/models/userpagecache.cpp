// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/userpagecache.h"

#include <algorithm>

namespace frontdesk {

namespace {

constexpr size_t pagesInView = 4; // at most: what a view has scrolled past isn't fetched any more

} // namespace

const User *UserPageCache::at(int row) const
{
    const Page *page = m_pages.object(pageOf(row));
    const int at = row % pageRows;
    return page && at < page->size() ? &page->at(at) : nullptr;
}

int UserPageCache::rowOf(qint64 id, int rows) const
{
    for (const int page : m_pages.keys()) {
        const Page &users = *m_pages.object(page);
        for (qsizetype at = 0; at < users.size(); ++at) {
            const int row = page * pageRows + int(at);
            if (users[at].id == id && row < rows)
                return row;
        }
    }
    return -1;
}

UserPageCache::Page UserPageCache::known(int first, int count) const
{
    Page users;
    for (int page = first; page < first + count; ++page) {
        const Page *there = m_pages.object(page);
        if (!there)
            break;
        users += *there;
        if (there->size() < pageRows)
            break;
    }
    return users;
}

void UserPageCache::keep(int first, const Page &users)
{
    const qsizetype pages = std::max<qsizetype>((users.size() + pageRows - 1) / pageRows, 1);
    for (int page = 0; page < pages; ++page)
        m_pages.insert(first + page, new Page(users.mid(qsizetype(page) * pageRows, pageRows)));
}

void UserPageCache::replace(int row, const User &user)
{
    (*m_pages.object(pageOf(row)))[row % pageRows] = user;
}

void UserPageCache::forgetBehind(int page)
{
    for (const int there : m_pages.keys()) {
        if (there > page)
            m_pages.remove(there);
    }
}

void UserPageCache::forgetAllBut(Range pages)
{
    for (const int page : m_pages.keys()) {
        if (page < pages.first || page > pages.last)
            m_pages.remove(page);
    }
}

void UserPageCache::clear()
{
    m_pages.clear();
    m_lookedAt.clear();
}

void UserPageCache::lookAt(int page)
{
    if (!m_lookedAt.empty() && m_lookedAt.back() == page)
        return;
    std::erase(m_lookedAt, page);
    m_lookedAt.push_back(page);
    if (m_lookedAt.size() > pagesInView)
        m_lookedAt.erase(m_lookedAt.begin());
}

UserPageCache::Range UserPageCache::inView() const
{
    const auto isIn = [this](int page) {
        return std::find(m_lookedAt.begin(), m_lookedAt.end(), page) != m_lookedAt.end()
                && m_pages.contains(page);
    };
    Range pages { lastLookedAt(), lastLookedAt() };
    while (isIn(pages.first - 1))
        --pages.first;
    while (isIn(pages.last + 1))
        ++pages.last;
    return pages;
}

} // namespace frontdesk
