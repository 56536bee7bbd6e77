// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchangefilter.h"

#include <QAbstractTableModel>
#include <QBasicTimer>

#include <deque>
#include <optional>

namespace frontdesk {

class ExchangeLogModel;

/// The rows of a log that a filter accepts. It looks at rows in slices of a few
/// milliseconds, an event-loop round each: those that arrive, and the whole log
/// when the filter is another one. What the filter before had accepted stays
/// until that is done. (QSortFilterProxyModel filters all at once, and renumbers
/// every row when the oldest go.)
class FilteredLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// @p log outlives this model.
    explicit FilteredLogModel(const ExchangeLogModel &log, QObject *parent = nullptr);

    void setFilter(ExchangeFilter filter);
    /// Rows remain to be looked at.
    bool isFiltering() const { return m_timer.isActive(); }

    const Exchange &exchangeAt(int row) const;
    /// Rows are numbered as in the log, see ExchangeLogModel::firstNumber().
    quint64 numberOf(int row) const { return m_rows[size_t(row)]; }
    /// -1: there is no such row.
    int rowOf(quint64 number) const;
    /// The first row whose number is at least that; rowCount() where none is.
    int rowFrom(quint64 number) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

signals:
    void filteringChanged(bool filtering);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    /// A filter that is to replace the one in use once it has seen all rows.
    struct Candidate
    {
        ExchangeFilter filter;
        std::deque<quint64> rows;
    };

    void proceed();
    bool look(const ExchangeFilter &filter, std::deque<quint64> &accepted);
    void forgetBefore(quint64 number);
    void restart();
    void setFiltering(bool filtering);
    int logRow(quint64 number) const;

    const ExchangeLogModel &m_log;
    ExchangeFilter m_filter;
    std::deque<quint64> m_rows; ///< numbers of accepted rows, ascending
    std::optional<Candidate> m_candidate;
    quint64 m_next = 0; ///< the number of the row to be looked at next
    QBasicTimer m_timer;
};

} // namespace frontdesk
