// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "progressdelegate.h"

#include "colours.h"
#include "models/tasktreemodel.h"

#include <QApplication>
#include <QPainter>

#include <utility>

namespace frontdesk {

namespace {
constexpr int sideMargin = 3, topMargin = 2;
constexpr int radius = 3;
} // namespace

/// Not the style's bar: that has its text in the middle, where a narrow column cuts
/// it, and no room for more than a percentage.
void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const int percent = index.data(TaskTreeModel::PercentRole).toInt();
    if (percent < 0) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = std::exchange(item.text, QString());
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const bool selected = item.state & QStyle::State_Selected;
    const QColor ink = item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    QColor fill = selected ? ink : colour(Tone::Info, item.palette);
    const QRectF frame = QRectF(item.rect.adjusted(sideMargin, topMargin, -sideMargin, -topMargin))
                                 .adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    fill.setAlphaF(0.3F);
    painter->setClipRect(QRectF(frame.left() - 1, frame.top() - 1,
                                2 + frame.width() * qBound(0, percent, 100) / 100,
                                frame.height() + 2));
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    painter->drawRoundedRect(frame, radius, radius);
    painter->setClipping(false);
    fill.setAlphaF(0.7F);
    painter->setPen(fill);
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(frame, radius, radius);
    painter->setPen(ink);
    const QRect inner = item.rect.adjusted(2 * sideMargin, 0, -2 * sideMargin, 0);
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter,
                      item.fontMetrics.elidedText(text, Qt::ElideRight, inner.width()));
    painter->restore();
}

QSize ProgressDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return { QStyledItemDelegate::sizeHint(option, index).width(),
             option.fontMetrics.height() + 8 };
}

void ProgressDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (TaskState(index.data(TaskTreeModel::StateRole).toInt()) == TaskState::Failed)
        option->palette.setColor(QPalette::Text, colour(Tone::Bad, option->palette));
}

} // namespace frontdesk
