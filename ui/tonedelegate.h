// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "colours.h"

#include <QStyledItemDelegate>

#include <functional>

namespace frontdesk {

/// Paints the text of a cell in the colour of what it means.
class ToneDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using ToneOf = std::function<Tone(const QModelIndex &)>;

    explicit ToneDelegate(ToneOf toneOf, QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const ToneOf m_toneOf;
};

} // namespace frontdesk
