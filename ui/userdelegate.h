// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include <functional>

namespace frontdesk {

class Clock;

/// Paints a user: with a background that fades where it has just been changed or
/// created, whoever did it, and struck out where it is about to be deleted.
class UserDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// A mark fades within these milliseconds.
    static constexpr qint64 markedMs = 3'000;

    using IsLeaving = std::function<bool(qint64 id)>;

    /// @p clock outlives it.
    UserDelegate(const Clock &clock, IsLeaving isLeaving, QObject *parent = nullptr);

    /// How strong its mark is: 1 when it has just been changed, 0 when there is none.
    double mark(const QModelIndex &index) const;
    bool isLeaving(const QModelIndex &index) const;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Clock &m_clock;
    const IsLeaving m_isLeaving;
};

} // namespace frontdesk
