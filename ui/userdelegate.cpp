// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userdelegate.h"

#include "base/clock.h"
#include "colours.h"
#include "models/usertablemodel.h"

namespace frontdesk {

namespace {

constexpr double strongest = 0.35; // the text on it keeps its contrast

} // namespace

UserDelegate::UserDelegate(const Clock &clock, IsLeaving isLeaving, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_clock(clock)
    , m_isLeaving(std::move(isLeaving))
{ }

double UserDelegate::mark(const QModelIndex &index) const
{
    const QVariant changedAt = index.data(UserTableModel::ChangedAtRole);
    const qint64 age = m_clock.wallMs() - changedAt.toLongLong();
    if (!changedAt.isValid() || age < 0 || age >= markedMs)
        return 0;
    return 1 - double(age) / double(markedMs);
}

bool UserDelegate::isLeaving(const QModelIndex &index) const
{
    const QModelIndex id = index.siblingAtColumn(UserTableModel::Id);
    return m_isLeaving(id.data(UserTableModel::SortRole).toLongLong());
}

void UserDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (const double strength = mark(index); strength > 0) {
        QColor tint = colour(Tone::Good, option->palette);
        tint.setAlphaF(float(strength * strongest));
        option->backgroundBrush = tint;
    }
    if (isLeaving(index)) {
        option->font.setStrikeOut(true);
        option->palette.setColor(QPalette::Text, colour(Tone::Muted, option->palette));
    }
}

} // namespace frontdesk
