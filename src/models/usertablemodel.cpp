// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/usertablemodel.h"

#include "base/deliver.h"
#include "storage/userstore.h"

#include <QDateTime>

#include <algorithm>
#include <limits>

namespace frontdesk {

namespace {

constexpr size_t fetchesAtOnce = 2;
constexpr size_t pagesInView = 4; // at most: what a view has scrolled past isn't fetched any more

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
{ }

UserTableModel::~UserTableModel() = default;

void UserTableModel::setStore(UserStore *store)
{
    beginResetModel();
    m_store = store;
    m_rows = rowsOf(store);
    ++m_ticket;
    ++m_refreshed;
    m_refreshAgain = false;
    m_pages.clear();
    m_fetching.clear();
    m_lookedAt.clear();
    endResetModel();
    setErrorText({});
}

void UserTableModel::refresh()
{
    if (!m_store)
        return;
    if (!m_fetching.empty()) {
        m_refreshAgain = true;
        return;
    }
    ++m_refreshed;
    updateRowCount();
    fetchMissing();
}

const User *UserTableModel::userAt(int row) const
{
    const Page *page = m_pages.object(row / pageRows);
    const int at = row % pageRows;
    return page && at < page->users.size() ? &page->users[at] : nullptr;
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
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != SortRole)
        return {};
    lookedAt(index.row() / pageRows);
    const User *user = userAt(index.row());
    if (!user)
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
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
    if (m_lookedAt.empty() || m_lookedAt.back() != page) {
        std::erase(m_lookedAt, page);
        m_lookedAt.push_back(page);
        if (m_lookedAt.size() > pagesInView)
            m_lookedAt.erase(m_lookedAt.begin());
    }
    const Page *known = m_pages.object(page);
    if (m_fetchScheduled || (known && known->refreshed == m_refreshed))
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
    if (!m_store || m_refreshAgain)
        return;
    const std::vector<int> pages = m_lookedAt; // an answer that is there at once changes it
    for (auto page = pages.rbegin(); page != pages.rend(); ++page) {
        if (m_fetching.size() >= fetchesAtOnce || m_refreshAgain)
            return;
        const Page *known = m_pages.object(*page);
        const bool fresh = known && known->refreshed == m_refreshed;
        if (!fresh && *page <= (m_rows - 1) / pageRows
            && std::find(m_fetching.begin(), m_fetching.end(), *page) == m_fetching.end())
            fetch(*page);
    }
}

void UserTableModel::fetch(int page)
{
    m_fetching.push_back(page);
    deliver(m_store->page(qint64(page) * pageRows, pageRows), this,
            [this, page, ticket = m_ticket, refreshed = m_refreshed](Result<QList<User>> answer) {
                if (ticket == m_ticket)
                    take(page, refreshed, std::move(answer));
            });
}

void UserTableModel::take(int number, quint64 refreshed, Result<QList<User>> answer)
{
    std::erase(m_fetching, number);
    const Page *known = m_pages.object(number);
    const QList<User> before = known ? known->users : QList<User>();
    // A page that can't be read keeps what it showed and counts as read, or each
    // repaint would ask again: the next refresh tries.
    const QList<User> now = answer ? *answer : before;
    m_pages.insert(number, new Page { now, refreshed });
    setErrorText(answer ? QString() : answer.error().detail);

    const int first = number * pageRows;
    const int last = std::min(first + pageRows, m_rows) - 1;
    if (now != before && first <= last)
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));

    if (m_refreshAgain && m_fetching.empty()) {
        m_refreshAgain = false;
        refresh();
    } else {
        fetchMissing();
    }
}

void UserTableModel::updateRowCount()
{
    const int rows = rowsOf(m_store);
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    } else if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        for (const int page : m_pages.keys()) {
            if (page * pageRows >= rows)
                m_pages.remove(page);
        }
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
