// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"

#include <QAbstractTableModel>
#include <QList>

#include <deque>

namespace frontdesk {

/// The request log of the window: the last exchanges, newest last. Bounded in
/// rows and in the bytes of the bodies it keeps: a full log gives up its oldest
/// rows, and before that its oldest bodies. A batch costs what it holds, however
/// long the log is.
class ExchangeLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Method, Target, Status, Duration, Size, Client, ColumnCount };
    enum Role { SortRole = Qt::UserRole }; ///< the raw value

    struct Limits
    {
        int rows = 100'000;
        qint64 bodyBytes = 64 * 1024 * 1024;
    };

    explicit ExchangeLogModel(QObject *parent = nullptr);
    explicit ExchangeLogModel(Limits limits, QObject *parent = nullptr);

    /// Oldest first. @p leftOut exchanges of the same moment were too many to be
    /// handed over.
    void append(QList<Exchange> batch, qint64 leftOut = 0);
    void clear();

    const Exchange &exchangeAt(int row) const { return m_rows[size_t(row)]; }
    /// Requests since clear() that have no row: pushed out or never handed over.
    qint64 notShown() const { return m_notShown; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

signals:
    void notShownChanged(qint64 count);

private:
    void countAsNotShown(qint64 count);
    void dropOldest(int count);
    void dropOldBodies();

    const Limits m_limits;
    std::deque<Exchange> m_rows;
    qint64 m_bodyBytes = 0;
    size_t m_bodiless = 0; ///< rows at the front whose bodies are gone
    qint64 m_notShown = 0;
};

} // namespace frontdesk
