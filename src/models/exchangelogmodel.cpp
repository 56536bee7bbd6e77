// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchangelogmodel.h"

#include "models/texts.h"

#include <QDateTime>
#include <QTimerEvent>

#include <utility>

namespace frontdesk {

namespace {

constexpr int heldSlice = 2'000; // some 3 ms

QVariant display(const Exchange &exchange, int column)
{
    switch (column) {
    case ExchangeLogModel::Time:
        return QDateTime::fromMSecsSinceEpoch(exchange.receivedAtMs)
                .toString(QStringLiteral("HH:mm:ss.zzz"));
    case ExchangeLogModel::Method:
        return QString::fromLatin1(exchange.method);
    case ExchangeLogModel::Target:
        return QString::fromUtf8(exchange.texts.target());
    case ExchangeLogModel::Status:
        return exchange.status ? QVariant(exchange.status) : QVariant(QStringLiteral("—"));
    case ExchangeLogModel::Duration:
        return durationText(exchange.durationNs());
    case ExchangeLogModel::Size:
        return sizeText(exchange.responseBodySize);
    case ExchangeLogModel::Client:
        return QString::fromLatin1(exchange.client);
    }
    return {};
}

QVariant raw(const Exchange &exchange, int column)
{
    switch (column) {
    case ExchangeLogModel::Time:
        return exchange.receivedAtMs;
    case ExchangeLogModel::Status:
        return exchange.status;
    case ExchangeLogModel::Duration:
        return exchange.durationNs();
    case ExchangeLogModel::Size:
        return exchange.responseBodySize;
    default:
        return display(exchange, column);
    }
}

int alignment(int column)
{
    const bool right = column >= ExchangeLogModel::Duration;
    return int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

ExchangeLogModel::ExchangeLogModel(QObject *parent)
    : ExchangeLogModel(Limits {}, parent)
{ }

ExchangeLogModel::ExchangeLogModel(Limits limits, QObject *parent)
    : QAbstractTableModel(parent)
    , m_limits(limits)
{ }

void ExchangeLogModel::append(QList<Exchange> batch, qint64 leftOut)
{
    if (const auto surplus = batch.size() - m_limits.rows; surplus > 0) {
        batch.remove(0, surplus);
        leftOut += surplus;
    }
    if (m_paused || held() > 0) // in their order
        hold(batch, leftOut);
    else
        show(batch, leftOut);
}

void ExchangeLogModel::show(const QList<Exchange> &batch, qint64 leftOut)
{
    if (!batch.isEmpty()) { // an empty range must not be announced
        if (const qint64 surplus = m_rows.surplusFor(batch.size()); surplus > 0) {
            dropOldest(int(surplus));
            leftOut += surplus;
        }
        beginInsertRows({}, rowCount(), rowCount() + int(batch.size()) - 1);
        m_rows.append(batch);
        endInsertRows();
    }
    countAsNotShown(leftOut);
}

void ExchangeLogModel::hold(const QList<Exchange> &batch, qint64 leftOut)
{
    if (const qint64 surplus = m_heldBack.surplusFor(batch.size()); surplus > 0) {
        m_heldBack.dropOldest(int(surplus));
        leftOut += surplus;
    }
    m_heldBack.append(batch);
    m_heldAndLost += leftOut;
    emit heldChanged(held());
}

/// A slice: views and filters look at each row.
void ExchangeLogModel::showHeld()
{
    show(m_heldBack.takeOldest(heldSlice), std::exchange(m_heldAndLost, 0));
    if (m_heldBack.size() == 0)
        m_showHeld.stop();
    emit heldChanged(held());
}

void ExchangeLogModel::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    if (paused)
        m_showHeld.stop();
    else if (held() > 0)
        m_showHeld.start(0, this);
    emit pausedChanged(paused);
}

void ExchangeLogModel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_showHeld.timerId())
        showHeld();
}

void ExchangeLogModel::clear()
{
    beginResetModel();
    m_firstNumber += quint64(m_rows.size());
    m_rows.clear();
    m_heldBack.clear();
    m_heldAndLost = 0;
    m_showHeld.stop();
    endResetModel();
    countAsNotShown(-m_notShown);
    emit heldChanged(0);
}

const Exchange *ExchangeLogModel::find(quint64 number) const
{
    if (number < m_firstNumber || number - m_firstNumber >= quint64(m_rows.size()))
        return nullptr;
    return &m_rows.at(int(number - m_firstNumber));
}

int ExchangeLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

int ExchangeLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExchangeLogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Exchange &exchange = exchangeAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(exchange, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Status && !exchange.status)
            return tr("The client left before it was answered.");
        return index.column() == Target ? display(exchange, Target) : QVariant();
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case SortRole:
        return raw(exchange, index.column());
    default:
        return {};
    }
}

QVariant ExchangeLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignment(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Time:
        return tr("Time");
    case Method:
        return tr("Method");
    case Target:
        return tr("Path");
    case Status:
        return tr("Status");
    case Duration:
        return tr("Duration");
    case Size:
        return tr("Size");
    case Client:
        return tr("Client");
    }
    return {};
}

void ExchangeLogModel::countAsNotShown(qint64 count)
{
    if (!count)
        return;
    m_notShown += count;
    emit notShownChanged(m_notShown);
}

void ExchangeLogModel::dropOldest(int count)
{
    beginRemoveRows({}, 0, count - 1);
    m_rows.dropOldest(count);
    m_firstNumber += quint64(count);
    endRemoveRows();
}

} // namespace frontdesk
