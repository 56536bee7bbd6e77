// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/fieldtablemodel.h"

namespace frontdesk {

FieldTableModel::FieldTableModel(Kind kind, QObject *parent)
    : QAbstractTableModel(parent)
    , m_kind(kind)
{ }

void FieldTableModel::setFields(const QList<DraftField> &fields)
{
    QList<DraftPart> parts;
    for (const DraftField &field : fields)
        parts.append({ field.enabled, field.name, field.value, false });
    setParts(parts);
}

QList<DraftField> FieldTableModel::fields() const
{
    QList<DraftField> fields;
    for (const DraftPart &row : m_rows)
        fields.append({ row.enabled, row.name, row.value });
    return fields;
}

void FieldTableModel::setParts(const QList<DraftPart> &parts)
{
    beginResetModel();
    m_rows = parts;
    endResetModel();
}

QList<DraftPart> FieldTableModel::parts() const
{
    return m_rows;
}

void FieldTableModel::append(const DraftPart &part)
{
    const int row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.append(part);
    endInsertRows();
    emit edited();
}

void FieldTableModel::removeIfBlank(int row)
{
    if (!isEmptyRow(row) && m_rows[row].isBlank())
        removeRows(row, 1);
}

int FieldTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size()) + 1;
}

int FieldTableModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_kind == Kind::Parts ? 3 : 2;
}

Qt::ItemFlags FieldTableModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    flags |= index.column() == IsFile ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable;
    if (index.column() == Name && !isEmptyRow(index.row()))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant FieldTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const DraftPart row = rowAt(index.row());
    if (role == Qt::DisplayRole || role == Qt::EditRole) {
        if (index.column() == IsFile)
            return {};
        return index.column() == Name ? row.name : row.value;
    }
    if (role == Qt::CheckStateRole) {
        if (index.column() == Name && !isEmptyRow(index.row()))
            return row.enabled ? Qt::Checked : Qt::Unchecked;
        if (index.column() == IsFile)
            return row.isFile ? Qt::Checked : Qt::Unchecked;
    }
    if (role == Qt::ToolTipRole && index.column() == Name && !isEmptyRow(index.row()))
        return row.enabled ? tr("Sent; untick to leave it out") : tr("Not sent");
    if (role == Qt::ToolTipRole && index.column() == Value && !row.value.isEmpty())
        return row.value;
    return {};
}

bool FieldTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !change(index, value, role))
        return false;
    emit edited();
    return true;
}

bool FieldTableModel::change(const QModelIndex &index, const QVariant &value, int role)
{
    DraftPart row = rowAt(index.row());
    if (role == Qt::CheckStateRole) {
        (index.column() == IsFile ? row.isFile : row.enabled) = value.toInt() == Qt::Checked;
    } else if (role == Qt::EditRole && index.column() != IsFile) {
        QString &text = index.column() == Name ? row.name : row.value;
        if (text == value.toString()) // the same, whether null or empty
            return false;
        text = value.toString();
    } else {
        return false;
    }
    if (isEmptyRow(index.row())) {
        const int next = index.row() + 1;
        beginInsertRows({}, next, next);
        m_rows.append(row);
        endInsertRows();
    } else {
        m_rows[index.row()] = row;
    }
    emit dataChanged(this->index(index.row(), 0), this->index(index.row(), columnCount() - 1));
    return true;
}

bool FieldTableModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || count < 1 || row + count > m_rows.size())
        return false;
    beginRemoveRows({}, row, row + count - 1);
    m_rows.remove(row, count);
    endRemoveRows();
    emit edited();
    return true;
}

QVariant FieldTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Value:
        return m_kind == Kind::Parts ? tr("Value, or path of the file") : tr("Value");
    default:
        return tr("File");
    }
}

} // namespace frontdesk
