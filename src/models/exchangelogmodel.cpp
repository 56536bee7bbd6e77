// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchangelogmodel.h"

#include "models/texts.h"

#include <QDateTime>

#include <iterator>

namespace frontdesk {

namespace {

qint64 bodyBytes(const Exchange &exchange)
{
    return exchange.requestBody.size() + exchange.responseBody.size();
}

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
    if (!batch.isEmpty()) { // an empty range must not be announced
        if (const int surplus = rowCount() + int(batch.size()) - m_limits.rows; surplus > 0) {
            dropOldest(surplus);
            leftOut += surplus;
        }
        beginInsertRows({}, rowCount(), rowCount() + int(batch.size()) - 1);
        for (const Exchange &exchange : std::as_const(batch))
            m_bodyBytes += bodyBytes(exchange);
        m_rows.insert(m_rows.end(), std::make_move_iterator(batch.begin()),
                      std::make_move_iterator(batch.end()));
        endInsertRows();
        dropOldBodies();
    }
    countAsNotShown(leftOut);
}

void ExchangeLogModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_bodyBytes = 0;
    m_bodiless = 0;
    endResetModel();
    countAsNotShown(-m_notShown);
}

int ExchangeLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
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
    const auto end = m_rows.begin() + count;
    for (auto row = m_rows.begin(); row != end; ++row)
        m_bodyBytes -= bodyBytes(*row);
    m_rows.erase(m_rows.begin(), end);
    m_bodiless -= std::min(m_bodiless, size_t(count));
    endRemoveRows();
}

/// No row shows a body, so none has changed to a view's eyes.
void ExchangeLogModel::dropOldBodies()
{
    for (; m_bodyBytes > m_limits.bodyBytes; ++m_bodiless) {
        Exchange &oldest = m_rows[m_bodiless];
        m_bodyBytes -= bodyBytes(oldest);
        oldest.requestBody = {};
        oldest.responseBody = {};
    }
}

} // namespace frontdesk
