// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchangering.h"

#include <QAbstractTableModel>
#include <QBasicTimer>

namespace frontdesk {

/// The request log of the window: the last exchanges, newest last, bounded as an
/// ExchangeRing is. While it is paused nothing changes; what arrives then is held
/// as far as a second ring goes and shown, a slice an event-loop round, once it
/// goes on.
class ExchangeLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Method, Target, Status, Duration, Size, Client, ColumnCount };
    enum Role { SortRole = Qt::UserRole }; ///< the raw value

    using Limits = ExchangeRing::Limits;

    explicit ExchangeLogModel(QObject *parent = nullptr);
    explicit ExchangeLogModel(Limits limits, QObject *parent = nullptr);

    /// Oldest first. @p leftOut exchanges of the same moment were too many to be
    /// handed over.
    void append(QList<Exchange> batch, qint64 leftOut = 0);
    /// What is held, too.
    void clear();
    void setPaused(bool paused);

    const Exchange &exchangeAt(int row) const { return m_rows.at(row); }
    /// Rows are numbered through since the start, so that one is known when those
    /// above it have gone: the number of row 0.
    quint64 firstNumber() const { return m_firstNumber; }
    /// Null where that row has gone.
    const Exchange *find(quint64 number) const;
    bool isPaused() const { return m_paused; }
    /// Requests that arrived since setPaused(true) and are not shown yet.
    qint64 held() const { return m_heldBack.size() + m_heldAndLost; }
    /// Requests since clear() that have no row: pushed out or never handed over.
    qint64 notShown() const { return m_notShown; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

signals:
    void notShownChanged(qint64 count);
    void pausedChanged(bool paused);
    void heldChanged(qint64 count);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void show(const QList<Exchange> &batch, qint64 leftOut);
    void hold(const QList<Exchange> &batch, qint64 leftOut);
    void showHeld();
    void countAsNotShown(qint64 count);
    void dropOldest(int count);

    const Limits m_limits;
    ExchangeRing m_rows { m_limits };
    quint64 m_firstNumber = 0;
    qint64 m_notShown = 0;
    bool m_paused = false;
    ExchangeRing m_heldBack { m_limits };
    qint64 m_heldAndLost = 0; ///< the ring had no room for them
    QBasicTimer m_showHeld;
};

} // namespace frontdesk
