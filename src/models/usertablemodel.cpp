// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/usertablemodel.h"

#include "base/deliver.h"
#include "models/rowchanges.h"
#include "storage/userstore.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>
#include <limits>

namespace frontdesk {

namespace {

constexpr size_t fetchesAtOnce = 2;
constexpr int pageRows = UserPageCache::pageRows;

int rowsOf(const UserStore *store)
{
    return store ? int(std::min<qint64>(store->count(), std::numeric_limits<int>::max())) : 0;
}

QVariant text(const User &user, int column)
{
    switch (column) {
    case UserTableModel::Id:
        return user.id;
    case UserTableModel::Name:
        return QString::fromStdString(user.name);
    case UserTableModel::Email:
        return QString::fromStdString(user.email);
    case UserTableModel::Created:
        return QDateTime::fromMSecsSinceEpoch(user.createdAtMs)
                .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    }
    return {};
}

} // namespace

UserTableModel::UserTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    m_query.limit = pageRows;
}

UserTableModel::~UserTableModel() = default;

void UserTableModel::setStore(UserStore *store)
{
    m_store = store;
    start();
    setErrorText({});
}

void UserTableModel::search(const QString &prefix)
{
    std::string bytes = prefix.toStdString();
    if (bytes == m_query.prefix)
        return;
    m_query.prefix = std::move(bytes);
    start();
}

void UserTableModel::sort(int column, Qt::SortOrder order)
{
    const UserOrder by = column == Name ? UserOrder::Name
            : column == Email           ? UserOrder::Email
                                        : UserOrder::Id;
    const bool descending = order == Qt::DescendingOrder;
    if (by == m_query.order && descending == m_query.descending)
        return;
    m_query.order = by;
    m_query.descending = descending;
    start();
}

void UserTableModel::start()
{
    beginResetModel();
    m_more = false;
    m_settled = !m_store || !isSearch();
    m_rows = isSearch() ? 0 : rowsOf(m_store);
    ++m_ticket;
    m_refreshing = false;
    m_refreshAgain = false;
    m_pages.clear();
    m_fetching.clear();
    endResetModel();
    if (!m_settled)
        fetch(0); // how many rows there are it will tell
}

void UserTableModel::refresh()
{
    if (!m_store)
        return;
    if (m_refreshing || !m_fetching.empty()) {
        m_refreshAgain = true;
        return;
    }
    const bool growsAtItsEnd = m_query.order == UserOrder::Id && !m_query.descending && !isSearch();
    if (growsAtItsEnd && rowsOf(m_store) > m_rows)
        setRows(rowsOf(m_store));
    const UserPageCache::Range pages = m_pages.inView();
    m_pages.forgetAllBut(pages);
    if (isSearch() || m_pages.contains(m_pages.lastLookedAt()))
        fetchAgain(pages.first, pages.last - pages.first + 1);
    else
        setRows(rowsOf(m_store));
}

Async<Result<QList<User>>> UserTableModel::read(QList<std::pair<int, int>> ranges)
{
    const QPointer<UserTableModel> self(this);
    const quint64 ticket = m_ticket;
    QList<User> users;
    for (const auto &[first, last] : ranges) {
        if (!self || self->m_ticket != ticket || !self->m_store)
            co_return failure(ErrorKind::Conflict, QStringLiteral("moved"),
                              QStringLiteral("The table has changed meanwhile."));
        int row = first;
        while (const User *user = row <= last ? self->userAt(row) : nullptr) {
            users.append(*user);
            ++row;
        }
        if (row > last)
            continue;
        UserQuery query = self->m_query;
        query.limit = last - row + 1;
        auto page = co_await self->m_store->page(row, query);
        if (!page)
            co_return failure(page.error());
        users += page->users;
    }
    co_return users;
}

const User *UserTableModel::userAt(int row) const
{
    return m_pages.at(row);
}

int UserTableModel::rowOf(qint64 id) const
{
    return m_pages.rowOf(id, m_rows);
}

void UserTableModel::replace(const User &user)
{
    const int row = rowOf(user.id);
    if (row < 0)
        return;
    m_pages.replace(row, user);
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int UserTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int UserTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant UserTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != SortRole
        && role != ChangedAtRole)
        return {};
    lookedAt(UserPageCache::pageOf(index.row()));
    const User *user = userAt(index.row());
    if (!user)
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
    if (role == ChangedAtRole)
        return user->updatedAtMs;
    if (role == SortRole && index.column() == Created)
        return user->createdAtMs;
    return text(*user, index.column());
}

QVariant UserTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Id:
        return tr("ID");
    case Name:
        return tr("Name");
    case Email:
        return tr("E-mail");
    case Created:
        return tr("Created");
    }
    return {};
}

void UserTableModel::lookedAt(int page) const
{
    m_pages.lookAt(page);
    if (m_fetchScheduled || m_pages.contains(page))
        return;
    m_fetchScheduled = true; // not from here: a view that paints must not see a change
    auto *self = const_cast<UserTableModel *>(this);
    QMetaObject::invokeMethod(
            self,
            [self] {
                self->m_fetchScheduled = false;
                self->fetchMissing();
            },
            Qt::QueuedConnection);
}

void UserTableModel::fetchMissing()
{
    if (!m_store)
        return;
    const std::vector<int> pages = m_pages.lookedAt(); // an answer that is there at once changes it
    for (auto page = pages.rbegin(); page != pages.rend(); ++page) {
        if (m_fetching.size() >= fetchesAtOnce || m_refreshing || m_refreshAgain)
            return;
        if (!m_pages.contains(*page) && *page <= (m_rows - 1) / pageRows
            && std::find(m_fetching.begin(), m_fetching.end(), *page) == m_fetching.end())
            fetch(*page);
    }
}

/// The store has to count its way to an offset, but for the whole table in order of
/// id. Whoever scrolls on has the place that the next page is behind.
void UserTableModel::fetch(int page)
{
    m_fetching.push_back(page);
    const auto handler = [this, page, ticket = m_ticket](Result<UserPage> answer) {
        if (ticket != m_ticket)
            return;
        std::erase(m_fetching, page);
        take(page, 1, std::move(answer));
    };
    const bool counts = m_query.order != UserOrder::Id || m_query.descending || isSearch();
    const Page *previous = page > 0 && counts ? m_pages.page(page - 1) : nullptr;
    if (previous && previous->size() == pageRows) {
        UserQuery query = m_query;
        query.after = UserPlace::of(previous->last(), query.order);
        deliver(m_store->list(query), this, handler);
    } else {
        deliver(m_store->page(qint64(page) * pageRows, m_query), this, handler);
    }
}

void UserTableModel::fetchAgain(int first, int count)
{
    m_refreshing = true;
    UserQuery query = m_query;
    query.limit = count * pageRows;
    deliver(m_store->page(qint64(first) * pageRows, query), this,
            [this, first, count, ticket = m_ticket](Result<UserPage> answer) {
                if (ticket != m_ticket)
                    return;
                m_refreshing = false;
                take(first, count, std::move(answer));
            });
}

void UserTableModel::take(int first, int count, Result<UserPage> answer)
{
    m_settled = true;
    setErrorText(answer ? QString() : answer.error().detail);
    const Page before = known(first, count);
    if (answer)
        show(first, before, answer->users);
    else // it counts as read, or each repaint would ask again: the next refresh tries
        m_pages.keep(first, before);

    if (!isSearch()) {
        setRows(rowsOf(m_store));
    } else if (answer) {
        const int end = first * pageRows + int(answer->users.size());
        if (!answer->more || end >= m_rows) // one more, which is looked at where it is in view
            m_more = answer->more;
        setRows(answer->more ? std::max(m_rows, end + 1) : end);
    }
    emit loaded();
    goOn();
}

void UserTableModel::goOn()
{
    if (!m_refreshAgain) {
        fetchMissing();
    } else if (!m_refreshing && m_fetching.empty()) {
        m_refreshAgain = false;
        refresh();
    }
}

void UserTableModel::show(int first, const Page &before, const Page &now)
{
    move(first, before, now);
    const Page moved = known(first, int((now.size() + pageRows - 1) / pageRows));
    m_pages.keep(first, now);
    qsizetype from = 0, to = now.size();
    while (from < to && from < moved.size() && now[from] == moved[from])
        ++from;
    while (to > from && to <= moved.size() && now[to - 1] == moved[to - 1])
        --to;
    const int firstRow = first * pageRows + int(from);
    const int lastRow = std::min(first * pageRows + int(to), m_rows) - 1;
    if (firstRow <= lastRow)
        emit dataChanged(index(firstRow, 0), index(lastRow, ColumnCount - 1));
}

/// Says which rows go and which come, one after the other; each time the pages are
/// what the rows are.
void UserTableModel::move(int first, const Page &before, const Page &now)
{
    const auto changes = rowChanges(before, now);
    if (changes.empty())
        return;
    m_pages.forgetBehind(first + int(before.size() - 1) / pageRows); // others' rows now
    Page shown = before;
    for (const RowChange &change : changes) {
        const int row = first * pageRows + change.first;
        if (change.kind == RowChange::Removed) {
            beginRemoveRows({}, row, row + change.count - 1);
            shown.remove(change.first, change.count);
            m_rows -= change.count;
            m_pages.keep(first, shown);
            endRemoveRows();
        } else {
            beginInsertRows({}, row, row + change.count - 1);
            for (int at = change.first; at < change.first + change.count; ++at)
                shown.insert(at, now[at]);
            m_rows += change.count;
            m_pages.keep(first, shown);
            endInsertRows();
        }
    }
}

UserTableModel::Page UserTableModel::known(int first, int count) const
{
    return m_pages.known(first, count).mid(0, std::max(0, m_rows - first * pageRows));
}

void UserTableModel::setRows(int rows)
{
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    } else if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        m_pages.forgetBehind((rows + pageRows - 1) / pageRows - 1);
        endRemoveRows();
    }
}

void UserTableModel::setErrorText(const QString &text)
{
    if (text == m_errorText)
        return;
    m_errorText = text;
    emit errorTextChanged(text);
}

} // namespace frontdesk
