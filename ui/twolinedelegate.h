// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "colours.h"

#include <QStyledItemDelegate>

#include <functional>

namespace frontdesk {

/// An item of two lines: a headline in bold with a word at its right, and the
/// details below.
class TwoLineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    struct Content
    {
        QString headline;
        QString right;
        QString details;
        Tone tone = Tone::Info; ///< of the headline
    };
    using ContentOf = std::function<Content(const QModelIndex &)>;

    explicit TwoLineDelegate(ContentOf contentOf, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const ContentOf m_contentOf;
};

} // namespace frontdesk
