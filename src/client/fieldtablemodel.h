// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/requestdraft.h"

#include <QAbstractTableModel>

namespace frontdesk {

/// A table of names and values to type in: each row can be switched off, and an empty
/// one waits at the end.
class FieldTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, IsFile };
    enum class Kind { Fields, Parts }; ///< Parts have files, and the third column

    explicit FieldTableModel(Kind kind, QObject *parent = nullptr);

    void setFields(const QList<DraftField> &fields);
    QList<DraftField> fields() const;
    void setParts(const QList<DraftPart> &parts);
    QList<DraftPart> parts() const; ///< without the empty row
    void append(const DraftPart &part);
    /// Removes a row without name and value.
    void removeIfBlank(int row);
    bool isEmptyRow(int row) const { return row >= m_rows.size(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

signals:
    /// By setData(), append() or removeRows(), not by setFields().
    void edited();

private:
    bool change(const QModelIndex &index, const QVariant &value, int role);
    DraftPart rowAt(int row) const { return isEmptyRow(row) ? DraftPart() : m_rows[row]; }

    const Kind m_kind;
    QList<DraftPart> m_rows;
};

} // namespace frontdesk
