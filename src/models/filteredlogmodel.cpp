// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filteredlogmodel.h"

#include "models/exchangelogmodel.h"

#include <QElapsedTimer>
#include <QTimerEvent>

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

constexpr qint64 sliceNs = 4'000'000;
constexpr int rowsBetweenLooksAtTheClock = 64;

} // namespace

FilteredLogModel::FilteredLogModel(const ExchangeLogModel &log, QObject *parent)
    : QAbstractTableModel(parent)
    , m_log(log)
{
    connect(&log, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!isFiltering())
            proceed();
    });
    // Before the log has let go of them: a view may ask for a row until then.
    connect(&log, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int, int last) {
                forgetBefore(m_log.firstNumber() + quint64(last) + 1);
            });
    connect(&log, &QAbstractItemModel::modelReset, this, &FilteredLogModel::restart);
    m_next = log.firstNumber();
    proceed();
}

void FilteredLogModel::setFilter(ExchangeFilter filter)
{
    m_candidate = Candidate { std::move(filter), {} };
    m_next = m_log.firstNumber();
    proceed();
}

void FilteredLogModel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        proceed();
}

void FilteredLogModel::proceed()
{
    if (m_candidate) {
        const bool done = look(m_candidate->filter, m_candidate->rows);
        if (done) {
            beginResetModel();
            m_filter = std::move(m_candidate->filter);
            m_rows = std::move(m_candidate->rows);
            m_candidate.reset();
            endResetModel();
        }
        setFiltering(!done);
        return;
    }
    std::deque<quint64> accepted;
    const bool done = look(m_filter, accepted);
    if (!accepted.empty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(accepted.size()) - 1);
        m_rows.insert(m_rows.end(), accepted.begin(), accepted.end());
        endInsertRows();
    }
    setFiltering(!done);
}

/// One slice from m_next on; true at the log's end.
bool FilteredLogModel::look(const ExchangeFilter &filter, std::deque<quint64> &accepted)
{
    const quint64 end = m_log.firstNumber() + quint64(m_log.rowCount());
    QElapsedTimer elapsed;
    elapsed.start();
    for (int looked = 1; m_next < end; ++m_next, ++looked) {
        if (looked % rowsBetweenLooksAtTheClock == 0 && elapsed.nsecsElapsed() > sliceNs)
            return false;
        if (filter.accepts(m_log.exchangeAt(logRow(m_next))))
            accepted.push_back(m_next);
    }
    return true;
}

void FilteredLogModel::forgetBefore(quint64 number)
{
    m_next = std::max(m_next, number);
    const auto forget = [number](std::deque<quint64> &rows) {
        rows.erase(rows.begin(), std::lower_bound(rows.begin(), rows.end(), number));
    };
    if (m_candidate)
        forget(m_candidate->rows);
    const auto kept = std::lower_bound(m_rows.begin(), m_rows.end(), number);
    if (kept == m_rows.begin())
        return;
    beginRemoveRows({}, 0, int(kept - m_rows.begin()) - 1);
    m_rows.erase(m_rows.begin(), kept);
    endRemoveRows();
}

/// The log is empty.
void FilteredLogModel::restart()
{
    beginResetModel();
    m_rows.clear();
    if (m_candidate)
        m_filter = std::move(m_candidate->filter);
    m_candidate.reset();
    m_next = m_log.firstNumber();
    endResetModel();
    setFiltering(false);
}

void FilteredLogModel::setFiltering(bool filtering)
{
    if (filtering == isFiltering())
        return;
    if (filtering)
        m_timer.start(0, this);
    else
        m_timer.stop();
    emit filteringChanged(filtering);
}

const Exchange &FilteredLogModel::exchangeAt(int row) const
{
    return m_log.exchangeAt(logRow(m_rows[size_t(row)]));
}

int FilteredLogModel::logRow(quint64 number) const
{
    return int(number - m_log.firstNumber());
}

int FilteredLogModel::rowOf(quint64 number) const
{
    const int row = rowFrom(number);
    return row < rowCount() && numberOf(row) == number ? row : -1;
}

int FilteredLogModel::rowFrom(quint64 number) const
{
    return int(std::lower_bound(m_rows.begin(), m_rows.end(), number) - m_rows.begin());
}

int FilteredLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FilteredLogModel::columnCount(const QModelIndex &parent) const
{
    return m_log.columnCount(parent);
}

QVariant FilteredLogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    return m_log.data(m_log.index(logRow(m_rows[size_t(index.row())]), index.column()), role);
}

QVariant FilteredLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_log.headerData(section, orientation, role);
}

} // namespace frontdesk
